import { crc32, inflateRawSync } from 'node:zlib';
import { AppError } from '../errors.ts';

/** The parts of an Office file by name; a part is unpacked when it is asked for. */
export interface Archive {
  names: ReadonlySet<string>;
  /** @throws AppError `import-broken-file` for a part that is not what the list of parts says it is */
  read(name: string): Uint8Array | null;
}

/** Parts, bytes and packing that no office document reaches: pictures hardly shrink, and a table's XML some thirtyfold. */
const MOST_PARTS = 2_000;
const LARGEST_UNPACKED = 48 * 1024 * 1024;
const HIGHEST_RATIO = 250;
/** Small enough to be unpacked whatever its ratio. */
const UNSUSPICIOUS = 4 * 1024 * 1024;

/**
 * Opens a zip file by its central directory. Nothing is unpacked before the directory as a whole is known to be of bearable
 * size, and nothing past the size that it states: both the honest and the lying bomb end here.
 * @throws AppError `import-unpacks-too-large`; `import-broken-file` when it is no sound zip file
 */
export function openArchive(bytes: Uint8Array): Archive {
  const entries = readDirectory(bytes);
  const unpacked = [...entries.values()].reduce((sum, { size }) => sum + size, 0);
  if (unpacked > LARGEST_UNPACKED || (unpacked > UNSUSPICIOUS && unpacked > bytes.length * HIGHEST_RATIO)) {
    throw tooLarge();
  }
  return {
    names: new Set(entries.keys()),
    read: (name) => {
      const entry = entries.get(name);
      return entry === undefined ? null : unpack(bytes, entry);
    },
  };
}

/** A zip file, or an XML part in it, that no program could read. */
export const brokenFile = (cause?: unknown): AppError =>
  new AppError('import-broken-file', cause === undefined ? {} : { cause });

const tooLarge = (): AppError =>
  new AppError('import-unpacks-too-large', { params: { megabytes: LARGEST_UNPACKED / 1024 / 1024 } });

interface Entry {
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;

function readDirectory(bytes: Uint8Array): Map<string, Entry> {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_PARTS) throw tooLarge();
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw brokenFile();
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.set(name.replaceAll('\\', '/'), {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The end record stands last, before a comment. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw brokenFile();
}

function unpack(bytes: Uint8Array, { method, crc, packedSize, size, offset }: Entry): Uint8Array {
  const view = viewOf(bytes);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_HEADER) throw brokenFile();
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > bytes.length) throw brokenFile();
  const packed = bytes.subarray(start, start + packedSize);
  const content = method === 8 ? inflate(packed, size) : packed;
  if ((method !== 0 && method !== 8) || content.length !== size || crc32(content) !== crc) throw brokenFile();
  return content;
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw brokenFile(cause);
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
