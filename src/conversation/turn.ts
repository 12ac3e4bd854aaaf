import { looksLikeCode, MOST_WRONG_CODES } from './answers/code.ts';
import { KINDS } from './answers/kinds.ts';
import { namesScope } from './answers/scope.ts';
import { asksForCode, flowOf } from './book.ts';
import type { Book } from './book.ts';
import { ARGUMENT, BASIS } from './conditions.ts';
import type { Effect } from './effects.ts';
import type { Facts } from './facts.ts';
import { writtenSteps } from './flow.ts';
import type { Command, Flow } from './flow.ts';
import { menu } from './menu.ts';
import type { Message, Row, Text } from './message.ts';
import { finished, say } from './outcomes/outcome.ts';
import { OUTCOME } from './outcomes/outcomes.ts';
import { path } from './path.ts';
import { answeredRows, nameOf, question } from './questions.ts';
import { beginRun, moveRun, settleRun } from './run.ts';
import type { Action, Moved } from './run.ts';
import { topRun, withTop } from './session.ts';
import type { Answers, Run, Session } from './session.ts';
import { readTap } from './tap.ts';
import { uploadNotes } from './upload.ts';
import { readCommand, readControl } from './words.ts';
import { readInteger } from '../thai/digits.ts';
import { searchMeasures } from '../thai/measure-search.ts';

/** What a turn leaves: what the bot remembers now, and what it owes. */
export interface Turn {
  session: Session;
  effects: Effect[];
}

/** What begins a flow: words typed after its command, or the value of a button with what goes with it. */
interface Given {
  typed?: string;
  tapped?: string;
  given?: Answers;
}

/** Conversations that may wait below the one that is answered. */
const MOST_RUNS = 3;

/** One turn of a conversation: a method for each kind of input, and what they share. Used once, then forgotten. */
export class Talk {
  private readonly book: Book;
  private readonly facts: Facts;
  private readonly runId: string;
  private session: Session;
  /** True when the question that was open when the input came has given way to another. */
  private displaced = false;
  private readonly notes: Message[] = [];
  private readonly effects: Effect[] = [];

  constructor(book: Book, session: Session, facts: Facts, runId: string) {
    this.book = book;
    this.session = session;
    this.facts = session.wrongCodes.length < MOST_WRONG_CODES ? facts : { ...facts, invitation: { state: 'blocked' } };
    this.runId = runId;
    this.settle();
  }

  hello(): Turn {
    const unknown = this.facts.standing === 'stranger' && this.facts.chat === 'user';
    if (unknown && topRun(this.session) === undefined) return this.start('register');
    return this.note(text('bot.hello')).reask();
  }

  media(): Turn {
    if (this.facts.chat !== 'user') return this.done();
    return this.note(text('bot.media')).reask();
  }

  /** A plan file of a coordinator; a file of anybody else means nothing. The file sent last is the one that counts. */
  file(id: string): Turn {
    const upload = this.facts.uploads.find((one) => one.id === id);
    if (upload === undefined)
      return this.note(text(this.facts.standing === 'stranger' ? 'bot.fileEarly' : 'bot.file')).reask();
    const reading = upload.read();
    if ('problem' in reading) return this.note({ kind: 'text', text: reading.problem }).reask();
    const flow = flowOf(this.book, 'plan');
    this.session = { ...this.session, runs: this.session.runs.filter((run) => run.flow !== flow?.flow) };
    this.notes.push(...uploadNotes(reading));
    return this.start('plan', { tapped: id, given: { [BASIS]: upload.basis } });
  }

  tap(data: string): Turn {
    const tap = readTap(data);
    if (tap === null) return this.note(text('bot.unknownButton')).reask();
    if (tap.kind === 'command')
      return this.start(tap.command, tap.argument === undefined ? {} : { tapped: tap.argument });
    const run = topRun(this.session);
    if (run === undefined || run.id !== tap.run) return this.note(text('bot.staleButton')).reask();
    if (tap.kind === 'control') return this.act({ type: 'control', control: tap.control });
    if (run.at !== tap.at) return this.note(text('bot.staleButton')).reask();
    return this.act({ type: 'tapped', at: tap.at, value: tap.value });
  }

