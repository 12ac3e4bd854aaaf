import { readScore, readScores } from '../../src/thai/read-scores.ts';

const read = (text: string) => {
  const found = readScores(text);
  return 'scores' in found ? [...found.scores] : found.problem;
};
const TEN = [95.2, 90, 91, 88, 89, 86, 87, 88, 97, 95];
const ALL = TEN.map((score, index) => [index + 1, score]);

describe('scores in one message', () => {
  it.each([
    ['95.2 90 91 88 89 86 87 88 97 95', ALL],
    ['95.2, 90, 91, 88, 89, 86, 87, 88, 97, 95', ALL],
    ['๙๕.๒ ๙๐ ๙๑ ๘๘ ๘๙ ๘๖ ๘๗ ๘๘ ๙๗ ๙๕', ALL],
    [TEN.map((score, index) => `${index + 1}. ${score}`).join('\n'), ALL],
    ['1 95.2', [[1, 95.2]]],
    ['ตัวชี้วัดที่ ๑๐ = ๘๘.๕๐', [[10, 88.5]]],
    [
      '9 97 2 90',
      [
        [9, 97],
        [2, 90],
      ],
    ],
    [
      '1 95 2 90 3 88 4 77 5 66',
      [
        [1, 95],
        [2, 90],
        [3, 88],
        [4, 77],
        [5, 66],
      ],
    ],
  ])('%s', (text, scores) => {
    expect(read(text)).toEqual(scores);
  });

  it.each([
    ['95.2', 'shape'],
    ['95 96 97', 'shape'],
    ['11 95', 'shape'],
    ['1 95 1 96', 'shape'],
    ['1.5 95', 'shape'],
    ['', 'shape'],
    ['1 195', 'range'],
    ['95.2 90 91 88 89 86 87 88 97 950', 'range'],
  ])('not %s: %s', (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  it.each([
    ['95.2', 95.2],
    ['๙๕.๒๐ คะแนน', 95.2],
    ['0', 0],
    ['100', 100],
    ['101', null],
    ['-5', null],
    ['ดี', null],
  ])('alone: %s is %s', (text, score) => {
    expect(readScore(text)).toBe(score);
  });
});
