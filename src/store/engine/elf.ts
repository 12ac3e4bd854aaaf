const SECTION = { dynamicSymbols: 11, versionsNeeded: 0x6ffffffe, symbolVersions: 0x6fffffff } as const;
const SYMBOL_SIZE = 24;
/** VER_FLG_WEAK: the loader goes on when the library lacks this version. */
const WEAK = 2;
/** VER_NDX_GLOBAL: take the symbol in whichever version the library has. */
const ANY_VERSION = 1;

interface Section {
  type: number;
  offset: number;
  size: number;
  link: number;
  info: number;
}

/**
 * Makes a little-endian ELF64 library load where its C library lacks `version`: the version is no longer required, and each
 * symbol asked for in it is taken in any version, under its name without `prefix`. Changes `bytes` in place.
 * @returns the names of the symbols changed, empty when the library never asked for that version
 */
export function relaxVersion(bytes: Buffer, version: string, prefix: string): string[] {
  const sections = readSections(bytes);
  const section = (type: number): Section | undefined => sections.find((one) => one.type === type);
  const symbols = section(SECTION.dynamicSymbols);
  const needed = section(SECTION.versionsNeeded);
  const versions = section(SECTION.symbolVersions);
  const names = sections[symbols?.link ?? -1];
  if (!symbols || !needed || !versions || !names) return [];
  const nameAt = (start: number): string => {
    const from = names.offset + start;
    return bytes.toString('latin1', from, bytes.indexOf(0, from));
  };

  const indexes = weaken(bytes, needed, (start) => nameAt(start) === version);
  const changed: string[] = [];
  for (let number = 0; number < symbols.size / SYMBOL_SIZE; number++) {
    const versionAt = versions.offset + 2 * number;
    if (!indexes.has(bytes.readUInt16LE(versionAt))) continue;
    const symbolAt = symbols.offset + SYMBOL_SIZE * number;
    const start = bytes.readUInt32LE(symbolAt);
    const name = nameAt(start);
    // The old name is the tail of the new one, so it already stands in the string table.
    if (name.startsWith(prefix)) bytes.writeUInt32LE(start + prefix.length, symbolAt);
    bytes.writeUInt16LE(ANY_VERSION, versionAt);
    changed.push(name);
  }
  return changed;
}

function readSections(bytes: Buffer): Section[] {
  const isElf64 = bytes.length >= 64 && bytes.readUInt32BE(0) === 0x7f454c46 && bytes[4] === 2 && bytes[5] === 1;
  if (!isElf64) throw new Error('not a little-endian ELF64 file');
  const table = Number(bytes.readBigUInt64LE(40));
  const size = bytes.readUInt16LE(58);
  return Array.from({ length: bytes.readUInt16LE(60) }, (_, number) => {
    const at = table + number * size;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: Number(bytes.readBigUInt64LE(at + 24)),
      size: Number(bytes.readBigUInt64LE(at + 32)),
      link: bytes.readUInt32LE(at + 40),
      info: bytes.readUInt32LE(at + 44),
    };
  });
}

/** Marks the chosen versions as weak, in every library that is asked for them; returns their indexes in the symbol table. */
function weaken(bytes: Buffer, needed: Section, isChosen: (nameStart: number) => boolean): Set<number> {
  const indexes = new Set<number>();
  let library = needed.offset;
  for (let left = needed.info; left > 0; left--) {
    let entry = library + bytes.readUInt32LE(library + 8);
    for (let count = bytes.readUInt16LE(library + 2); count > 0; count--) {
      if (isChosen(bytes.readUInt32LE(entry + 8))) {
        bytes.writeUInt16LE(bytes.readUInt16LE(entry + 4) | WEAK, entry + 4);
        indexes.add(bytes.readUInt16LE(entry + 6));
      }
      entry += bytes.readUInt32LE(entry + 12);
    }
    library += bytes.readUInt32LE(library + 12);
  }
  return indexes;
}
