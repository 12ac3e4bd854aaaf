import type { PublicPage } from '../../app/document-files.ts';
import type { DocumentFormat } from '../../documents/snapshot.ts';
import type { Speaker } from '../../i18n.ts';
import { summarise } from '../../reporting/summary.ts';
import { bangkokIso } from '../../thai/calendar.ts';
import { oitHtml } from './oit-html.ts';
import { html, page } from './page.ts';
import type { Html } from './page.ts';

/** What an organisation shows everyone of a fiscal year: the figures, the files, their versions and dates. */
export function publicPageHtml({ organisation, fiscalYear, entries }: PublicPage, speaker: Speaker): string {
  const year = { fiscalYear };
  const title = speaker.say({ key: 'pages.public.title', params: { year } });
  const body = html`<h1>${title}</h1>
    <p>${organisation.name}</p>
    ${entries.map((entry) => entryHtml(entry, fiscalYear, speaker))}
    <p class="soft">${speaker.say({ key: 'pages.public.privacy' })}</p>`;
  return page({ title: `${title} ${organisation.name}`, body });
}

function entryHtml(
  { publication, snapshot, files }: PublicPage['entries'][number],
  year: number,
  speaker: Speaker,
): Html {
  const { initialProjects, ...rest } = snapshot;
  const summary = summarise({
    ...rest,
    dataAsOf: bangkokIso(snapshot.dataAsOf),
    ...(initialProjects === undefined ? {} : { initialProjects }),
  });
  const figure = (name: string, value: Parameters<Speaker['value']>[0]): Html =>
    html`<tr>
      <th scope="row">${speaker.say({ key: `pages.public.figure.${name}` })}</th>
      <td class="figure">${speaker.value(value)}</td>
    </tr>`;
  const heading = speaker.say({
    key: 'pages.public.heading',
    params: { plan: { text: { key: `plan.kind.${snapshot.kind}` } }, round: publication.round },
  });
  const version = speaker.say({
    key: 'pages.public.version',
    params: { number: publication.number, when: { instant: publication.at } },
  });
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  return html`<section>
    <h2>${heading}</h2>
    <p class="soft">${version}</p>
    <table>
      <caption>
        ${speaker.say({ key: 'pages.public.figures' })}
      </caption>
      <tbody>
        ${figure('total', summary.total)}${figure('completed', summary.completed)}${figure('inProgress', summary.inProgress)}${figure('cannotProceed', summary.cannotProceed)}${figure('waitingReport', summary.waitingReport)}${figure('percent', { percent: summary.completedPercent })}
      </tbody>
    </table>
    ${kinds.map(
      (kind) =>
        html`<h3>${speaker.say({ key: `documents.kind.${kind}` })}</h3>
          ${oitHtml(kind, snapshot, speaker)}
          <ul class="files">
            ${files
              .filter((file) => file.kind === kind)
              .map(({ format, path }) => html`<li><a href="${year}/${path}">${nameOf(format, speaker)}</a></li>`)}
          </ul>`,
    )}
  </section>`;
}

const nameOf = (format: DocumentFormat, speaker: Speaker): string =>
  speaker.say({ key: `documentFlow.format.${format}` });
