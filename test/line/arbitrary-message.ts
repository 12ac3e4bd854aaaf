import * as fc from 'fast-check';
import type { Choice, Item, Message, Phrase, Row, Text } from '../../src/conversation/message.ts';
import type { Summary } from '../../src/reporting/summary.ts';

const NASTY =
  `|  |\n\n|\u200B|กำลังดำเนินการ|น้ำป้ำปี่ฟุ้ง|👩‍👩‍👧‍👦|🏴󠁧󠁢󠁥󠁮󠁧󠁿|مرحبا بالعالم|\u202Eabc|\ud83d|\udc00|\u0000\u0007|"quoted" \\ back|{{name}} $t(render.choose)|https://example.com/a?b=1|<b>&amp;</b>`.split(
    '|',
  );

/** What people and plans may contain, up to far more than LINE takes. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...NASTY, 'ก', 'x', 'e\u0301\u0301\u0301', 'คำ '), fc.constantFrom(30, 300, 3000, 30_000))
      .map(([one, size]) => one.repeat(Math.ceil(size / Math.max(1, one.length))).slice(0, size)),
  },
);
/** Rarely a text longer than five messages. */
const hugeText = fc.constantFrom('ข้อความยาว '.repeat(9_100), 'ก'.repeat(100_000), '👩‍👩‍👧‍👦'.repeat(9_000));

const sentence: fc.Arbitrary<Text> = fc.oneof(
  text.map((name) => ({ key: 'render.addressee', params: { name } })),
  fc.constant({ key: 'render.choose' }),
);
const verbatim = text.map((one) => ({ verbatim: one }));
const phrase: fc.Arbitrary<Phrase> = fc.oneof(verbatim, verbatim, sentence);
const number = fc.oneof(fc.nat(99), fc.constantFrom(100_000, -1));

/** A record without the keys that are `undefined`. */
function record<T extends object>(
  required: { [K in keyof T]?: fc.Arbitrary<unknown> },
  optional: (keyof T)[],
): fc.Arbitrary<T> {
  const requiredKeys = Object.keys(required).filter((key) => !optional.includes(key as keyof T));
  return fc.record(required as Record<string, fc.Arbitrary<unknown>>, { requiredKeys }) as fc.Arbitrary<T>;
}

const data = fc.oneof(
  { weight: 9, arbitrary: fc.nat(9999).map((n) => `c=${n}`) },
  { weight: 1, arbitrary: fc.constantFrom('', 'ข้อมูล'.repeat(40), 'x'.repeat(301), '\ud800') },
);
const choice = record<Choice>({ label: phrase, data, number }, ['number']);

/** Mostly few, sometimes very many: the few are repeated. */
function many<T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
  return fc
    .tuple(fc.array(one, { maxLength: 6 }), fc.constantFrom(1, 1, 1, 3, most))
    .map(([few, times]) =>
      Array.from({ length: few.length * times }, (_, index) => few[index % few.length] as T).slice(0, most),
    );
}

const choices = many(choice, 500);
const row = record<Row>({ label: sentence, value: phrase }, []);
const item = record<Item>({ number, title: text, note: phrase, data }, ['note', 'data']);
const section = record<{ heading?: Phrase; items: Item[] }>({ heading: phrase, items: many(item, 200) }, ['heading']);
const amount = fc.oneof(fc.nat(1000), fc.double({ noNaN: false }), fc.constantFrom(0, 1e15));
const share = fc.oneof(fc.double({ min: 0, max: 100 }), fc.constantFrom(0, 100, NaN, -5, 1e9));

const summary = record<Summary>(
  {
    organisation: text,
    fiscalYear: fc.integer({ min: 2560, max: 2580 }),
    kind: fc.constantFrom('measures', 'action-plan'),
    round: fc.constantFrom(6, 12),
    total: amount,
    waitingReport: amount,
    inProgress: amount,
    completed: amount,
    cannotProceed: amount,
    completedPercent: share,
    proof: fc.record({ claimed: fc.nat(99), evidenced: fc.nat(99), confirmed: fc.nat(99) }),
    plannedBudget: amount,
    ordinanceBudget: amount,
    disbursed: amount,
    disbursedPercent: share,
    initialProjects: amount,
    implementationPercent: share,
    implementationLevel: text,
    byDimension: many(
      record(
        {
          dimension: number,
          name: text,
          total: amount,
          completed: amount,
          completedPercent: share,
          plannedBudget: amount,
          disbursed: amount,
        },
        ['name' as never],
      ),
      60,
    ),
    byUnit: many(record({ unit: fc.option(text), total: amount, reported: amount, completed: amount }, []), 200),
    hasSteps: fc.boolean(),
    dataAsOf: fc.oneof(fc.constant('2027-04-30T16:30:00+07:00'), fc.constant('+275760-09-13T00:00:00Z'), text),
  },
  [],
);

/** Any message that the types allow. */
export const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  record<Extract<Message, { kind: 'text' }>>({ kind: fc.constant('text'), text: phrase, choices }, ['choices']),
  record<Extract<Message, { kind: 'text' }>>(
    { kind: fc.constant('text'), text: hugeText.map((one) => ({ verbatim: one })), choices },
    ['choices'],
  ),
  record<Extract<Message, { kind: 'card' }>>(
    { kind: fc.constant('card'), title: sentence, rows: many(row, 200), note: sentence, choices },
    ['note', 'choices'],
  ),
  record<Extract<Message, { kind: 'list' }>>(
    {
      kind: fc.constant('list'),
      title: sentence,
      sections: fc.array(section, { maxLength: 4 }),
      note: sentence,
      choices,
    },
    ['note', 'choices'],
  ),
  record<Extract<Message, { kind: 'summary' }>>({ kind: fc.constant('summary'), summary, scope: phrase, choices }, [
    'scope',
    'choices',
  ]),
);
