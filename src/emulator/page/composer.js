import { el, fill } from './dom.js';
import { base64Of } from './server.js';
import { t } from './texts.js';

/** The input line of a chat: who speaks (in a group), whether the bot is mentioned, what is quoted, text and files. */
export class Composer {
  constructor(chatId, page, onChange) {
    this.chatId = chatId;
    this.page = page;
    this.onChange = onChange;
    this.speakers = el('select', { on: { change: () => onChange() } });
    this.mention = el('input', { type: 'checkbox' });
    this.mentionText = el('span', { class: 'hidden' });
    this.mentionName = el('span');
    this.speakerLabel = el('span', { class: 'hidden' });
    this.names = el('select', { class: 'names', on: { change: () => this.#name() } });
    this.forGroups = el('div', { class: 'speaker' }, [
      el('label', {}, [this.speakerLabel, this.speakers]),
      this.names,
      el('label', { class: 'bot' }, [this.mention, this.mentionText, this.mentionName]),
    ]);
    this.quoting = el('div', { class: 'quoting', hidden: true });
    this.input = el('textarea', { rows: '1', on: { keydown: (event) => this.#key(event), input: () => this.#grow() } });
    this.file = el('input', {
      type: 'file',
      class: 'hidden',
      multiple: true,
      tabindex: '-1',
      on: { change: () => void this.#sendFiles() },
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
    this.mentionText.textContent = t('mentionBot');
    this.mentionName.textContent = `@${state.bot.displayName}`;
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
    this.names.setAttribute('aria-label', t('mention'));
    fill(this.names, chat.memberIds, () => [
      el('option', { value: '', text: '@' }),
      ...chat.memberIds.map((id) => el('option', { value: id, text: `@${this.page.name(id)}` })),
      el('option', { value: ALL, text: ALL }),
    ]);
  }

  speaker() {
    return this.chat?.kind === 'group' ? this.speakers.value || this.chat.memberIds[0] : this.chatId;
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Opens the input line, with a text where one is given. */
  write(text) {
    if (text) this.input.value = text;
    this.#grow();
    this.focus();
  }

  choosePhoto() {
    this.file.click();
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
    const text = message.text === '' ? t(`kinds.${message.message.type}`) : message.text;
    const words = t('replyingTo', { name: this.page.name(message.senderId), text });
    this.quoting.replaceChildren(el('span', { text: words }), cancel);
    this.quoting.hidden = false;
    this.focus();
  }

  /** Puts the name that was chosen where the cursor is. */
  #name() {
    const { value } = this.names;
    this.names.value = '';
    if (value === '') return;
    const { selectionStart, selectionEnd } = this.input;
    const label = value === ALL ? ALL : `@${this.page.name(value)}`;
    this.input.setRangeText(`${label} `, selectionStart, selectionEnd, 'end');
    this.focus();
  }

  /** Who is mentioned in a text: whose name stands in it behind an @. */
  #mentioned(text) {
    const mentionUsers = this.chat.memberIds.filter((id) => text.includes(`@${this.page.name(id)}`));
    return { mentionBot: this.mention.checked, mentionUsers, mentionAll: text.includes(ALL) };
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
      ...(group ? this.#mentioned(text) : {}),
      ...quote,
    };
    this.input.value = '';
    this.#grow();
    this.#endQuote();
    await this.page.act('say', body);
  }

  async #sendFiles() {
    const files = [...this.file.files];
    this.file.value = '';
    for (const file of files) await this.#sendFile(file);
  }

  async #sendFile(file) {
    await this.page.act('media', {
      userId: this.speaker(),
      chatId: this.chatId,
      type: KINDS.find(([pattern]) => pattern.test(file.type))?.[1] ?? 'file',
      fileName: file.name.slice(0, 200),
      contentType: file.type || 'application/octet-stream',
      base64: await base64Of(file),
    });
  }
}

const ALL = '@All';

/** What LINE sends as a photo, film or sound; anything else goes as a file. */
const KINDS = [
  [/^image\/(?:jpeg|png|webp|gif|heic|heif)$/, 'image'],
  [/^video\//, 'video'],
  [/^audio\//, 'audio'],
];
