import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { folders } from '../folders.ts';

/** What is sent in a transcript in the place of a photo or file: invented, and the same for the same name. */
export async function standIn(name: string): Promise<Buffer> {
  const sample = SAMPLE.exec(name)?.[1];
  if (sample !== undefined && sampleFiles().includes(sample)) return readFileSync(join(folders.sample, sample));
  if (/\.(?:png|jpe?g|webp)$/.test(name) || /^\d+$/.test(name)) return picture(name);
  if (name.endsWith('.pdf')) return Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`);
  return Buffer.from(`${name}\n`);
}

/** The name a file of the sample office has in a transcript; nothing for any other. */
export function sampleName(bytes: Uint8Array): string | undefined {
  const wanted = hashOf(bytes);
  const found = sampleFiles().find((file) => hashOf(readFileSync(join(folders.sample, file))) === wanted);
  return found === undefined ? undefined : `sample/${found}`;
}

const SAMPLE = /^sample\/(.+)$/;
const sampleFiles = (): string[] => readdirSync(folders.sample);
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A small plain picture in a colour of its own, in the format its name ends with. */
function picture(name: string): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(name).digest();
  const plain = sharp({ create: { width: 64, height: 48, channels: 3, background: { r, g, b } } });
  if (name.endsWith('.png')) return plain.png().toBuffer();
  return name.endsWith('.webp') ? plain.webp().toBuffer() : plain.jpeg().toBuffer();
}