  text(typed: string, elsewhere = false): Turn {
    const run = topRun(this.session);
    // Called by its name and nothing else.
    if (typed.trim() === '') return run === undefined ? this.start('help') : this.reask('open');
    const command = readCommand(typed, this.book.words);
    if (run === undefined)
      return command === null ? this.unasked(typed) : this.start(command.command, { typed: command.rest });
    const control = readControl(typed, this.book.words);
    if (elsewhere && command === null) return this.note(text('bot.foreignQuestion')).reask();
    if (control !== null) return this.act({ type: 'control', control });
    if (command !== null && (this.isMeant(command) || !this.answers(run, typed))) {
      return this.start(command.command, { typed: command.rest });
    }
    return this.act({ type: 'typed', text: typed });
  }

  /** In the middle of a question a command is a command only when nothing else can be meant by it. */
  private isMeant({ command, rest }: { command: Command; rest: string }): boolean {
    if (rest === '' || readInteger(rest) !== null || command === 'register') return true;
    return command === 'summary' && namesScope(rest, this.facts);
  }

  /** Whether a text can be an answer to the open question: a list of names, say, takes no sentence that begins with a command. */
  private answers(run: Run, typed: string): boolean {
    const placed = path(this.flow(run), run.answers, this.facts).find(({ key }) => key === run.at);
    return placed === undefined || !('problem' in KINDS[placed.step.answer].read(typed, placed));
  }

  /** Text that answers nothing and names no command. */
  private unasked(typed: string): Turn {
    if (this.facts.standing === 'stranger' && this.facts.chat === 'user') {
      return this.start('register', looksLikeCode(typed) && this.facts.invitation !== undefined ? { typed } : {});
    }
    if (readControl(typed, this.book.words) !== null) {
      return this.answerWith({ ...text('bot.nothingOpen'), choices: menu(this.facts) });
    }
    const key = this.facts.group === 'unlinked' ? 'refusal.unlinked' : 'bot.notUnderstood';
    return this.answerWith({ ...text(key), choices: menu(this.facts) });
  }

  /** Begins the flow of a command, if this person may and here. */
  private start(command: Command, given: Given = {}): Turn {
    const flow = flowOf(this.book, command);
    if (flow === undefined) return this.note(text('bot.notUnderstood')).reask();
    const refusal = this.refusal(flow);
    if (refusal !== null) return this.note(refusal).reask();
    if (command === 'register' && given.typed !== undefined) this.countWrongCode();
    const before = topRun(this.session);
    const moved = beginRun(flow, this.facts, this.runId, this.given(flow, given));
    const same = moved.state === 'open' ? this.alreadyOpen(flow, moved.run) : undefined;
    if (same !== undefined) return this.goBackTo(same);
    // A conversation in which nothing was answered yet makes room, except for a word about the conversation itself.
    const bare = before !== undefined && Object.keys(before.answers).every((key) => key === ARGUMENT);
    const replaces = bare && flow.outcome !== 'setLanguage';
    if (moved.state === 'open' && !replaces && this.session.runs.length >= MOST_RUNS) {
      return this.note(text('bot.tooMany', { count: MOST_RUNS })).reask();
    }
    if (moved.state === 'open' && flow.intro !== undefined && this.facts.member === undefined)
      this.notes.push(text(flow.intro));
    this.session = replaces && moved.state === 'open' ? withTop(this.session, moved.run) : this.pushed(moved.run);
    return this.moved(flow, moved);
  }

  /** A waiting run that is about the same: a button pressed twice, a measure asked for again. */
  private alreadyOpen(flow: Flow, fresh: Run): Run | undefined {
    const { argument } = flow;
    const given = argument === undefined ? undefined : fresh.answers[argument];
    if (argument === undefined || given === undefined) return undefined;
    return this.session.runs.find((run) => run.flow === fresh.flow && run.answers[argument] === given);
  }

