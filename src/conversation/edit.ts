import { readReports } from '../thai/read-report.ts';
import type { Facts, MeasureFacts, PlanFacts } from './facts.ts';
import { readDrafts } from './one-message.ts';
import { prefilled } from './prefill.ts';
import type { Answers, Draft } from './session.ts';
import { readingContext, saysSomething, understood } from './understood.ts';

/** `said`: the answers that are new. */
export interface EditDraft extends Draft {
  said: Answers;
}

/** A report that stands, as the beginning of its change, with what was said of it; `unread`: words that say nothing of it. */
export interface Edit {
  drafts: readonly EditDraft[];
  unread?: string;
}

/** A change of a measure that is known, in words; '' for none. `null`: it is not reported now. */
export function editOf(facts: Facts, measureId: string, words: string): Edit | null {
  const plan = facts.plans.find(({ rows }) => rows.some(({ id }) => id === measureId));
  const row = plan?.rows.find(({ id }) => id === measureId);
  if (plan === undefined || row === undefined) return null;
  const typed = words.trim();
  if (typed === '') return { drafts: [asItStands(plan, row, {})] };
  // Named, so that the words are read as being about this measure.
  const text = `ข้อ ${row.measure.number} ${typed}`;
  const reading = readReports(text, readingContext(plan, facts)).find(saysSomething);
  return reading === undefined
    ? { drafts: [asItStands(plan, row, {})], unread: typed }
    : { drafts: [asItStands(plan, row, understood(text, reading, row))] };
}

/** Changes as they are typed after the command: `5 เบิก 60,000`. `null`: they name no measure that is certain. */
export function editsIn(facts: Facts, typed: string): Edit | null {
  const drafts = readDrafts(typed, facts, true);
  const known = drafts.flatMap(({ answers }) => {
    const found = facts.plans.flatMap((plan) => plan.rows.map((row) => ({ plan, row })));
    const about = found.find(({ row }) => row.id === answers['measure']);
    return about === undefined ? [] : [asItStands(about.plan, about.row, answers)];
  });
  if (known.length > 0 && known.length === drafts.length) return { drafts: known };
  const [, number, words = ''] = NUMBERED.exec(typed) ?? [];
  const rows = facts.plans.flatMap((plan) => plan.rows).filter(({ measure }) => measure.number === Number(number));
  const [only] = rows;
  return only === undefined || rows.length > 1 ? null : editOf(facts, only.id, words);
}

const NUMBERED = /^\s*(?:ข้อ(?:ที่)?|measure|no\.?|#)?\s*([0-9]{1,4})(?![0-9])(.*)$/isu;

const asItStands = (plan: PlanFacts, row: MeasureFacts, said: Answers): EditDraft => ({
  said,
  answers: { ...(row.report === undefined ? { measure: row.id } : prefilled(row, row.report)), ...said, plan: plan.id },
});
