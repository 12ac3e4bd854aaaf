import { start } from './begin.ts';
import { flowOf } from './book.ts';
import { BASIS } from './conditions.ts';
import { evidenceSent } from './evidence-sent.ts';
import { sentence } from './outcomes/outcome.ts';
import type { Sent } from './sent.ts';
import { topRun } from './session.ts';
import type { Talk, Turn } from './turn.ts';
import { uploadNotes } from './upload.ts';

/** How often the open question is said again beside stickers, at most. */
const STICKERS_APART_MS = 3 * 60_000;

/** Something that is no text: evidence, a sticker, or what the bot cannot use. */
export function media(talk: Talk, sent?: Sent, isSticker = false): Turn {
  if (talk.facts.evidence?.sent !== undefined) return evidenceSent(talk, sent?.set);
  if (talk.facts.chat !== 'user') return talk.done();
  if (isSticker) return sticker(talk);
  if (sent === undefined) return talk.note(sentence('bot.media')).reask();
  return talk.note(sentence(talk.facts.standing === 'stranger' ? 'bot.fileEarly' : 'evidence.notYours')).reask();
}

/** A sticker is a friendly word and gets one; the open question comes with it, unless that was just so. */
function sticker(talk: Talk): Turn {
  const { now, standing } = talk.facts;
  talk.note(sentence('manners.sticker'));
  const isOpen = topRun(talk.session) !== undefined;
  const isEarly = now - (talk.session.stickerAt ?? 0) < STICKERS_APART_MS;
  if (!talk.displaced && (isOpen ? isEarly : standing !== 'stranger')) return talk.answerWith();
  talk.session = { ...talk.session, stickerAt: now };
  return talk.reask();
}

/** A plan file of a coordinator; a file of anybody else means nothing. The file sent last is the one that counts. */
export function file(talk: Talk, id: string): Turn {
  if (talk.facts.evidence?.sent !== undefined) return evidenceSent(talk);
  const upload = talk.facts.uploads.find((one) => one.id === id);
  if (upload === undefined)
    return talk.note(sentence(talk.facts.standing === 'stranger' ? 'bot.fileEarly' : 'bot.file')).reask();
  const reading = upload.read();
  if ('problem' in reading) return talk.note({ kind: 'text', text: reading.problem }).reask();
  const flow = flowOf(talk.book, 'plan');
  talk.session = { ...talk.session, runs: talk.session.runs.filter((run) => run.flow !== flow?.flow) };
  talk.notes.push(...uploadNotes(reading));
  return start(talk, 'plan', { tapped: id, given: { [BASIS]: upload.basis } });
}
