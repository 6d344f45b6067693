import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  root: join(root, 'renderer'),
  // The same page is served by app://bundle/ and by http://127.0.0.1.
  base: '/',
  plugins: [react()],
  build: {
    outDir: join(root, 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome150',
    // The content security policy allows files of our own only: nothing is put in line.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One window that is served from this computer: nothing is gained by splitting it. In kB.
    chunkSizeWarningLimit: 1_000,
  },
});
