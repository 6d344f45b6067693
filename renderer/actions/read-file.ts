import { AppError } from '../../shared/errors.ts';

/** The octets of a file, or of a piece of one, in base64. Throws AppError `file-unreadable`. */
export async function readBase64(piece: Blob): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(fileUnreadable()));
    reader.readAsDataURL(piece);
  });
  return url.slice(url.indexOf(',') + 1);
}

function fileUnreadable(): AppError {
  return new AppError(
    'file-unreadable',
    'The file could not be read. It may have been moved or changed: choose it again.',
  );
}
