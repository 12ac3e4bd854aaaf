import { readAmount } from '../../thai/amounts.ts';
import { chosenMeasure } from '../conditions.ts';
import type { AnswerKind } from './kind.ts';

/** An amount in baht; more than the budget is accepted but asked about by the checks, never refused here. */
export const money: AnswerKind = {
  readsNumbers: true,
  offers: (placed) => {
    const measure = chosenMeasure(placed.situation)?.measure;
    const budget = measure?.ordinanceBudget ?? measure?.plannedBudget ?? 0;
    const none = { value: '0', label: { key: 'answers.money.none' } };
    if (budget === 0) return [none];
    return [
      none,
      { value: String(budget), label: { key: 'answers.money.all', params: { amount: { money: budget } } } },
    ];
  },
  read: (text) => {
    const amount = readAmount(text);
    return amount === null || amount < 0 ? { problem: { key: 'answers.money.problem' } } : { answer: amount };
  },
  tapped: (value) => {
    const amount = Number(value);
    return value === '' || !Number.isFinite(amount) ? { problem: { key: 'answers.gone' } } : { answer: amount };
  },
  show: (answer) => ({ key: 'answers.money.shown', params: { amount: { money: Number(answer) } } }),
};
