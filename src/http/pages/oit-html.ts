import type { DocumentKind, Snapshot } from '../../documents/snapshot.ts';
import type { Speaker } from '../../i18n.ts';
import { oitAnswer } from '../../oit-items.ts';
import { html } from './page.ts';
import type { Html } from './page.ts';

/** The item of the assessment that a document answers, where it is known. */
export function oitHtml(kind: DocumentKind, snapshot: Pick<Snapshot, 'fiscalYear' | 'round'>, speaker: Speaker): Html {
  const answered = oitAnswer(kind, snapshot);
  if (answered === null) return html``;
  const params = { item: answered.item, year: { fiscalYear: answered.assessedYear } };
  return html`<p class="soft">${speaker.say({ key: 'documentSettings.oitItem', params })}</p>`;
}
