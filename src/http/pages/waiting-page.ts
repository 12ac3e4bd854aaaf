import type { Speaker } from '../../i18n.ts';
import { html, page } from './page.ts';

/** Said in place of a document that is being made; @param here the address to look at again */
export function waitingPageHtml(here: string, speaker: Speaker): string {
  const say = (key: string) => speaker.say({ key });
  const title = say('documentMaking.page.title');
  const body = html`<h1>${title}</h1>
    <p role="status">${say('documentMaking.page.wait')}</p>
    <p><a href="${here}">${say('documentMaking.page.again')}</a></p>`;
  return page({ title, body });
}
