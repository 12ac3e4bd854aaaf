import { AppError } from '../errors.ts';

/** Largest file that is read; the real documents are under 100 kB of text. */
export const LARGEST_FILE = 5 * 1024 * 1024;

/**
 * The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one, or the Thai code page that older Excel saves.
 * @throws AppError `import-too-large`; `import-unknown-format` for files of another known kind; `import-not-text`
 */
export function decode(bytes: Uint8Array): string {
  checkSize(bytes);
  const format = formatOf(bytes);
  if (format !== 'text') throw new AppError('import-unknown-format', { params: { format } });
  return textOf(bytes);
}

/** @throws AppError `import-too-large` */
export function checkSize(bytes: Uint8Array): void {
  if (bytes.length > LARGEST_FILE) {
    throw new AppError('import-too-large', { params: { megabytes: LARGEST_FILE / 1024 / 1024 } });
  }
}

/** What kind of file it is, by its first bytes and not by its name. */
export function formatOf(bytes: Uint8Array): FileFormat {
  const known = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return known[0];
  // Letters of tags are the same bytes in every encoding; those between them in UTF-16 are zeros.
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4_000)).replace(/\0/g, '');
  return HTML_START.test(start) ? 'html' : 'text';
}

/**
 * The text in bytes of an encoding that `decode` knows.
 * @throws AppError `import-not-text`
 */
export const textOf = (bytes: Uint8Array): string => decodeText(bytes).replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n');

export type FileFormat = (typeof SIGNATURES)[number][0] | 'html' | 'text';

/** A page, or the piece of one that some programs save under the name of a spreadsheet; a byte order mark may come before. */
const HTML_START =
  /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]{0,200}>\s*|<!--[^>]{0,500}-->\s*)*<(?:!doctype html|html|head|body|meta|style|title|table)\b/i;

/** First bytes of the formats that are no text. */
const SIGNATURES = [
  ['docx/xlsx', [0x50, 0x4b, 0x03, 0x04]],
  ['doc/xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
] as const;

function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new AppError('import-not-text');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!looksThai(bytes)) throw new AppError('import-not-text', { cause });
    return new TextDecoder('windows-874').decode(bytes);
  }
}

/** Whether nearly every byte above ASCII is a letter of the Thai code page. */
function looksThai(bytes: Uint8Array): boolean {
  let high = 0;
  let thai = 0;
  for (const byte of bytes) {
    if (byte < 0x80) continue;
    high += 1;
    if ((byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xfb)) thai += 1;
  }
  return thai / high > 0.95;
}
