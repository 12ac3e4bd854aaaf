import { ITA_TOLERANCE, itaLevel, itaScore } from '../../reporting/ita.ts';
import type { ItaScore } from '../../reporting/ita.ts';
import type { Block, Cell, Table, TableRow } from '../content.ts';
import type { Material } from './material.ts';
import { center, headingRow, left, note, right, score, tableBlock, textCell, textOrDash } from './parts.ts';

/** The fiscal year whose assessment the scores are of. */
export const assessedYear = ({ snapshot }: Pick<Material, 'snapshot'>): number =>
  snapshot.assessedYear ?? snapshot.fiscalYear;

/**
 * The scores of the ITA assessment with total and level, and what a reader needs to recompute them; nothing when no score is
 * entered. The printed total stands where there is one, and what the formula gives is said when it is another.
 * @param isComparison with the year before and the change, even where no score of that year is known
 */
export function itaBlocks(material: Material, isComparison: boolean): Block[] {
  const { indicators } = material.snapshot;
  if (indicators.length === 0) return [];
  const withBefore = isComparison || indicators.some(({ previousScore }) => previousScore !== undefined);
  return [tableBlock(itaTable(material, withBefore)), ...notes(material)];
}

function itaTable(material: Material, withBefore: boolean): Table {
  const { words, snapshot } = material;
  const { say } = words;
  const year = assessedYear(material);
  const yearName = (of: number): string => say('documents.column.year', { year: words.number(of) });
  const cells = (before: Cell, now: Cell, change: Cell): Cell[] => (withBefore ? [before, now, change] : [now]);
  const total = totals(material);
  const foot = (name: string, ...values: Cell[]): TableRow => ({
    cells: [textCell(), textCell(name), ...values],
    isTotal: true,
  });
  return {
    name: say('documents.table.ita'),
    columns: [center(10), left(44), ...(withBefore ? [right(14), right(14), right(14)] : [right(14)])],
    headings: [
      headingRow(
        say('documents.column.indicator'),
        say('documents.column.indicatorName'),
        ...(withBefore ? [yearName(year - 1), yearName(year), say('documents.column.change')] : [yearName(year)]),
      ),
    ],
    rows: [
      ...snapshot.indicators.map(({ number, name, score: now, previousScore: before }) => ({
        cells: [
          textCell(words.number(number)),
          textCell(name),
          ...cells(score(before), score(now), score(difference(now, before))),
        ],
      })),
      foot(
        say('documents.ita.total'),
        ...cells(score(total.before), score(total.now), score(difference(total.now, total.before))),
      ),
      foot(say('documents.ita.level'), ...cells(textOrDash(total.levelBefore), textOrDash(total.level), textOrDash())),
    ],
  };
}

interface Totals {
  now?: number;
  before?: number;
  level?: string;
  levelBefore?: string;
}

function totals(material: Material): Totals {
  const { indicators, statedTotal } = material.snapshot;
  const year = assessedYear(material);
  const computed = itaScore(indicators);
  const before = scoreBefore(material);
  const now = statedTotal ?? rounded(computed?.total);
  const totalBefore = rounded(before?.total);
  return {
    ...(now === undefined ? {} : { now }),
    ...(totalBefore === undefined ? {} : { before: totalBefore }),
    ...(computed === null ? {} : { level: itaLevel(computed, year) }),
    ...(before === null ? {} : { levelBefore: itaLevel(before, year - 1) }),
  };
}

/** The assessment of the year before, where every score of it is known. */
const scoreBefore = ({ snapshot }: Material): ItaScore | null =>
  itaScore(
    snapshot.indicators.flatMap(({ number, previousScore }) =>
      previousScore === undefined ? [] : [{ number, score: previousScore }],
    ),
  );

/** The means of the tools, by which the level is judged, and a printed total that is not what the formula gives. */
function notes({ words, snapshot }: Material): Block[] {
  const computed = itaScore(snapshot.indicators);
  if (computed === null) return [note(words.say('documents.ita.incomplete', { number: snapshot.indicators.length }))];
  const { statedTotal } = snapshot;
  const tools = {
    iit: words.percent(computed.iit),
    eit: words.percent(computed.eit),
    oit: words.percent(computed.oit),
  };
  const differs = statedTotal !== undefined && Math.abs(statedTotal - computed.total) > ITA_TOLERANCE + 1e-9;
  const params = { stated: words.percent(statedTotal ?? 0), computed: words.percent(computed.total) };
  return [
    note(words.say('documents.ita.tools', tools)),
    ...(differs ? [note(words.say('documents.ita.differs', params))] : []),
  ];
}

const difference = (now: number | undefined, before: number | undefined): number | undefined =>
  now === undefined || before === undefined ? undefined : rounded(now - before);

const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 100) / 100;
