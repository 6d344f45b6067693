import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { AppError } from '../shared/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the assessments are kept, as an absolute path: the folder that was asked for on the command line, else `HOPCHECK_DATA`,
 * else beside the portable program, else the platform's folder for application data. All hosts agree on it.
 */
export function dataFolder(chosen: string | undefined, environment: Environment): string {
  if (chosen === '') throw new AppError('bad-request', '--data needs the path of a folder.');
  if (chosen !== undefined) return resolve(chosen);
  if (environment['HOPCHECK_DATA']) return resolve(environment['HOPCHECK_DATA']);
  // The portable Windows program unpacks itself to a temporary folder and tells where it really lies.
  if (environment['PORTABLE_EXECUTABLE_DIR']) return join(environment['PORTABLE_EXECUTABLE_DIR'], 'data');
  return envPaths('Hopcheck', { suffix: '' }).data;
}
