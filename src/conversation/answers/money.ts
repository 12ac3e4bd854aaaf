import { readAmount } from '../../thai/amounts.ts';
import { bareRequest } from '../../thai/polite.ts';
import { chosenMeasure } from '../conditions.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** An amount in baht; more than the budget is accepted but asked about by the checks, never refused here. */
export const money: AnswerKind = {
  readsNumbers: true,
  offers: (placed) => {
    const budget = budgetOf(placed);
    const none = { value: '0', label: { key: 'answers.money.none' } };
    if (budget === undefined) return [none];
    return [
      none,
      { value: String(budget), label: { key: 'answers.money.all', params: { amount: { money: budget } } } },
    ];
  },
  read: (text, placed) => {
    const typed = bareRequest(text).whole;
    const rest = typed.replace(WHOLE, '');
    const whole = typed !== '' && rest === '';
    const amount = whole ? (budgetOf(placed) ?? null) : readAmount(rest);
    return amount === null || amount < 0 ? { problem: { key: 'answers.money.problem' } } : { answer: amount };
  },
  tapped: (value, placed) => {
    const reading = amongOffers(money, value, placed);
    return 'answer' in reading ? { answer: Number(value) } : reading;
  },
  show: (answer) => ({ key: 'answers.money.shown', params: { amount: { money: Number(answer) } } }),
};

/** Words for the whole budget, alone or before the amount: what the button says can be typed. */
const WHOLE = /^(?:เต็ม(?:จำนวน|งบ)?|ทั้งหมด|all)\s*/iu;

function budgetOf({ situation }: PlacedStep): number | undefined {
  const measure = chosenMeasure(situation)?.measure;
  const budget = measure?.ordinanceBudget ?? measure?.plannedBudget ?? 0;
  return budget === 0 ? undefined : budget;
}
