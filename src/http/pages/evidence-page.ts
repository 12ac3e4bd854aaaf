import type { EvidencePage } from '../../app/evidence-files.ts';
import { EVIDENCE_PATH } from '../../app/evidence.ts';
import { linkIn } from '../../conversation/links.ts';
import type { Speaker } from '../../i18n.ts';
import { html, page } from './page.ts';
import type { Html } from './page.ts';

/** What was sent to show one measure: each piece with a small picture where it has one. */
export function evidencePageHtml(found: EvidencePage, token: string, speaker: Speaker): string {
  const { organisation, plan, round, measure, pieces } = found;
  const title = speaker.say({ key: 'evidence.page.title', params: measure });
  const about = { organisation: organisation.name, year: { fiscalYear: plan.fiscalYear }, round };
  const none = html`<p>${speaker.say({ key: 'evidence.page.none' })}</p>`;
  const body = html`<h1>${title}</h1>
    <p class="soft">${speaker.say({ key: 'evidence.page.about', params: about })}</p>
    ${pieces.length === 0 ? none : pieces.map((piece) => pieceHtml(piece, token, speaker))}
    <p class="soft">${speaker.say({ key: 'evidence.page.private' })}</p>`;
  return page({ title, body });
}

function pieceHtml(piece: EvidencePage['pieces'][number], token: string, speaker: Speaker): Html {
  const { id, number, kind, name, by, at, hasThumbnail } = piece;
  const address = `${EVIDENCE_PATH}${encodeURIComponent(token)}/${encodeURIComponent(id)}`;
  const heading = `${number}. ${speaker.say({ key: `evidence.kind.${kind}` })}`;
  const picture = html`<p>
    <a href="${address}"><img src="${address}/thumbnail" alt="${heading}" loading="lazy" /></a>
  </p>`;
  return html`<section class="measure">
    <h2>${heading}</h2>
    ${hasThumbnail ? picture : ''} ${name === '' ? '' : html`<p>${kind === 'link' ? linked(name) : name}</p>`}
    <p class="soft">${speaker.say({ key: 'evidence.page.by', params: { name: by, when: { instant: at } } })}</p>
    ${fileLink(piece, address, speaker)}
  </section>`;
}

function fileLink({ kind, fileId }: EvidencePage['pieces'][number], address: string, speaker: Speaker): Html {
  if (fileId === undefined) return html``;
  const label = speaker.say({ key: kind === 'image' ? 'evidence.page.enlarge' : 'evidence.page.download' });
  return html`<ul class="files">
    <li><a href="${address}">${label}</a></li>
  </ul>`;
}

/** A text with its web address to be opened. */
function linked(text: string): Html {
  const link = linkIn(text);
  if (link === undefined) return html`${text}`;
  const [before = '', ...rest] = text.split(link);
  return html`${before}<a href="${link}" rel="noopener noreferrer">${link}</a>${rest.join(link)}`;
}
