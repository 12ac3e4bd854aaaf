import { el } from './dom.js';
import { button, section } from './parts.js';
import { t } from './texts.js';

/** What was said so far, as a file that a test plays. */
export class Recording {
  constructor(page) {
    this.page = page;
    this.said = el('p', { role: 'status' });
  }

  sections({ canSave }) {
    this.said.textContent = '';
    if (!canSave) return [];
    return [
      section(t('tools.recording.title'), [
        button(t('tools.recording.save'), 'button', () => this.#save()),
        this.said,
        el('p', { text: t('tools.recording.hint') }),
      ]),
    ];
  }

  async #save() {
    const saved = await this.page.act('transcript', {}, t('tools.recording.refused'));
    if (!saved) return;
    download(FILE, saved.text);
    this.said.textContent =
      saved.differing === 0
        ? t('tools.recording.saved', { file: FILE })
        : t('tools.recording.differing', { file: FILE, count: saved.differing });
  }
}

const FILE = 'conversation.txt';

function download(file, text) {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  el('a', { href, download: file }).click();
  // The browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
