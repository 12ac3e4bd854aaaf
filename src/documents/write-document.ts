import type { DocumentContent } from './content.ts';
import { writeCsv } from './formats/write-csv.ts';
import { writeDocx } from './formats/write-docx.ts';
import { writeHtml } from './formats/write-html.ts';
import { writePdf } from './formats/write-pdf.ts';
import { writeXlsx } from './formats/write-xlsx.ts';
import type { DocumentFormat } from './snapshot.ts';

/** What a browser and a mail program are told a file is. */
export const MEDIA_TYPES: Record<DocumentFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

const WRITERS: Record<
  DocumentFormat,
  (content: DocumentContent) => Promise<Uint8Array | string> | Uint8Array | string
> = {
  docx: writeDocx,
  pdf: writePdf,
  xlsx: writeXlsx,
  csv: writeCsv,
  html: writeHtml,
};

/** The file of a document; the same content gives the same bytes. */
export async function writeDocument(content: DocumentContent, format: DocumentFormat): Promise<Uint8Array> {
  const written = await WRITERS[format](content);
  return typeof written === 'string' ? Buffer.from(written) : written;
}
