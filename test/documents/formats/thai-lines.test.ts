import { breakEvenly, breakLines } from '../../../src/documents/formats/thai-lines.ts';

/** Widths as fonts have them: sums of fractions that no number holds exactly. */
const measure = (text: string): number => [...new Intl.Segmenter('th').segment(text)].reduce((sum) => sum + 0.1, 0);

describe('a line of Thai', () => {
  it('holds the word that its column was made for, however widths add up', () => {
    const word = 'อยู่ระหว่าง';
    // 0.1 six times is less than 0.6000000000000001.
    const width = measure(word) - 1e-12;
    expect(breakLines(`${word}ดำเนินการ`, width + 0.05, measure)[0]).toBe(word);
    expect(breakLines(word, width, measure)).toEqual([word]);
    expect(breakEvenly(word, width, measure)).toEqual([word]);
  });

  it('is broken between letters only by a word that is wider than it', () => {
    expect(breakLines('อยู่ระหว่าง', 0.3, measure).length).toBeGreaterThan(1);
    expect(breakLines('อยู่ระหว่าง', 0.3, measure).join('')).toBe('อยู่ระหว่าง');
  });
});
