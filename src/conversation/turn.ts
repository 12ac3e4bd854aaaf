import { MOST_WRONG_CODES } from './answers/code.ts';
import type { Book } from './book.ts';
import type { Effect } from './effects.ts';
import { foreseen } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Flow } from './flow.ts';
import { menu } from './menu.ts';
import type { Message } from './message.ts';
import type { Open } from './outcomes/outcome.ts';
import { say, sentence } from './outcomes/outcome.ts';
import { question } from './questions.ts';
import { settleRun } from './run.ts';
import type { Moved } from './run.ts';
import { nameOf } from './run-name.ts';
import { topRun, withTop } from './session.ts';
import type { EvidenceMemory, Run, Session } from './session.ts';

/** What a turn leaves: what the bot remembers now, and what it owes. */
export interface Turn {
  session: Session;
  effects: Effect[];
}

/** One turn of a conversation: what is known, what was said so far, and how it is answered. Used once, then forgotten. */
export class Talk {
  readonly book: Book;
  facts: Facts;
  readonly runId: string;
  session: Session;
  /** True when the question that was open when the input came has given way to another. */
  displaced = false;
  /** This person has just handed over their own work: what they were at goes with it, and is not asked again. */
  isHandingOver = false;
  readonly notes: Message[] = [];
  readonly effects: Effect[] = [];
  /** What opens when this conversation has ended. */
  opening?: Open;
  /** The measure whose report begins when this one has ended. */
  next?: string;
  /** Runs of which it was just said that their report is saved already. */
  readonly saidSaved: string[] = [];
  /** What was typed. */
  said?: string;

  constructor(book: Book, session: Session, facts: Facts, runId: string) {
    this.book = book;
    this.session = session;
    this.facts = session.wrongCodes.length < MOST_WRONG_CODES ? facts : { ...facts, invitation: { state: 'blocked' } };
    this.runId = runId;
    const { last } = this.memory;
    if (last !== undefined) this.facts = { ...this.facts, evidence: { held: [], ...this.facts.evidence, last } };
  }

  /** What is remembered of evidence. */
  get memory(): EvidenceMemory {
    return this.session.evidence ?? {};
  }

  set memory(evidence: EvidenceMemory) {
    this.session = { ...this.session, evidence };
  }

  /** What is owed, and what is true once it has been done. */
  owe(effect: Effect): void {
    this.effects.push(effect);
    this.facts = foreseen(this.facts, effect);
    if (effect.type === 'saveReport' || effect.type === 'attachLink')
      this.memory = { ...this.memory, about: { measure: effect.measureId, at: this.facts.now } };
  }

  /** Wrong codes are counted: beyond a number nothing more is looked up for an hour. */
  countWrongCode(): void {
    if (this.facts.invitation?.state !== 'unknown') return;
    this.session = { ...this.session, wrongCodes: [...this.session.wrongCodes, this.facts.now] };
  }

  /** Something that is said before what follows. */
  note(message: Message): this {
    this.notes.push(message);
    return this;
  }

  /** Ends the turn with what was said so far, and this. */
  answerWith(...messages: Message[]): Turn {
    const all = [...this.notes, ...messages];
    return { session: this.session, effects: [...this.effects, ...(all.length === 0 ? [] : [say(...all)])] };
  }

  /** Ends the turn; nothing is said. */
  done(): Turn {
    return { session: this.session, effects: this.effects };
  }

  /** Says where the conversation stands, after something that was not its answer. */
  reask(after?: Moved['state']): Turn {
    this.settleTop();
    const run = topRun(this.session);
    if (run === undefined) {
      const last = this.notes.at(-1);
      const bare = last?.kind === 'text' && last.choices === undefined && after === undefined;
      return bare
        ? this.answerWith({ ...(this.notes.pop() as Message), choices: menu(this.facts) })
        : this.answerWith();
    }
    const flow = this.flow(run);
    // What can be tapped now are the answers of the question that follows.
    const notes = this.notes.map((note) => (note.kind === 'text' ? { kind: note.kind, text: note.text } : note));
    this.notes.splice(0, this.notes.length, ...notes);
    if (after !== undefined) this.notes.push(sentence('bot.backTo', { what: { text: nameOf(flow, run, this.facts) } }));
    return this.answerWith(question(flow, run, this.facts));
  }

  /** A run that waits is the one that is answered now. */
  goBackTo(run: Run): Turn {
    this.session = { ...this.session, runs: [...this.session.runs.filter(({ id }) => id !== run.id), run] };
    this.settleTop();
    return this.reask('open');
  }

  /** The run on top may have waited while its flow or the plan changed. */
  settleTop(): void {
    const run = topRun(this.session);
    if (run === undefined) return;
    const { shifted, from, brought: isBrought, ...stood } = run;
    this.displaced ||= isBrought === true;
    if (shifted === true) {
      this.displaced = true;
      this.notes.push(sentence('resume.takenBack'));
    }
    if (from !== undefined) {
      this.displaced = true;
      this.notes.push(sentence('handover.received', { name: from }));
    }
    const settled = settleRun(this.flow(run), stood, this.facts);
    this.session = withTop(this.session, settled.run);
    this.displaced ||= settled.run.at !== run.at;
    if (settled.changed) this.notes.push(sentence('resume.changed'));
  }

  /** @throws when the book holds no flow of this name */
  flow(run: Run): Flow {
    const flow = this.book.flows.get(run.flow);
    if (flow === undefined) throw new Error(`no flow ${run.flow}`);
    return flow;
  }
}
