import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests against servers that are not everywhere: projects of their own, so that what did not run can be named. */
const openLdapTests = 'test/**/*.slapd.test.ts';
const sambaTests = 'test/**/*.samba.test.ts';
/** Tests on disks of their own, which not everybody may mount. */
const diskTests = 'test/**/*.disk.test.ts';
/** Rounds without number, which take minutes. */
const crashTests = 'test/**/*.crash.test.ts';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    // These end what hangs. On a busy computer everything takes many times as long, and is not wrong for that.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // A test that forgets to replace Electron must fail, not download it.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', openLdapTests, sambaTests, diskTests, crashTests],
        },
      },
      { extends: true, test: { name: 'openldap', include: [openLdapTests] } },
      { extends: true, test: { name: 'disk', include: [diskTests] } },
      { extends: true, test: { name: 'crash', include: [crashTests] } },
      {
        extends: true,
        test: { name: 'samba', include: [sambaTests], globalSetup: 'test/support/samba/global-setup.ts' },
      },
    ],
  },
});
