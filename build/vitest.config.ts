import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A test that forgets to replace Electron must fail, not download it.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  },
});
