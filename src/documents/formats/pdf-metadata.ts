import type { DocumentContent } from '../content.ts';
import { printableLines } from './pdf-text.ts';

/** What the file says of itself: what it is, who issues it and of when it is; nothing of the machine and the day that wrote it. */
export function informationOf({ title, author, dataAsOf }: DocumentContent): PDFKit.DocumentInfo {
  const date = new Date(dataAsOf);
  return { Title: oneLine(title), Author: oneLine(author), Creator: CREATOR, CreationDate: date, ModDate: date };
}

/** Says the same once more as XML, which pdfkit would write without escaping it. */
export function describe(pdf: PDFKit.PDFDocument, { title, author, dataAsOf }: DocumentContent): void {
  const xml = xmp(escaped(oneLine(title)), escaped(oneLine(author)), new Date(dataAsOf).toISOString());
  Object.assign(pdf, { _addInfo: () => pdf.appendXML(xml) });
}

const oneLine = (text: string): string => printableLines(text).join(' ');

const CREATOR = 'nong-sujarit';

const xmp = (title: string, author: string, date: string): string => `
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>
  <dc:creator><rdf:Seq><rdf:li>${author}</rdf:li></rdf:Seq></dc:creator>
  <dc:language><rdf:Bag><rdf:li>th-TH</rdf:li></rdf:Bag></dc:language>
  <xmp:CreatorTool>${CREATOR}</xmp:CreatorTool>
  <xmp:CreateDate>${date}</xmp:CreateDate>
  <xmp:ModifyDate>${date}</xmp:ModifyDate>
</rdf:Description>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
