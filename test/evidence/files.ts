import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { zipOf } from '../importing/office-files.ts';

/** Files as people send them, and some that nobody should. */

let made = 0;

/** A photo unlike every other, held sideways as phones do, with the place it was taken at. */
export async function aPhoto(width = 48, height = 32): Promise<Buffer> {
  made += 1;
  const background = { r: made % 256, g: Math.floor(made / 256) % 256, b: 90 };
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .withMetadata({
      orientation: 6,
      exif: { IFD0: { Copyright: `photo ${made}` }, IFD3: { GPSLatitude: '13/1 45/1 0/1' } },
    })
    .toBuffer();
}

export const aPdf = (words = 'บันทึกข้อความ'): Buffer => Buffer.from(`%PDF-1.7\n% ${words}\n%%EOF\n`);

export const aVideo = (length = 4096): Buffer =>
  Buffer.concat([Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2', 'latin1'), Buffer.alloc(length)]);

export const AN_EXE = Buffer.concat([Buffer.from('MZ\x90\0\x03\0', 'latin1'), Buffer.alloc(300)]);

export const AN_SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

/** A picture that says it is as large as a house wall. */
export async function aWall(): Promise<Buffer> {
  const create = { width: 8, height: 8, channels: 3 as const, background: 'white' };
  const bytes = await sharp({ create }).png().toBuffer();
  bytes.writeUInt32BE(9_000, 16);
  bytes.writeUInt32BE(9_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

/** A thousand times as large once it is unpacked. */
export const aBomb = (): Buffer => Buffer.from(zipOf({ 'zeros.txt': new Uint8Array(6 * 1024 * 1024) }));

/** A zip file whose list of parts says that they are small. */
export function aLyingBomb(): Buffer {
  const bytes = Buffer.from(zipOf({ 'zeros.txt': new Uint8Array(2 * 1024 * 1024) }));
  const directory = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt32LE(100, directory + 24);
  return bytes;
}
