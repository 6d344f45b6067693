import { expect, test } from 'vitest';

import { refuseGlobalCatalog } from '../../../../electron/backend/directory/ports.ts';

test.each([3268, 3269])('Port %i is refused, and why', (port) => {
  expect(() => refuseGlobalCatalog(port)).toThrow(
    expect.objectContaining({
      code: 'global-catalog-port',
      message: `Port ${port} is the global catalog, which holds only a part of each object. The outbound security setting is not in that part, so every virtual server would look as if it had none. Use port 389, or 636 for LDAPS.`,
    }),
  );
});

test.each([null, 389, 636, 3267, 3270])('Port %s is not refused', (port) => {
  expect(() => refuseGlobalCatalog(port)).not.toThrow();
});
