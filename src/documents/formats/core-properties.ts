import type { DocumentContent } from '../content.ts';
import { cleanText } from './clean-text.ts';

/** The part of an Office file that says what it is called, whose it is, and of when. */
export const CORE_PROPERTIES = {
  path: 'docProps/core.xml',
  contentType: 'application/vnd.openxmlformats-package.core-properties+xml',
  relationship: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
};

/** Its XML; both times are that of the figures, so that nothing in the file tells when it was written. */
export function corePropertiesXml({ title, author, dataAsOf }: DocumentContent): string {
  const instant = new Date(dataAsOf).toISOString();
  const issuer = escapeXml(cleanText(author));
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(cleanText(title))}</dc:title><dc:creator>${issuer}</dc:creator>` +
    `<cp:lastModifiedBy>${issuer}</cp:lastModifiedBy><dc:language>th-TH</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${instant}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${instant}</dcterms:modified>` +
    '</cp:coreProperties>'
  );
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
