import type { CopyPage } from '../../app/document-files.ts';
import type { Speaker } from '../../i18n.ts';
import { oitHtml } from './oit-html.ts';
import { html, page } from './page.ts';
import type { Html } from './page.ts';

/**
 * The values of the web form, measure by measure, each with a button that copies it, and a tick for what was entered. Without
 * a script the values can still be selected and ticked off.
 * @param nonce lets the copying script run
 */
export function copyPageHtml({ snapshot, measures }: CopyPage, speaker: Speaker, nonce: string): string {
  const entered = measures.filter(({ enteredAt }) => enteredAt !== undefined).length;
  const title = speaker.say({ key: 'pages.copy.title' });
  const about = speaker.say({
    key: 'pages.copy.about',
    params: {
      organisation: snapshot.organisation,
      year: { fiscalYear: snapshot.fiscalYear },
      round: snapshot.round,
      when: { instant: snapshot.dataAsOf },
    },
  });
  const progress = speaker.say({ key: 'pages.copy.progress', params: { entered, total: measures.length } });
  const body = html`<h1>${title}</h1>
    <p class="soft">${about}</p>
    ${oitHtml('copy-sheet', snapshot, speaker)}
    <p>${progress}</p>
    <p class="soft">${speaker.say({ key: 'pages.copy.how' })}</p>
    <p id="said" class="soft" role="status"></p>
    ${measures.map((measure) => measureHtml(measure, speaker))}`;
  const copied = JSON.stringify(speaker.say({ key: 'pages.copy.copied' })).replaceAll('<', '\\u003c');
  return page({ title, body, nonce, script: `const copied = ${copied};${SCRIPT}` });
}

function measureHtml({ id, number, title, enteredAt, fields }: CopyPage['measures'][number], speaker: Speaker): Html {
  const isEntered = enteredAt !== undefined;
  const changed = fields.some(({ before }) => before !== undefined);
  const state =
    enteredAt === undefined
      ? ''
      : speaker.say({
          key: changed ? 'pages.copy.changed' : 'pages.copy.entered',
          params: { when: { instant: enteredAt } },
        });
  return html`<section
    class="measure${isEntered && !changed ? ' entered' : ''}"
    id="m${number}"
    aria-labelledby="h${number}"
  >
    <h2 id="h${number}">${number}. ${title}</h2>
    ${state === '' ? '' : html`<p class="${changed ? 'before' : 'done'}">${state}</p>`}
    <dl>
      ${fields.map(
        ({ key, label, value, before }) =>
          html`<div class="field">
            <dt>${label}</dt>
            <dd>
              <div>
                <span id="v${number}-${key}">${value}</span>${
                  before === undefined
                    ? ''
                    : html`<br /><span class="before"
                          >${speaker.say({ key: 'pages.copy.before', params: { before } })}</span
                        >`
                }
              </div>
              <button
                type="button"
                data-copy="v${number}-${key}"
                aria-label="${speaker.say({ key: 'pages.copy.copyOf', params: { label } })}"
              >
                ${speaker.say({ key: 'pages.copy.copy' })}
              </button>
            </dd>
          </div>`,
      )}
    </dl>
    <form method="post">
      <input type="hidden" name="measure" value="${id}" />
      <input type="hidden" name="entered" value="${isEntered && !changed ? 'no' : 'yes'}" />
      <input type="hidden" name="number" value="${number}" />
      <button type="submit">
        ${speaker.say({ key: isEntered && !changed ? 'pages.copy.undo' : 'pages.copy.tick' })}
      </button>
    </form>
  </section>`;
}

const SCRIPT = `
for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    const value = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(value.textContent);
      document.getElementById('said').textContent = copied;
      button.textContent = copied;
    } catch {
      getSelection().selectAllChildren(value);
    }
  });
}`;
