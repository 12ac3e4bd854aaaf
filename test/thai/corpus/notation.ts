import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadReport } from '../../../src/thai/read-report.ts';

/** A message of the corpus and what it means, in the notation of `README.md` beside it. */
export interface Entry {
  /** `money.txt:12` */
  place: string;
  text: string;
  meaning: string;
}

/** Every entry of the corpus, file by file. */
export function corpus(): Entry[] {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.txt'));
  return files.toSorted().flatMap((file) => {
    const lines = readFileSync(join(__dirname, file), 'utf8').split('\n');
    return lines.flatMap((line, index): Entry[] => {
      if (line.trim() === '' || line.startsWith('//')) return [];
      const [text, meaning, ...more] = line.split(' → ');
      if (text === undefined || meaning === undefined || more.length > 0) throw new Error(`${file}:${index + 1}`);
      return [
        {
          place: `${file}:${index + 1}`,
          text: text.replaceAll('⏎', '\n').replaceAll('⇥', '\t'),
          meaning: meaning.trim(),
        },
      ];
    });
  });
}

/** What was understood, in the same notation. */
export function written(reports: readonly ReadReport[]): string {
  return reports.length === 0 ? 'nothing' : reports.map(writtenReport).join(' ++ ');
}

function writtenReport(report: ReadReport): string {
  const { measure, unknownMeasure, status, statusChoice, reason, reasonText, result, outcome, obstacle } = report;
  const { disbursed, disbursedChoice, unit, unitChoice, percent, dates } = report;
  const line = (text: string) => text.replaceAll('\n', '⏎').replaceAll('\t', '⇥');
  return [
    measure === null ? '' : `#${measure.numbers.join('/')}`,
    unknownMeasure === undefined ? '' : `#?${unknownMeasure.value}`,
    measure === null && unknownMeasure === undefined ? '#-' : '',
    status?.value,
    statusChoice?.join('/'),
    reason === undefined ? '' : `because ${reason.value}`,
    reasonText === undefined ? '' : `because: ${line(reasonText.value)}`,
    result === undefined ? '' : `result: ${line(result.value)}`,
    outcome === undefined ? '' : `outcome: ${line(outcome.value)}`,
    disbursed === undefined ? '' : `baht ${disbursed.value}`,
    disbursedChoice === undefined ? '' : `baht ${disbursedChoice.map(({ value }) => value).join('/')}`,
    obstacle === undefined ? '' : `obstacle: ${line(obstacle.value)}`,
    unit === undefined ? '' : `unit ${unit.value}`,
    unitChoice === undefined ? '' : `unit ${unitChoice.join('/')}`,
    percent === undefined ? '' : `${percent.value}%`,
    ...dates.map(({ value: { from, to } }) => `on ${from === to ? from : `${from}..${to}`}`),
  ]
    .filter((field) => field !== undefined && field !== '')
    .join(' | ');
}
