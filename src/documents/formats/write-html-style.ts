import type { DocumentContent } from '../content.ts';
import { cleanText } from './clean-text.ts';

/** The style sheet of a document: for reading on a phone and on a desk, and for its printed pages. */
export const styleSheet = ({ orientation, digits, draft }: DocumentContent): string => `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; color: #1a1a1a; background: #fff; font: 1.0625rem/1.6 'Sarabun', 'TH Sarabun New', 'TH SarabunPSK', 'Noto Sans Thai',
  'Noto Sans Thai Looped', Thonburi, 'Leelawadee UI', Tahoma, system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: ${orientation === 'landscape' ? 80 : 52}rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.4; margin: 1.5rem 0 0.5rem; text-wrap: balance; }
h1 { font-size: 1.375rem; margin-top: 0.5rem; }
h2 { font-size: 1.2rem; }
h3 { font-size: 1.0625rem; }
.title { text-align: center; }
p { margin: 0 0 0.6rem; }
ul { list-style: none; margin: 0 0 0.6rem; padding-left: 1.5rem; }
.left { text-align: left; }
.center { text-align: center; }
.right { text-align: right; }
.bold { font-weight: bold; }
.indented { text-indent: 3rem; }
.draft { position: sticky; top: 0; z-index: 1; margin: 0; padding: 0.4rem 1rem; text-align: center; font-weight: bold; color: #7a1a00;
  background: #fff3e6; border-bottom: 2px solid #c2410c; }
.region { overflow-x: auto; margin: 0.75rem 0 1.25rem; }
.region:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; line-height: 1.5; }
caption { text-align: left; font-weight: bold; padding-bottom: 0.4rem; }
caption span { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border: 1px solid #6b7280; padding: 0.35rem 0.5rem; vertical-align: top; }
th { background: #eef1f5; vertical-align: middle; overflow-wrap: break-word; }
td p { margin: 0; }
.figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
.total td { font-weight: bold; background: #f5f6f8; }
.mark { display: none; }
@page { size: A4 ${orientation}; margin: 2.5cm 2cm 2cm; 
  @top-center { content: ${draft === undefined ? '' : `${quoted(draft)} "\\a "`} "- " counter(page${digits === 'thai' ? ', thai' : ''}) " -"; white-space: pre-line; } }
@media print {
  body { font-size: 14pt; line-height: 1.4; color: #000; }
  main { max-width: none; padding: 0; }
  .draft { display: none; }
  .mark { display: block; position: fixed; inset: 0; }
  .mark::before { content: attr(data-text); position: absolute; top: 45%; left: 0; right: 0; text-align: center; font-size: 48pt;
    font-weight: bold; transform: rotate(-35deg); color: #000; opacity: 0.07; }
  .region { overflow: visible; margin: 0 0 0.5cm; }
  caption span { max-width: none; }
  table { min-width: 0 !important; font-size: 11pt; }
  thead { display: table-header-group; }
  tr, h1, h2, h3, caption { break-inside: avoid; }
  h1, h2, h3, caption { break-after: avoid; }
  .break { break-after: page; }
  th, td, .total td { print-color-adjust: exact; }
}
`;

/** A text as a string of a style sheet, which nothing in it can end. */
const quoted = (text: string): string =>
  `"${cleanText(text).replace(/[^\p{L}\p{M}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? ''} `)}"`;