  private goBackTo(run: Run): Turn {
    this.session = { ...this.session, runs: [...this.session.runs.filter(({ id }) => id !== run.id), run] };
    this.settleTop();
    return this.reask('open');
  }

  private pushed(run: Run): Session {
    return { ...this.session, runs: [...this.session.runs, run] };
  }

  private given(flow: Flow, given: Given): { answers?: Answers; argument?: string } {
    if (given.typed !== undefined) return { argument: given.typed, answers: this.planOf(flow, given.typed) };
    if (given.tapped === undefined || flow.argument === undefined) return {};
    const plan = this.facts.plans.find(({ rows }) => rows.some(({ id }) => id === given.tapped));
    const answers = {
      ...given.given,
      ...(plan === undefined ? {} : { plan: plan.id }),
      [flow.argument]: given.tapped,
    };
    // Only what a button of today could say: anything else may be made up, a code that was never typed for one.
    const placed = path(flow, answers, this.facts).find(({ key }) => key === flow.argument);
    const taken = placed !== undefined && 'answer' in KINDS[placed.step.answer].tapped(given.tapped, placed, undefined);
    if (!taken) this.notes.push(text('answers.gone'));
    return taken ? { answers } : {};
  }

  /** With several plans: the one that alone has a measure the words after the command mean. */
  private planOf(flow: Flow, typed: string): Answers {
    const asksForMeasure = writtenSteps(flow).some((step) => step.id === flow.argument && step.answer === 'measure');
    if (!asksForMeasure || this.facts.plans.length < 2) return {};
    const fitting = this.facts.plans.filter(
      ({ rows }) =>
        searchMeasures(
          rows.map(({ measure }) => measure),
          typed,
        ).length > 0,
    );
    return fitting.length === 1 && fitting[0] !== undefined ? { plan: fitting[0].id } : {};
  }

  private refusal(flow: Flow): Message | null {
    const { chat, standing } = this.facts;
    const place = chat === 'user' ? 'user' : 'group';
    if (!this.mayHear(flow)) return text('refusal.unlinked');
    if (standing === 'stranger' && !flow.standings.includes('stranger')) return text('refusal.stranger');
    if (standing === 'guest' && !flow.standings.includes('guest')) return text('refusal.guest');
    if (!flow.where.includes(place)) return text(place === 'group' ? 'refusal.onlyPrivate' : 'refusal.onlyGroup');
    if (!flow.standings.includes(standing)) return text('refusal.role');
    return this.nothingThere(flow);
  }

  /** A group that is linked to no organisation, or no longer, hears nothing of one. */
  private mayHear(flow: Flow): boolean {
    return this.facts.group !== 'unlinked' || flow.outcome === 'linkGroup' || flow.outcome === 'setLanguage';
  }

  /** A question about things of which there are none yet has no answer: who can change that is said instead. */
  private nothingThere(flow: Flow): Message | null {
    const { plans, members, member } = this.facts;
    if (flow.needs.includes('plans') && plans.length === 0) {
      return text(member?.role === 'coordinator' ? 'plan.noneYet' : 'plan.none');
    }
    const open = Object.values(this.facts.findings).flat();
    if (flow.needs.includes('findings') && open.every(({ severity }) => severity === 'info')) {
      return text('explainFlow.none');
    }
    const alone = flow.needs.includes('members') && members.every(({ id }) => id === member?.id);
    return alone ? text('members.none') : null;
  }

  /** What the person did about the open question. */
  private act(action: Action): Turn {
    const run = topRun(this.session);
    if (run === undefined) return this.done();
    // What was meant for a question that is no longer open must not answer the one that took its place.
    const cancels = action.type === 'control' && action.control === 'cancel';
    if (this.displaced && !cancels) return this.reask();
    const flow = this.flow(run);
    if (action.type === 'typed' && asksForCode(flow, run)) this.countWrongCode();
    return this.moved(flow, moveRun(flow, run, action, this.facts));
  }

