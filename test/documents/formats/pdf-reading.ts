import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A piece of text of a page with the place of its left end, from the left and from the bottom. */
interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
}

// PDF.js imports a part of itself when it is needed, which jest's own modules cannot.
const reader = new Worker(
  `const { parentPort, workerData } = require('node:worker_threads');
   const { PDFParse } = require(workerData);
   parentPort.on('message', async (data) => {
     const pages = [];
     try {
       const parser = new PDFParse({ data });
       const pdf = await parser.load();
       for (let number = 1; number <= pdf.numPages; number += 1) {
         const { items } = await (await pdf.getPage(number)).getTextContent();
         pages.push(items.map(({ str, transform, width }) => ({ text: str, x: transform[4], y: transform[5], width })));
       }
       await parser.destroy();
       parentPort.postMessage({ pages });
     } catch (error) {
       parentPort.postMessage({ pages, error: String(error) });
     }
   });`,
  { eval: true, workerData: require.resolve('pdf-parse') },
);
afterAll(() => reader.terminate());

/** What a reader of a PDF finds in it, one document at a time: the pieces of text of each page, as PDF.js puts them together. */
export async function readPages(bytes: Uint8Array): Promise<Piece[][]> {
  reader.postMessage(Uint8Array.from(bytes), []);
  const [{ pages, error }] = (await once(reader, 'message')) as [{ pages: Piece[][]; error?: string }];
  if (error !== undefined) throw new Error(error);
  return pages;
}

/** The text without its line ends and blanks: what is there, however it is laid out. */
export async function readText(bytes: Uint8Array): Promise<string> {
  return bare((await readPages(bytes)).flatMap((page) => page.map(({ text }) => text)).join(''));
}

export const bare = (text: string): string => text.replace(/\s/gu, '');

/** The lines of the cells and paragraphs of a page. */
export function linesOf(page: readonly Piece[]): string[] {
  const lines: { text: string; y: number; end: number }[] = [];
  for (const { text, x, y, width } of page) {
    const last = lines.at(-1);
    // A blank that PDF.js adds between pieces has no width.
    if (last !== undefined && Math.abs(last.y - y) < 1 && x - last.end < 3 && x - last.end > -3) {
      last.text += text;
      last.end = x + width;
    } else if (text.trim() !== '') lines.push({ text, y, end: x + width });
  }
  return lines.map(({ text }) => text);
}
