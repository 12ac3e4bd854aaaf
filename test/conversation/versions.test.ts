import type { Book } from '../../src/conversation/book.ts';
import { isEach } from '../../src/conversation/flow.ts';
import type { Flow, FlowStep } from '../../src/conversation/flow.ts';
import { topRun } from '../../src/conversation/session.ts';
import * as pure from './pure.ts';
import { someFacts, turn, withFlow } from './pure.ts';

/** Reports in which every question is asked. */
const asking = withFlow('report', (flow) => ({
  ...flow,
  steps: flow.steps.map((entry) => (isEach(entry) || entry.id !== 'obstacle' ? entry : { ...entry, asked: undefined })),
}));
const typed = (lines: readonly string[]) => pure.typed(lines, someFacts(), asking);

/** Every question of a report, and what is typed to come to it. */
const WAY = ['รายงาน', '1', '1', 'จัดอบรม', 'เข้าใจ', '1000', 'ไม่มีฝน', '2'];
const PLACES = ['measure', 'status', 'result', 'outcome', 'disbursed', 'obstacle', '=confirm', '=edit'];
const stops = PLACES.map((place, index) => [place, WAY.slice(0, index + 1)] as const);

const NEW_STEP: FlowStep = {
  id: 'extra',
  answer: 'text',
  ask: 'report.reasonText.ask',
  label: 'report.reasonText.label',
  optional: false,
};
const without =
  (id: string) =>
  (flow: Flow): Flow => ({
    ...flow,
    ...(flow.argument === id ? { argument: undefined } : {}),
    steps: flow.steps.filter((entry) => isEach(entry) || entry.id !== id),
  });

const changes: [string, Book][] = [
  ['a step is added before all', withFlow('report', (flow) => ({ ...flow, steps: [NEW_STEP, ...flow.steps] }))],
  ['a step is added after all', withFlow('report', (flow) => ({ ...flow, steps: [...flow.steps, NEW_STEP] }))],
  ...['status', 'result', 'outcome', 'disbursed', 'obstacle'].map((id): [string, Book] => [
    `the step ${id} is removed`,
    withFlow('report', without(id)),
  ]),
  [
    'the option that was chosen is removed',
    withFlow('report', (flow) => ({
      ...flow,
      steps: flow.steps.map((entry) =>
        isEach(entry) || entry.id !== 'status'
          ? entry
          : { ...entry, options: entry.options?.filter(({ value }) => value !== 'completed') },
      ),
    })),
  ],
  ['the confirmation is removed', withFlow('report', ({ confirm: _confirm, ...flow }) => flow)],
];

describe('a report under way when the flow changes', () => {
  const facts = someFacts();

  it.each(stops)('stops at %s where the test thinks it does', (place, lines) => {
    expect(topRun(typed(lines).session)?.at).toBe(place);
  });

  describe.each(changes)('%s', (_, book) => {
    it.each(stops)('goes on from %s, or explains, and keeps every answer that is still asked for', (_, lines) => {
      const before = typed(lines);
      const answers = topRun(before.session)?.answers ?? {};
      for (const text of ['อะไรนะคะ', 'ย้อนกลับ', 'ข้าม', 'ทำต่อ', '1', '2', 'บันทึก', 'ดูเพิ่ม', 'ช่วยเหลือ', 'รายงาน 3']) {
        const after = turn(before.session, { kind: 'text', text }, facts, book, 'later');
        expect(after.said).not.toBe('');
        const saved = after.effects.some(({ type }) => type === 'saveReport');
        if (text !== 'อะไรนะคะ' || saved) continue;
        const kept = topRun(after.session)?.answers ?? {};
        const lost = Object.keys(answers).filter((key) => kept[key] === undefined);
        // Only the choice that is gone is asked for anew.
        expect(lost.filter((key) => key !== 'status')).toEqual([]);
      }
      const cancelled = turn(before.session, { kind: 'text', text: 'ยกเลิก' }, facts, book);
      expect(topRun(cancelled.session)).toBeUndefined();
    });
  });

  it('what was typed for a question that is gone answers no other', () => {
    const [, book] = changes.find(([name]) => name === 'the step result is removed') ?? [];
    const after = turn(typed(WAY.slice(0, 3)).session, { kind: 'text', text: 'จัดอบรมแล้ว' }, facts, book);
    expect(after.said).toContain('แบบรายงานหรือแผนมีการปรับปรุงค่ะ คำตอบเดิมยังอยู่ครบ');
    expect(after.said).toContain('เกิดผลอย่างไรคะ');
    expect(topRun(after.session)?.answers).not.toHaveProperty('outcome');
  });

  it('save, meant for what was shown, does not answer the question that was added', () => {
    const [, book] = changes.find(([name]) => name === 'a step is added after all') ?? [];
    const after = turn(typed(WAY.slice(0, 7)).session, { kind: 'text', text: '1' }, facts, book);
    expect(after.said).toContain('มีการปรับปรุงค่ะ');
    expect(after.said).toContain('โปรดระบุเหตุผลค่ะ');
    expect(topRun(after.session)?.answers).not.toHaveProperty('extra');
    expect(after.effects.map(({ type }) => type)).toEqual(['say']);
  });

  it('a button of the question that is gone is stale', () => {
    const [, book] = changes.find(([name]) => name === 'the step status is removed') ?? [];
    const before = typed(['รายงาน 1']);
    const run = topRun(before.session)?.id ?? '';
    const after = turn(before.session, { kind: 'tap', data: `a/${run}/status/completed` }, facts, book);
    expect(after.said).toContain('ปุ่มนี้เป็นของคำถามก่อนหน้า');
  });

  it('when the whole flow is gone the person is told, and shown what they had typed', () => {
    const gone = withFlow('report', () => null);
    const after = turn(typed(WAY.slice(0, 7)).session, { kind: 'text', text: '1' }, facts, gone);
    expect(after.said).toContain('รายการที่ค้างอยู่สิ้นสุดแล้วค่ะ สิ่งที่ตอบไว้คือ');
    for (const words of ['จัดอบรม', 'เข้าใจ', 'ไม่มีฝน']) expect(after.said).toContain(words);
    expect(after.said).not.toContain('measure1');
    expect(topRun(after.session)).toBeUndefined();
    const again = turn(after.session, { kind: 'text', text: 'รายงาน 1' }, facts, gone);
    expect(again.said).toContain('ยังไม่เข้าใจข้อความนี้');
  });

  it('a report that waited below another is fitted when it comes back to the top', () => {
    const both = typed([...WAY.slice(0, 4), 'รายงาน 3', '2']);
    const [, book] = changes.find(([name]) => name === 'the step outcome is removed') ?? [];
    const after = turn(both.session, { kind: 'text', text: 'ยกเลิก' }, facts, book);
    expect(after.said).toContain('แบบรายงานหรือแผนมีการปรับปรุงค่ะ');
    expect(after.said).toContain('เบิกจ่ายไปแล้วเท่าไรคะ');
  });

  it('a second plan that is imported meanwhile does not lose the measure', () => {
    const [plan] = facts.plans;
    const second = {
      ...facts,
      plans: [...facts.plans, { ...plan, id: 'second', kind: 'measures' as const, rows: [] }],
    };
    const before = typed(WAY.slice(0, 4));
    const after = turn(before.session, { kind: 'text', text: 'เข้าใจ' }, second as typeof facts);
    expect(topRun(after.session)?.answers).toMatchObject({ measure: 'measure1', outcome: 'เข้าใจ' });
  });
});
