import { escaped } from '../../documents/formats/write-html-text.ts';

/** A page without a script of somebody else, readable on a phone, in print and by ear. */

/** HTML that is already safe. */
export interface Html {
  readonly html: string;
}

/** Puts values into HTML: text is escaped, HTML and lists of it are not. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html | readonly Html[])[]): Html {
  return { html: parts.map((part, index) => part + (index < values.length ? safe(values[index] ?? '') : '')).join('') };
}

function safe(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map((one) => one.html).join('');
}

/** A whole page; `nonce` lets its own script run. */
export const page = (parts: { title: string; body: Html; script?: string; nonce?: string }): string =>
  html`<!doctype html>
    <html lang="th">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${parts.title}</title>
        <style>
          ${{ html: STYLE }}
        </style>
      </head>
      <body>
        <main>${parts.body}</main>
        ${parts.script === undefined ? '' : { html: `<script nonce="${parts.nonce ?? ''}">${parts.script}</script>` }}
      </body>
    </html>`.html.trim();

/** What a page may load and run: nothing but what it brings itself. */
export const policy = (nonce?: string): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(nonce === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
  ].join('; ');

const STYLE = `
:root { color-scheme: light; --line: #c9d1d9; --soft: #57606a; --green: #0b6b3a; --amber: #7a4d00; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.6 Sarabun, "TH Sarabun New", "Noto Sans Thai", "Leelawadee UI", Thonburi, Loma, sans-serif; color: #1f2328; background: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.35; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; line-height: 1.4; margin: 2.5rem 0 .5rem; }
.soft { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { border-bottom: 1px solid var(--line); padding: .45rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; }
.region { overflow-x: auto; }
ul.files { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
a { color: #0a58ca; }
ul.files a, button { display: inline-block; min-height: 2.75rem; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; color: inherit; font: inherit; text-decoration: none; cursor: pointer; }
ul.files a:hover, button:hover { background: #f2f5f8; }
:focus-visible { outline: 3px solid #0a58ca; outline-offset: 2px; }
section.measure { border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 1rem 0; }
section.measure.entered { background: #f0f9f3; border-color: #9fd3b2; }
section.measure h2 { margin: 0 0 .5rem; }
dl { margin: 0; }
.field { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: .5rem 1rem; padding: .5rem 0; border-top: 1px solid var(--line); align-items: start; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; display: flex; gap: 1rem; justify-content: space-between; align-items: start; } dd button { flex: none; } dd span { white-space: pre-wrap; }
.before { color: var(--amber); font-size: .95rem; }
.done { color: var(--green); font-weight: 600; }
.draft { border: 2px solid var(--amber); color: var(--amber); padding: .5rem 1rem; border-radius: .5rem; font-weight: 600; }
@media (max-width: 34rem) { .field { grid-template-columns: 1fr; } }
@media print { button, ul.files { display: none; } main { max-width: none; padding: 0; } section.measure { break-inside: avoid; } }
@page { size: A4; margin: 18mm; }
`;
