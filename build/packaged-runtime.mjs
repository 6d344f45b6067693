// The Electron runtime that goes into a package: an archive from vendor/electron or a download, checked against npm's list of hashes; or
// an unpacked folder there, of which only the version can be checked.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { findElectron } from './electron-runtime.mjs';
import { root, say, SetupError } from './process.mjs';

const electron = join(root, 'node_modules', 'electron');

/** @typedef {{ path: string } | { path: null, reason: string }} Runtime */

/**
 * An archive or a folder that electron-builder can take as `electronDist`, or the reason why there is none.
 * @param {'linux' | 'win32'} platform
 * @returns {Promise<Runtime>}
 */
export async function packagedRuntime(platform) {
  const archive = join(root, 'vendor', 'electron', archiveName(platform));
  if (existsSync(archive)) {
    await checkArchive(archive, archiveName(platform));
    return { path: archive };
  }
  const unpacked = join(root, 'vendor', 'electron');
  if (findElectron(platform, { ELECTRON_OVERRIDE_DIST_PATH: unpacked }) !== null) {
    checkVersion(unpacked);
    return { path: unpacked };
  }
  return download(platform);
}

/** @param {'linux' | 'win32'} platform */
function archiveName(platform) {
  const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'));
  return `electron-v${version}-${platform}-x64.zip`;
}

/** @param {string} folder */
function checkVersion(folder) {
  const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'));
  const file = join(folder, 'version');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
  if (found !== version) {
    throw new SetupError(
      `vendor/electron holds Electron ${found}, and ${version} is needed. Put the right one there, best as its archive.`,
    );
  }
  say('vendor/electron is unpacked, so that only its version could be checked, not its content.');
}

/** @param {string} file @param {string} name */
async function checkArchive(file, name) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const { [name]: expected } = JSON.parse(readFileSync(join(electron, 'checksums.json'), 'utf8'));
  if (hash.digest('hex') !== expected) {
    throw new SetupError(
      `${file} is not Electron's own archive: its SHA-256 should be ${expected}. Remove it or fetch it again.`,
    );
  }
}

/** @param {'linux' | 'win32'} platform @returns {Promise<Runtime>} */
async function download(platform) {
  const name = archiveName(platform);
  say(`looking for ${name} ...`);
  try {
    const { downloadArtifact } = await import(
      pathToFileURL(createRequire(join(electron, 'package.json')).resolve('@electron/get')).href
    );
    const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'));
    const checksums = JSON.parse(readFileSync(join(electron, 'checksums.json'), 'utf8'));
    return {
      path: await downloadArtifact({ version, artifactName: 'electron', platform, arch: 'x64', checksums }),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      path: null,
      reason: `The Electron runtime ${name} cannot be downloaded here (${why}). Put that archive into vendor/electron/ and try again.`,
    };
  }
}
