import { el, fill } from './dom.js';
import { t } from './texts.js';

/** The input line of a chat: who speaks (in a group), whether the bot is mentioned, what is quoted, text and files. */
export class Composer {
  constructor(chatId, page, onChange) {
    this.chatId = chatId;
    this.page = page;
    this.onChange = onChange;
    this.speakers = el('select', { on: { change: () => onChange() } });
    this.mention = el('input', { type: 'checkbox' });
    this.mentionText = el('span');
    this.speakerLabel = el('span', { class: 'hidden' });
    this.forGroups = el('div', { class: 'speaker' }, [
      el('label', {}, [this.speakerLabel, this.speakers]),
      el('label', {}, [this.mention, this.mentionText]),
    ]);
    this.quoting = el('div', { class: 'quoting', hidden: true });
    this.input = el('textarea', { rows: '1', on: { keydown: (event) => this.#key(event), input: () => this.#grow() } });
    this.file = el('input', {
      type: 'file',
      class: 'hidden',
      tabindex: '-1',
      on: { change: () => void this.#sendFile() },
    });
    this.attach = el('button', { type: 'button', class: 'attach', text: '+', on: { click: () => this.file.click() } });
    this.send = el('button', { type: 'submit', class: 'send' });
    this.element = el(
      'form',
      {
        class: 'composer',
        on: {
          submit: (event) => {
            event.preventDefault();
            void this.#send();
          },
        },
      },
      [this.forGroups, this.quoting, el('div', { class: 'line' }, [this.attach, this.file, this.input, this.send])],
    );
  }

  show(chat, state) {
    this.chat = chat;
    this.forGroups.hidden = chat.kind !== 'group';
    this.speakerLabel.textContent = t('speakAs');
    this.mentionText.textContent = t('mentionBot', { name: state.bot.displayName });
    this.send.textContent = t('send');
    this.input.placeholder = t('placeholder');
    this.input.setAttribute('aria-label', t('messageTo', { name: chat.title }));
    this.attach.setAttribute('aria-label', t('attach'));
    this.file.setAttribute('aria-label', t('attach'));
    if (chat.kind !== 'group') return;
    const chosen = this.speakers.value;
    fill(this.speakers, chat.memberIds, () =>
      chat.memberIds.map((id) => el('option', { value: id, text: this.page.name(id), selected: id === chosen })),
    );
  }

  speaker() {
    return this.chat?.kind === 'group' ? this.speakers.value || this.chat.memberIds[0] : this.chatId;
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Prepares a reply to a message. */
  quote(message) {
    this.quoted = message;
    const cancel = el('button', {
      type: 'button',
      class: 'plain',
      text: '×',
      'aria-label': t('cancelReply'),
      on: { click: () => this.#endQuote() },
    });
    const words = t('replyingTo', { name: this.page.name(message.senderId), text: message.text });
    this.quoting.replaceChildren(el('span', { text: words }), cancel);
    this.quoting.hidden = false;
    this.focus();
  }

  #endQuote() {
    this.quoted = undefined;
    this.quoting.hidden = true;
  }

  #key(event) {
    // Enter also ends the composition of an input method; that Enter does not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.#send();
  }

  #grow() {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 120)}px`;
  }

  async #send() {
    const text = this.input.value;
    if (text.trim() === '') return;
    const group = this.chat.kind === 'group';
    const quote = this.quoted ? { quote: this.quoted.id } : {};
    const body = {
      userId: this.speaker(),
      chatId: this.chatId,
      text,
      mentionBot: group && this.mention.checked,
      ...quote,
    };
    this.input.value = '';
    this.#grow();
    this.#endQuote();
    await this.page.act('say', body);
  }

  async #sendFile() {
    const [file] = this.file.files;
    if (!file) return;
    this.file.value = '';
    const url = await new Promise((resolve) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(/** @type {string} */ (reader.result)));
      reader.readAsDataURL(file);
    });
    await this.page.act('media', {
      userId: this.speaker(),
      chatId: this.chatId,
      type: ['image', 'video', 'audio'].find((kind) => file.type.startsWith(`${kind}/`)) ?? 'file',
      fileName: file.name.slice(0, 200),
      contentType: file.type || 'application/octet-stream',
      base64: url.slice(url.indexOf(',') + 1),
    });
  }
}
