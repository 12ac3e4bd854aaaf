import { act } from './act.ts';
import { looksLikeCode } from './answers/code.ts';
import { HELD, LINK } from './answers/evidence.ts';
import { KINDS } from './answers/kinds.ts';
import { namesScope } from './answers/scope.ts';
import { openEdit, start } from './begin.ts';
import { editOf, editsIn } from './edit.ts';
import { linkTyped } from './evidence-sent.ts';
import type { Command } from './flow.ts';
import { cutAtLink } from './links.ts';
import { menu } from './menu.ts';
import type { AboutReport } from './message.ts';
import { readDrafts } from './one-message.ts';
import { sentence } from './outcomes/outcome.ts';
import { path } from './path.ts';
import { mustRegister } from './refusal.ts';
import { PIECE } from './sent.ts';
import { topRun } from './session.ts';
import type { Run } from './session.ts';
import type { Talk, Turn } from './turn.ts';
import { readCommand, readControl } from './words.ts';
import { readInteger } from '../thai/digits.ts';
import { bareRequest } from '../thai/polite.ts';

/**
 * What typed text means: evidence, a command, an answer to the open question, or a report in words.
 * @param about the report whose receipt was quoted
 */
export function typedText(talk: Talk, typed: string, elsewhere = false, about?: AboutReport): Turn {
  talk.said = typed;
  const linked = linkTyped(talk, typed, elsewhere, about);
  if (linked !== null) return linked;
  const quoted = about === undefined ? null : besideReceipt(talk, typed, about);
  if (quoted !== null) return quoted;
  const run = topRun(talk.session);
  // Called by its name and nothing else.
  if (typed.trim() === '') return run === undefined ? start(talk, 'help') : talk.reask('open');
  const command = readCommand(typed, talk.book.words);
  if (run === undefined) return command === null ? unasked(talk, typed) : commanded(talk, command);
  const control = readControl(typed, talk.book.words);
  if (elsewhere && command === null) return talk.note(sentence('bot.foreignQuestion')).reask();
  if (control !== null) return act(talk, { type: 'control', control });
  if (command !== null && (isMeant(talk, command) || !mayAnswer(talk, run, typed))) {
    return commanded(talk, command);
  }
  return otherReport(talk, run, typed) ?? act(talk, { type: 'typed', text: typed });
}

/** In the middle of a report a message that begins with another measure and says how it stands is a report of that one. */
function otherReport(talk: Talk, run: Run, typed: string): Turn | null {
  const flow = talk.flow(run);
  const isWords = path(flow, run.answers, talk.facts).some(({ key, step }) => key === run.at && step.answer === 'text');
  if (flow.outcome !== 'saveReport' || !isWords || !NAMES_MEASURE.test(typed)) return null;
  const drafts = readDrafts(typed, talk.facts, false);
  const isOther = drafts.every(
    ({ answers, told }) =>
      (answers['status'] ?? told?.report.status) !== undefined && answers['measure'] !== run.answers['measure'],
  );
  return drafts.length > 0 && isOther ? start(talk, 'report', { drafts: { drafts, count: drafts.length } }) : null;
}

const NAMES_MEASURE = /^\s*(?:ข้อ(?:ที่)?|มาตรการที่|โครงการที่|#|ม\.|measure)\s*[0-9๐-๙]/iu;

/** A command; after the word for a report there may be the report itself. */
function commanded(talk: Talk, { command, rest }: { command: Command; rest: string }): Turn {
  if (command === 'evidence') return evidenceOn(talk, rest);
  const edit = command === 'edit' ? editsIn(talk.facts, rest) : null;
  if (edit !== null) return openEdit(talk, edit);
  const drafts = command === 'report' ? readDrafts(rest, talk.facts, true) : [];
  if (drafts.length > 0) return start(talk, command, { drafts: { drafts, count: drafts.length } });
  return start(talk, command, { typed: command === 'report' ? bareRequest(rest).whole : rest });
}

/** The word for evidence, with a measure, and with what is evidence: a link, what was quoted, what waits for its measure. */
function evidenceOn(talk: Talk, rest: string): Turn {
  const { sent, held = [] } = talk.facts.evidence ?? {};
  if (sent !== undefined && 'problem' in sent) return talk.note({ kind: 'text', text: sent.problem }).reask();
  const link = cutAtLink(rest);
  if (link !== null) return start(talk, 'evidence', { typed: link.before, given: { [PIECE]: `${LINK}${link.link}` } });
  return start(talk, 'evidence', { typed: rest, ...(held.length === 0 ? {} : { given: { [PIECE]: HELD } }) });
}

/** Words beside the receipt of a report: about that one, or `null` when they are not. */
function besideReceipt(talk: Talk, typed: string, about: AboutReport): Turn | null {
  const command = readCommand(typed, talk.book.words);
  const isEdit = command?.command === 'edit' || readControl(typed, talk.book.words) === 'edit';
  const words = command?.command === 'edit' ? command.rest : isEdit ? '' : typed;
  if (command !== null && !isEdit) {
    const isAbout = ['history', 'why', 'report', 'review'].includes(command.command) && command.rest === '';
    return isAbout ? start(talk, command.command, { tapped: about.measureId }) : null;
  }
  if (!isEdit && readControl(typed, talk.book.words) !== null) return null;
  const isOpen = talk.facts.plans.some(
    ({ round, rows }) => round === about.round && rows.some(({ id }) => id === about.measureId),
  );
  const edit = isOpen ? editOf(talk.facts, about.measureId, words) : null;
  // What says nothing of a report may still answer the question that is open.
  if (!isEdit && edit?.unread !== undefined && topRun(talk.session) !== undefined) return null;
  return edit === null ? talk.note(sentence('edit.over')).reask() : openEdit(talk, edit);
}

/** In the middle of a question a command is a command only when nothing else can be meant by it. */
function isMeant(talk: Talk, { command, rest }: { command: Command; rest: string }): boolean {
  if (rest === '' || readInteger(rest) !== null || command === 'register') return true;
  if (command === 'evidence') return readInteger(cutAtLink(rest)?.before ?? '') !== null;
  return command === 'summary' && namesScope(rest, talk.facts);
}

/** Whether a text can be an answer to the open question: a list of names, say, takes no sentence that begins with a command. */
function mayAnswer(talk: Talk, run: Run, typed: string): boolean {
  const placed = path(talk.flow(run), run.answers, talk.facts).find(({ key }) => key === run.at);
  return placed === undefined || !('problem' in KINDS[placed.step.answer].read(typed, placed));
}

/** Text that answers nothing and names no command. */
function unasked(talk: Talk, typed: string): Turn {
  if (talk.facts.standing === 'stranger' && talk.facts.chat === 'user') {
    return start(talk, 'register', looksLikeCode(typed) && talk.facts.invitation !== undefined ? { typed } : {});
  }
  if (readControl(typed, talk.book.words) !== null) {
    return talk.answerWith({ ...sentence('bot.nothingOpen'), choices: menu(talk.facts) });
  }
  const drafts = readDrafts(typed, talk.facts, false);
  if (drafts.length > 0) return start(talk, 'report', { drafts: { drafts, count: drafts.length } });
  if (talk.facts.standing === 'guest') return talk.answerWith(mustRegister(talk.facts));
  const key = talk.facts.group === 'unlinked' ? 'refusal.unlinked' : 'bot.notUnderstood';
  return talk.answerWith({ ...sentence(key), choices: menu(talk.facts) });
}
