import { AppError } from '../../../shared/errors.ts';

/** The file is no bundle, or none that anybody honest would have made; `reason` is a sentence. */
export function unreadable(reason: string, detail?: string): AppError {
  return new AppError(
    'bundle-unreadable',
    `This file cannot be read as a bundle of Hopcheck. ${reason} Nothing of it was kept. Check that it is the right file, or ask for it again where it was made.`,
    detail,
  );
}

/** The bundle is not as it was made; `reason` is a sentence. */
export function changed(reason: string, detail?: string): AppError {
  return new AppError(
    'bundle-changed',
    `This bundle is not as it was made. ${reason} Nothing of it was kept. Copy it again from where it came from, or ask for a new one.`,
    detail,
  );
}

/** The bundle holds more than is taken; `reason` is a sentence. */
export function tooLarge(reason: string): AppError {
  return new AppError(
    'bundle-too-large',
    `This bundle is too large. ${reason} Nothing of it was kept. Check that it is the right file.`,
  );
}

export function fromNewerVersion(what: string, version: number): AppError {
  return new AppError(
    'bundle-from-newer-version',
    `This bundle was made by a newer Hopcheck (version ${version} of the ${what}). Nothing of it was kept. Update Hopcheck on this computer, then open the bundle again.`,
  );
}

/** An assessment that no bundle can hold. */
export function tooLargeToPack(): AppError {
  return new AppError(
    'bundle-too-large',
    'This assessment is too large for a bundle, so none was made. To move it to another computer, make a backup of the whole data folder.',
  );
}
