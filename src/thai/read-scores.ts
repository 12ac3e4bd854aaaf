import { toArabicDigits } from './digits.ts';

/** Scores as they were typed, by the number of their indicator; or why they cannot be read. */
export type ReadScores =
  | { scores: Map<number, number> }
  /** `count`: how many numbers there were. */
  | { problem: 'shape' | 'range'; count: number };

/**
 * Reads scores of an ITA assessment out of one message: ten numbers in the order of the indicators, or numbers of indicators each
 * with its score (`1 95.2`, `ตัวชี้วัดที่ 1: 95.2`, one a line). Ten numbers that can be both are pairs when 1–10 stand in rising order
 * at every other place: no office scores like that.
 */
export function readScores(text: string): ReadScores {
  const numbers = [...toArabicDigits(text).matchAll(/\d+(?:\.\d+)?/g)].map(([found]) => Number(found));
  const count = numbers.length;
  const pairs = pairsOf(numbers);
  if (pairs === null && count !== MOST) return { problem: 'shape', count };
  const scores = pairs ?? new Map(numbers.map((score, index) => [index + 1, score]));
  return [...scores.values()].every(isScore) ? { scores } : { problem: 'range', count };
}

/** A score alone: 0 to 100; `null` for anything else. */
export function readScore(text: string): number | null {
  const found = /^\s*(\d{1,3}(?:\.\d{1,4})?)\s*(?:คะแนน|%)?\s*$/.exec(toArabicDigits(text));
  const score = Number(found?.[1] ?? NaN);
  return isScore(score) ? score : null;
}

const MOST = 10;

const isScore = (score: number): boolean => score >= 0 && score <= 100;

function pairsOf(numbers: readonly number[]): Map<number, number> | null {
  if (numbers.length === 0 || numbers.length % 2 === 1) return null;
  const named = numbers.filter((_, index) => index % 2 === 0);
  const isRising = named.every((number, index) => index === 0 || number > (named[index - 1] ?? 0));
  const isNamed = named.every((number) => Number.isInteger(number) && number >= 1 && number <= MOST);
  if (!isNamed || new Set(named).size !== named.length) return null;
  if (numbers.length === MOST && !isRising) return null;
  return new Map(named.map((number, index) => [number, numbers[index * 2 + 1] ?? NaN]));
}
