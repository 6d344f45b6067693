import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the installed application (or the checkout), seen from the built host in `dist/electron`. */
const root = join(import.meta.dirname, '..', '..');

/** The interface as the bundler wrote it. */
export const rendererFolder = join(root, 'dist', 'renderer');

/** The sample organisation of the practice domain controller. */
export const practiceOrganization = join(root, 'build', 'practice-organization.ldif');

/** The version of the running application, such as `0.1.0`. */
export function applicationVersion(): string {
  const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return description.version;
}