  /** Wrong codes are counted: beyond a number nothing more is looked up for an hour. */
  private countWrongCode(): void {
    if (this.facts.invitation?.state !== 'unknown') return;
    this.session = { ...this.session, wrongCodes: [...this.session.wrongCodes, this.facts.now] };
  }

  /** Takes the run where it moved to; a finished one does its outcome and gives way to the one below. */
  private moved(flow: Flow, moved: Moved): Turn {
    this.notes.push(...moved.notes);
    if (moved.state === 'open') {
      this.session = withTop(this.session, moved.run);
      return this.answerWith(question(flow, moved.run, this.facts));
    }
    this.session = withTop(this.session);
    if (moved.state === 'cancelled')
      this.notes.push(text('control.cancelled', { what: { text: nameOf(flow, moved.run, this.facts) } }));
    else this.finish(flow, moved.run);
    const over = topRun(this.session) === undefined && moved.state === 'cancelled';
    return this.reask(over ? undefined : moved.state);
  }

  private finish(flow: Flow, run: Run): void {
    const locale = this.session.locale ?? 'th';
    for (const effect of OUTCOME[flow.outcome](finished(flow, run, this.facts, locale))) {
      if (effect.type === 'say') this.notes.push(...effect.messages);
      else this.effects.push(effect);
      if (effect.type === 'setLocale') this.session = { ...this.session, locale: effect.locale };
    }
  }

  /** Says where the conversation stands, after something that was not its answer. */
  private reask(after?: Moved['state']): Turn {
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
    if (after !== undefined) this.notes.push(text('bot.backTo', { what: { text: nameOf(flow, run, this.facts) } }));
    return this.answerWith(question(flow, run, this.facts));
  }

  private note(message: Message): this {
    this.notes.push(message);
    return this;
  }

  private answerWith(...messages: Message[]): Turn {
    const all = [...this.notes, ...messages];
    return { session: this.session, effects: [...this.effects, ...(all.length === 0 ? [] : [say(...all)])] };
  }

  private done(): Turn {
    return { session: this.session, effects: this.effects };
  }

  private flow(run: Run): Flow {
    const flow = this.book.flows.get(run.flow);
    if (flow === undefined) throw new Error(`no flow ${run.flow}`);
    return flow;
  }

  /** Stored runs meet today's flows: those nobody may hold any more end with what was answered, the top one is fitted. */
  private settle(): void {
    const kept = this.session.runs.filter((run) => {
      const flow = this.book.flows.get(run.flow);
      if (flow !== undefined && flow.standings.includes(this.facts.standing) && this.mayHear(flow)) return true;
      this.notes.push(this.ended(run));
      return false;
    });
    this.session = { ...this.session, runs: kept };
    this.settleTop();
  }

  /** The run on top may have waited while its flow or the plan changed. */
  private settleTop(): void {
    const run = topRun(this.session);
    if (run === undefined) return;
    const settled = settleRun(this.flow(run), run, this.facts);
    this.session = withTop(this.session, settled.run);
    this.displaced ||= settled.run.at !== run.at;
    if (settled.changed) this.notes.push(text('resume.changed'));
  }

  private ended(run: Run): Message {
    const flow = this.book.flows.get(run.flow);
    const known = flow !== undefined && this.mayHear(flow);
    const rows = known ? answeredRows(flow, run, this.facts) : wordsOf(run);
    return rows.length === 0 ? text('resume.ended') : { kind: 'card', title: { key: 'resume.endedWith' }, rows };
  }
}

/** Where a flow cannot say what answers mean, words of a person are told from names of choices by what those never hold. */
const wordsOf = (run: Run): Row[] =>
  Object.values(run.answers)
    .filter((answer) => /[^\w:=-]/.test(String(answer ?? '')))
    .map((answer) => ({ label: { key: 'resume.answer' }, value: { verbatim: String(answer) } }));

const text = (key: string, params?: Text['params']): Message => ({
  kind: 'text',
  text: params === undefined ? { key } : { key, params },
});
