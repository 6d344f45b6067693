// Holds electron-builder.yml against electron-builder's own schema. Needs no Electron runtime and no network.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './process.mjs';

/** Throws electron-builder's own explanation if the file is not a valid configuration. @param {string} [file] */
export async function checkPackageConfig(file = join(root, 'build', 'electron-builder.yml')) {
  // The schema check is internal to electron-builder, whose version is pinned for this reason.
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
  const { getConfig, validateConfiguration } = fromBuilder('app-builder-lib/out/util/config/config.js');
  const { DebugLogger } = fromBuilder('builder-util');
  await validateConfiguration(await getConfig(root, file, null), new DebugLogger(false));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await checkPackageConfig();
  console.log('build/electron-builder.yml is valid.');
}
