const { rm } = require('node:fs/promises');
const { join } = require('node:path');

/**
 * Removes what Electron's own archive brings and the application does not need: its demonstration, and its version file.
 * @param {{ appOutDir: string }} context
 */
exports.default = ({ appOutDir }) =>
  Promise.all(
    ['resources/default_app.asar', 'version'].map((file) => rm(join(appOutDir, file), { force: true })),
  );
