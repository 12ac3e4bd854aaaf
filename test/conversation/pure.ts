import { makeBook, readFlows } from '../../src/book.ts';
import { converse } from '../../src/conversation/converse.ts';
import type { Book } from '../../src/conversation/book.ts';
import type { Input } from '../../src/conversation/converse.ts';
import type { Effect } from '../../src/conversation/effects.ts';
import type { Facts } from '../../src/conversation/facts.ts';
import type { Flow } from '../../src/conversation/flow.ts';
import { newSession } from '../../src/conversation/session.ts';
import type { Session } from '../../src/conversation/session.ts';
import { folders } from '../../src/folders.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { plainText } from '../../src/line/plain-text.ts';
import { readLocales } from '../../src/locale-files.ts';
import type { Measure } from '../../src/reporting/model.ts';
import { MORNING } from '../support/clock.ts';

export const sentences = readLocales(folders.locales);
export const speakers = makeSpeakers(sentences);
export const book: Book = makeBook(readFlows(folders.flows, sentences).files, sentences);

/** The flows of the repository with one of them changed, or (`null`) gone. */
export function withFlow(name: string, change: (flow: Flow) => Flow | null): Book {
  const flows = new Map(book.flows);
  const flow = flows.get(name);
  const after = flow === undefined ? null : change(structuredClone(flow));
  if (after === null) flows.delete(name);
  else flows.set(name, { ...after, version: after.version + 1 });
  return { ...book, flows };
}

const PERIOD = { text: '', from: null, to: null };
const measure = (number: number, more: Partial<Measure> = {}): Measure => ({
  number,
  title: `โครงการที่ ${number}`,
  responsibleUnits: ['กองคลัง'],
  period: PERIOD,
  ...more,
});

/** An officer in a 1:1 chat, with a plan of twelve measures: the first has money, the second three steps. */
export function someFacts(overrides: Partial<Facts> = {}): Facts {
  const steps = ['จัดทำประกาศ', 'ประชาสัมพันธ์', 'ประเมินผล'].map((method) => ({
    method,
    responsibleUnits: [],
    period: PERIOD,
  }));
  const rows = Array.from({ length: 12 }, (_, index) => ({
    id: `measure${index + 1}`,
    measure: measure(index + 1, index === 0 ? { plannedBudget: 50_000 } : index === 1 ? { steps } : {}),
  }));
  const me = { id: 'me', name: 'สมใจ', role: 'officer' as const, units: ['กองคลัง'] };
  return {
    now: MORNING,
    chat: 'user',
    standing: 'officer',
    member: me,
    organisation: { id: 'office', name: 'อบต.บ้านทดสอบ' },
    units: [
      { id: 'unit1', name: 'กองคลัง', aliases: [] },
      { id: 'unit2', name: 'กองช่าง', aliases: ['ช่าง'] },
    ],
    plans: [{ id: 'plan', kind: 'action-plan', fiscalYear: 2570, round: 6, dimensions: [], rows }],
    members: [me, { id: 'other', name: 'สมหญิง', role: 'officer', units: [] }],
    organisations: [],
    uploads: [],
    findings: {},
    freshCode: 'ABCD-2345',
    freshToken: 'token',
    scale: { name: 'x', levels: [{ from: 0, name: 'น้อย' }] },
    official: (key) => speakers.th.say({ key }),
    wordings: (key) => Object.values(speakers).map((speaker) => speaker.say({ key })),
    ...overrides,
  };
}

/** A conversation without a store: what was said, and what is remembered. */
export interface PureTalk {
  session: Session;
  effects: Effect[];
  said: string;
}

/** One turn; the session goes through JSON as it does on its way to the store and back. */
export function turn(before: Session, input: Input, facts: Facts, using: Book = book, runId = 'run'): PureTalk {
  const { session, effects } = converse(using, before, input, facts, runId);
  const messages = effects.flatMap((effect) => (effect.type === 'say' ? effect.messages : []));
  const speaker = speakers[session.locale ?? 'th'];
  return {
    session: JSON.parse(JSON.stringify(session)) as Session,
    effects,
    said: messages.map((message) => plainText(message, speaker)).join('\n'),
  };
}

/** Types lines one after the other into a new session. */
export function typed(lines: readonly string[], facts: Facts = someFacts(), using: Book = book): PureTalk {
  return lines.reduce<PureTalk>(
    (talk, text, index) => turn(talk.session, { kind: 'text', text }, facts, using, `run${index}`),
    { session: newSession(), effects: [], said: '' },
  );
}
