import { readReports } from '../../src/thai/read-report.ts';
import { context } from './corpus/context.ts';
import { corpus, written } from './corpus/notation.ts';

describe('the golden corpus of messages', () => {
  it('means to the reader what it means to people, line by line', () => {
    const entries = corpus();
    const wrong = entries.flatMap(({ place, text, meaning }) => {
      const read = written(readReports(text, context));
      return read === meaning ? [] : [`${place}  ${text}\n    means ${meaning}\n    read  ${read}`];
    });
    process.stdout.write(`reader corpus: ${entries.length - wrong.length} of ${entries.length}\n`);
    expect(wrong).toEqual([]);
  });
});
