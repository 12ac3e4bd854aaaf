import fc from 'fast-check';
import sharp from 'sharp';
import { Refused } from '../../src/evidence/check-content.ts';
import { Examination } from '../../src/evidence/examination.ts';
import type { Examined } from '../../src/evidence/examination.ts';
import { LARGEST_FILE, THUMBNAIL_EDGE } from '../../src/evidence/limits.ts';
import { docxOf, zipOf } from '../importing/office-files.ts';
import { aBomb, aLyingBomb, AN_EXE, AN_SVG, aPdf, aPhoto, aVideo, aWall } from './files.ts';

/** What is found in a file that comes in parts of a size, or why it is refused; what came through meanwhile. */
async function examined(bytes: Buffer, name?: string, part = 700): Promise<Examined | string> {
  const examination = new Examination(name === undefined ? {} : { name });
  async function* parts() {
    for (let at = 0; at < bytes.length; at += part) yield Promise.resolve(bytes.subarray(at, at + part));
  }
  try {
    let through = 0;
    for await (const passed of examination.pass(parts())) through += passed.length;
    expect(through).toBe(bytes.length);
    return examination.found();
  } catch (error) {
    if (error instanceof Refused) return error.text.key.replace('evidence.refused.', '');
    throw error;
  }
}

describe('a file that is sent as evidence', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string | undefined, string, string]>([
    ['a photo', () => aPhoto(), undefined, 'image', 'image/jpeg'],
    ['a photo under another picture’s ending', () => aPhoto(), 'ภาพ.PNG', 'image', 'image/jpeg'],
    ['a PDF', () => aPdf(), 'คำสั่ง.pdf', 'document', 'application/pdf'],
    ['a video', () => aVideo(), 'งาน.mp4', 'video', 'video/mp4'],
    ['a Word file', () => Buffer.from(docxOf('')), 'รายงาน.docx', 'document', 'wordprocessingml'],
    [
      'a zip file',
      () => Buffer.from(zipOf({ 'a.txt': 'x', 'b/c.pdf': '%PDF-' })),
      'รวม.zip',
      'archive',
      'application/zip',
    ],
  ])('%s is told by its content', async (_what, make, name, kind, mediaType) => {
    const found = await examined(await make(), name);
    expect(found).toMatchObject({ kind, mediaType: expect.stringContaining(mediaType) as string });
  });

  it.each<[string, () => Buffer | Promise<Buffer>, string | undefined, string]>([
    ['an .exe named .jpg', () => AN_EXE, 'ภาพ.jpg', 'disguised'],
    ['an .exe', () => AN_EXE, 'setup.exe', 'kind'],
    ['an .exe without a name', () => AN_EXE, undefined, 'unknown'],
    ['an SVG with a script', () => AN_SVG, 'โลโก้.svg', 'kind'],
    ['an SVG with a script named .png', () => AN_SVG, 'โลโก้.png', 'disguised'],
    ['a web page named .pdf', () => Buffer.from('<!doctype html><script>1</script>'), 'ก.pdf', 'disguised'],
    ['a PDF named .docx', () => aPdf(), 'ก.docx', 'disguised'],
    ['a zip file named .docx', () => Buffer.from(zipOf({ a: 'x' })), 'ก.docx', 'disguised'],
    ['a photo named .exe', () => aPhoto(), 'ก.exe', 'disguised'],
    ['a zip bomb', aBomb, 'ก.zip', 'bomb'],
    ['a zip bomb that lies about its size', aLyingBomb, 'ก.zip', 'broken'],
    ['a zip bomb named .xlsx', aBomb, 'ก.xlsx', 'bomb'],
    ['a zip file in a zip file', () => Buffer.from(zipOf({ 'ข.zip': zipOf({ a: 'x' }) })), 'ก.zip', 'nested'],
    ['a zip file with a program', () => Buffer.from(zipOf({ 'ภาพ.jpg': AN_EXE })), 'ก.zip', 'dangerous'],
    ['a zip file with a script', () => Buffer.from(zipOf({ 'a.js': 'x' })), 'ก.zip', 'dangerous'],
    ['a zip file that climbs out', () => Buffer.from(zipOf({ '../a.txt': 'x' })), 'ก.zip', 'dangerous'],
    ['a Word file with macros', () => Buffer.from(docxOf('', { 'word/vbaProject.bin': 'x' })), 'ก.docx', 'dangerous'],
    ['half a photo', async () => (await aPhoto(400, 400)).subarray(0, 500), undefined, 'brokenImage'],
    ['a photo of more pixels than anybody needs', aWall, undefined, 'pixels'],
    ['nothing', () => Buffer.alloc(0), 'ก.pdf', 'empty'],
    ['an iPhone’s own format', () => Buffer.from('\0\0\0\x14ftypheic', 'latin1'), 'ก.heic', 'heic'],
  ])('%s is refused', async (_what, make, name, why) => {
    expect(await examined(await make(), name)).toBe(why);
  });

  it('larger than is allowed is refused while it comes, a video later than the rest', async () => {
    const large = Buffer.alloc(LARGEST_FILE + 1);
    aPdf().copy(large);
    expect(await examined(large, 'ก.pdf', 1 << 20)).toBe('tooLarge');
    aVideo(0).copy(large);
    expect(await examined(large, 'ก.mp4', 1 << 20)).toMatchObject({ size: LARGEST_FILE + 1 });
  });

  it('has a small upright picture that does not say where it was taken', async () => {
    const found = await examined(await aPhoto(1_000, 500));
    if (typeof found === 'string' || found.thumbnail === undefined) throw new Error('there is no thumbnail');
    const { width, height, exif, orientation } = await sharp(found.thumbnail).metadata();
    expect({ width, height, exif, orientation }).toEqual({
      width: THUMBNAIL_EDGE / 2,
      height: THUMBNAIL_EDGE,
      exif: undefined,
      orientation: undefined,
    });
  });

  it('is the same, however it is cut into parts', async () => {
    const [photo, archive] = [await aPhoto(), Buffer.from(zipOf({ 'a.txt': 'x'.repeat(500) }))];
    const wholes = [await examined(photo, undefined, 1e9), await examined(archive, 'a.zip', 1e9)];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 900 }), async (part) => {
        expect([await examined(photo, undefined, part), await examined(archive, 'a.zip', part)]).toEqual(wholes);
      }),
      { numRuns: 15 },
    );
  });

  it('that is no file at all never breaks anything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('PK\x03\x04', '\xff\xd8\xff', ''),
        async (noise, head) => {
          const bytes = Buffer.concat([Buffer.from(head, 'latin1'), noise]);
          expect(typeof (await examined(bytes, 'ก.zip'))).toMatch(/string|object/);
        },
      ),
    );
  });
});
