import { AppError } from '../errors.ts';

/** Largest file that is read; the real documents are under 100 kB of text. */
export const LARGEST_FILE = 5 * 1024 * 1024;

/**
 * The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one, or the Thai code page that older Excel saves.
 * @throws AppError `import-too-large`; `import-unknown-format` for files of another known kind; `import-not-text`
 */
export function decode(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_FILE) {
    throw new AppError('import-too-large', { params: { megabytes: LARGEST_FILE / 1024 / 1024 } });
  }
  const format = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (format !== undefined) throw new AppError('import-unknown-format', { params: { format: format[0] } });
  const text = decodeText(bytes);
  if (/^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body)\b/i.test(text.slice(0, 2_000))) {
    throw new AppError('import-unknown-format', { params: { format: 'html' } });
  }
  return text.replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n');
}

/** First bytes of the formats people send by mistake. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['docx/xlsx', [0x50, 0x4b, 0x03, 0x04]],
  ['doc/xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

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
