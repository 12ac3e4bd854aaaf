import type { Indicator } from './model.ts';

/** The ITA total and its three tools, 0–100, unrounded. */
export interface ItaScore {
  total: number;
  iit: number;
  eit: number;
  oit: number;
}

/** Printed totals agree with the formula up to this difference. */
export const ITA_TOLERANCE = 0.01;

/**
 * The total of an assessment: 0.3 × mean of indicators 1–5 (IIT) + 0.3 × mean of 6–8 (EIT) + 0.4 × mean of 9–10 (OIT).
 * `null` unless each of the ten indicators is there once.
 */
export function itaScore(indicators: readonly Pick<Indicator, 'number' | 'score'>[]): ItaScore | null {
  const scores = new Map(indicators.map(({ number, score }) => [number, score]));
  if (indicators.length !== 10 || !NUMBERS.every((number) => scores.has(number))) return null;
  const mean = (from: number, to: number) => {
    const own = NUMBERS.filter((number) => number >= from && number <= to).map((number) => scores.get(number) ?? 0);
    return own.reduce((sum, score) => sum + score, 0) / own.length;
  };
  const [iit, eit, oit] = [mean(1, 5), mean(6, 8), mean(9, 10)];
  return { total: 0.3 * iit + 0.3 * eit + 0.4 * oit, iit, eit, oit };
}

/**
 * The level of a score by the rules of the assessed fiscal year (Buddhist Era): words from 2566 on, judged on the unrounded
 * total and every tool; letters 2562–2565 on the total alone.
 */
export function itaLevel(score: ItaScore, fiscalYear: number): string {
  const least = Math.min(score.iit, score.eit, score.oit);
  if (fiscalYear < FIRST_YEAR_OF_WORDS) {
    return LETTERS.find(([from]) => score.total >= from)?.[1] ?? 'F';
  }
  if (score.total >= 95 && least >= 95) return ITA_LEVELS[0];
  if (score.total >= 85) return least >= 85 ? ITA_LEVELS[1] : ITA_LEVELS[2];
  return score.total >= 70 ? ITA_LEVELS[3] : ITA_LEVELS[4];
}

/** Levels from 2566 on, best first. */
export const ITA_LEVELS = ['ผ่านดีเยี่ยม', 'ผ่านดี', 'ผ่าน', 'ต้องปรับปรุง', 'ต้องปรับปรุงโดยด่วน'] as const;

const FIRST_YEAR_OF_WORDS = 2566;
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const LETTERS: readonly (readonly [number, string])[] = [
  [95, 'AA'],
  [85, 'A'],
  [75, 'B'],
  [65, 'C'],
  [55, 'D'],
  [50, 'E'],
];
