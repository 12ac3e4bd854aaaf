/** Where the parts of `tinyLibrary` stand. */
export const AT = { versionFlags: 0x124, firstSymbol: 0x98, versions: 0x100 } as const;

const NAMES = '\0libc.so.6\0GLIBC_2.38\0GLIBC_2.34\0__isoc23_strtol\0fmod\0puts\0';
const nameAt = (name: string): number => NAMES.indexOf(`\0${name}\0`) + 1;

/** An ELF64 file with nothing but what the loader reads to find three functions of the C library, two of them in GLIBC_2.38. */
export function tinyLibrary(): Buffer {
  const bytes = Buffer.alloc(0x2c0);
  const strings = 0x160;
  const sections = 0x1c0;
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeBigUInt64LE(BigInt(sections), 40);
  bytes.writeUInt16LE(64, 58);
  bytes.writeUInt16LE(4, 60);
  bytes.write(NAMES, strings, 'latin1');

  const symbols = AT.firstSymbol - 24;
  ['__isoc23_strtol', 'fmod', 'puts'].forEach((name, number) => {
    bytes.writeUInt32LE(nameAt(name), AT.firstSymbol + 24 * number);
  });
  [0, 2, 2, 3].forEach((version, number) => bytes.writeUInt16LE(version, AT.versions - 2 + 2 * number));

  const needed = AT.versionFlags - 4 - 16;
  writeNumbers(bytes, needed, [
    [2, 1],
    [2, 2],
    [4, nameAt('libc.so.6')],
    [4, 16],
    [4, 0],
  ]);
  writeNumbers(bytes, needed + 16, [
    [4, 0],
    [2, 0],
    [2, 2],
    [4, nameAt('GLIBC_2.38')],
    [4, 16],
  ]);
  writeNumbers(bytes, needed + 32, [
    [4, 0],
    [2, 0],
    [2, 3],
    [4, nameAt('GLIBC_2.34')],
    [4, 0],
  ]);

  const table: [type: number, offset: number, size: number, link: number, info: number][] = [
    [11, symbols, 4 * 24, 1, 0],
    [3, strings, NAMES.length, 0, 0],
    [0x6fffffff, AT.versions - 2, 8, 0, 0],
    [0x6ffffffe, needed, 48, 1, 1],
  ];
  table.forEach(([type, offset, size, link, info], number) => {
    const at = sections + 64 * number;
    writeNumbers(bytes, at, [
      [4, 0],
      [4, type],
      [8, 0],
      [8, 0],
      [8, offset],
      [8, size],
      [4, link],
      [4, info],
    ]);
  });
  return bytes;
}

function writeNumbers(bytes: Buffer, start: number, numbers: [size: 2 | 4 | 8, value: number][]): void {
  let at = start;
  for (const [size, value] of numbers) {
    if (size === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, size);
    at += size;
  }
}
