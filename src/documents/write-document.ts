import type { DocumentContent } from './content.ts';
import type { DocumentFormat } from './snapshot.ts';

/** What a browser and a mail program are told a file is. */
export const MEDIA_TYPES: Record<DocumentFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

type Write = (content: DocumentContent) => Promise<Uint8Array | string> | Uint8Array | string;

/** Loaded when first written with: the libraries behind them are large, and most processes write no document. */
const WRITERS: Record<DocumentFormat, () => Promise<Write>> = {
  docx: async () => (await import('./formats/write-docx.ts')).writeDocx,
  pdf: async () => (await import('./formats/write-pdf.ts')).writePdf,
  xlsx: async () => (await import('./formats/write-xlsx.ts')).writeXlsx,
  csv: async () => (await import('./formats/write-csv.ts')).writeCsv,
  html: async () => (await import('./formats/write-html.ts')).writeHtml,
};

/** The file of a document; the same content gives the same bytes. */
export async function writeDocument(content: DocumentContent, format: DocumentFormat): Promise<Uint8Array> {
  const write = await WRITERS[format]();
  const written = await write(content);
  return typeof written === 'string' ? Buffer.from(written) : written;
}
