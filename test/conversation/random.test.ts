import fc from 'fast-check';
import { converse } from '../../src/conversation/converse.ts';
import type { Input } from '../../src/conversation/converse.ts';
import type { Facts } from '../../src/conversation/facts.ts';
import { STANDINGS } from '../../src/conversation/flow.ts';
import type { Message } from '../../src/conversation/message.ts';
import { newSession } from '../../src/conversation/session.ts';
import type { Session } from '../../src/conversation/session.ts';
import { book, someFacts, turn } from './pure.ts';

const HOUR = 60 * 60 * 1000;
const WORDS = [...book.words.commands.keys(), ...book.words.controls.keys()];
const TYPED = [
  '1',
  '2',
  '๓',
  '9',
  '99',
  'เสร็จแล้ว',
  'จัดอบรม 3 รุ่น',
  'โครงการ',
  '5,000',
  'ไม่มี',
  'กอง',
  'สม',
  '???',
  '',
  ' ',
];
const COMMANDS = [
  'รายงาน 1',
  'รายงาน 2',
  'รายงาน โครงการ',
  'สรุป กองคลัง',
  'สรุป ไม่มี',
  'เชิญ กองใหม่',
  'ลงทะเบียน ABCD-2345',
];

/** What a person may do next: type something, or tap one of what was shown (now or before). */
type Act = { type: string; hours: number } | { tap: number; hours: number } | { input: Input; hours: number };

const hours = fc.constantFrom(0, 0, 0, 0, 13);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constantFrom(...TYPED), hours }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom(...WORDS), hours }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom(...COMMANDS), hours }) },
  { weight: 5, arbitrary: fc.record({ tap: fc.nat(200), hours }) },
  { weight: 1, arbitrary: fc.record({ type: fc.string({ unit: 'binary', maxLength: 30 }), hours }) },
  { weight: 1, arbitrary: fc.record({ input: fc.constantFrom<Input>({ kind: 'hello' }, { kind: 'media' }), hours }) },
  {
    weight: 1,
    arbitrary: fc.record({ input: fc.string({ maxLength: 20 }).map((data): Input => ({ kind: 'tap', data })), hours }),
  },
);

const buttonsOf = (message: Message): string[] => [
  ...(message.choices ?? []).map(({ data }) => data),
  ...(message.kind === 'list' ? message.sections.flatMap(({ items }) => items.flatMap(({ data }) => data ?? [])) : []),
];

/** Plays acts from an empty session and looks at every turn. */
function playAll(
  acts: readonly Act[],
  facts: Facts,
  look: (before: Session, input: Input, now: Facts, after: ReturnType<typeof turn>, index: number) => void,
): void {
  let session = newSession();
  let buttons: string[] = [];
  let { now } = facts;
  acts.forEach((one, index) => {
    now += 1000 + one.hours * HOUR;
    const input: Input =
      'input' in one
        ? one.input
        : 'type' in one
          ? { kind: 'text', text: one.type }
          : { kind: 'tap', data: buttons[one.tap % Math.max(1, buttons.length)] ?? 'x' };
    const seen = { ...facts, now };
    const after = turn(session, input, seen, book, `run${index}`);
    look(session, input, seen, after, index);
    session = after.session;
    const messages = after.effects.flatMap((effect) => (effect.type === 'say' ? effect.messages : []));
    // Old buttons stay on the screen.
    buttons = [...messages.flatMap(buttonsOf), ...buttons].slice(0, 60);
  });
}

const anyone = fc.constantFrom(...STANDINGS).map((standing): Facts => {
  const { member, ...facts } = someFacts({ standing });
  const invitation = {
    state: 'valid',
    id: 'inv',
    organisation: { id: 'office', name: 'อบต.' },
    role: 'officer',
  } as const;
  return member === undefined || standing === 'stranger' || standing === 'guest'
    ? { ...facts, invitation }
    : { ...facts, member: { ...member, role: standing } };
});
const RUNS = { numRuns: 150 };

describe('whatever a person does', () => {
  it('nothing throws and, in a 1:1 chat, every act is answered in words', () => {
    fc.assert(
      fc.property(anyone, fc.array(act, { maxLength: 40 }), (facts, acts) => {
        playAll(acts, facts, (_before, _input, _now, after) => {
          expect(after.said).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
          // What a document came to is said when it is made.
          const isMade = after.effects.some(({ type }) => type === 'makeDocument' || type === 'publish');
          expect(after.said !== '' || isMade).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('an answer given stays as it is until its own question is answered again', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        playAll(acts, someFacts(), (before, _input, _now, after) => {
          for (const run of before.runs) {
            const later = after.session.runs.find(({ id }) => id === run.id);
            if (later === undefined) continue;
            const changed = Object.keys(run.answers).filter((key) => later.answers[key] !== run.answers[key]);
            // At most the question that was open, or the one a text held back belonged to; a new measure may take
            // choices along that it does not have. What begins with `=` is the engine's own.
            const open = [run.at, run.resumeAt];
            const measured = open.includes('measure');
            expect(
              changed.filter(
                (key) => !key.startsWith('=') && !open.includes(key) && !(measured && key.startsWith('step')),
              ),
            ).toEqual([]);
          }
        });
      }),
      RUNS,
    );
  });

  it('the same session, input and facts give the same turn', () => {
    fc.assert(
      fc.property(anyone, fc.array(act, { maxLength: 25 }), (facts, acts) => {
        playAll(acts, facts, (before, input, now, after, index) => {
          const frozen = structuredClone(before);
          const again = converse(book, before, input, now, `run${index}`);
          expect(JSON.stringify(again.effects)).toBe(JSON.stringify(after.effects));
          expect(before).toEqual(frozen);
        });
      }),
      RUNS,
    );
  });

  it('at most three conversations are open, and buttons fit LINE and hold no Thai', () => {
    fc.assert(
      fc.property(anyone, fc.array(act, { maxLength: 40 }), (facts, acts) => {
        playAll(acts, facts, (_before, _input, _now, after) => {
          expect(after.session.runs.length).toBeLessThanOrEqual(3);
          const messages = after.effects.flatMap((effect) => (effect.type === 'say' ? effect.messages : []));
          for (const data of messages.flatMap(buttonsOf)) expect(data).toMatch(/^[\x21-\x7e]{1,300}$/);
        });
      }),
      RUNS,
    );
  });
});
