import { defineConfig } from '@playwright/test';

/** The scenarios run once per host: each project's name is the host that `test/e2e/support/host.ts` starts. */
export default defineConfig({
  testDir: '../test/e2e',
  outputDir: '../test-results',
  testMatch: '**/*.test.ts',
  workers: 1,
  retries: 0,
  // These end what hangs. On a busy computer everything takes many times as long, and is not wrong for that.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: { trace: 'off', video: 'off', screenshot: 'only-on-failure' },
  projects: [{ name: 'loopback' }, { name: 'electron' }],
});
