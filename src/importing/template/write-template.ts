import writeXlsx from 'write-excel-file/node';
import type { Cell, Row, Sheet } from 'write-excel-file/node';
import type { PlanKind } from '../../reporting/model.ts';
import { columnLetters } from '../xlsx-notes.ts';
import type { ListName, Say, TemplateColumn } from './columns.ts';
import { LISTS, TEMPLATE_COLUMNS } from './columns.ts';
import type { DropDown, FileContent } from './drop-downs.ts';
import { dropDowns } from './drop-downs.ts';
import { rowHeight } from './row-height.ts';

/** What a template is for. */
export interface TemplateOptions {
  kind: PlanKind;
  /** Buddhist Era. */
  fiscalYear: number;
  organisation?: string;
}

/**
 * A workbook to fill in, with headings that the import knows: the plan, an example, and how to fill it in with the lists to choose
 * from. The last two say in their first cell that they are not imported.
 */
export function writeTemplate(options: TemplateOptions, say: Say): Promise<Buffer> {
  const columns = TEMPLATE_COLUMNS[options.kind];
  const lists = [...new Set(columns.flatMap(({ list }) => list ?? []))];
  const guide = say('template.sheet.guide');
  const choices = columns.flatMap((column, at) => dropDownOf(column, at, lists, say));
  return writeXlsx(
    [
      planSheet(columns, options, say),
      exampleSheet(columns, options.kind, say),
      { ...guideSheet(lists, options.kind, say), sheet: guide },
    ],
    { ...FONT, features: [rowHeight(LINE_HEIGHT), dropDowns(choices)] },
  ).toBuffer();
}

const FONT = { fontFamily: 'TH SarabunPSK', fontSize: 16 };
/** Of that font, in points. */
const LINE_HEIGHT = 24;
/** Rows above those to fill in: title, organisation, an empty one, headings. */
const HEAD_ROWS = 4;
/** Rows drawn as a form; the drop-downs reach further. */
const DRAWN_ROWS = 100;
const CHOOSABLE_ROWS = 500;
const EXAMPLE_ROWS = 3;
const GUIDE_LINES = 7;
const GUIDE_WIDTH = 110;
/** Rows above the lists: title, an empty one, what each list is for. */
const ABOVE_LISTS = 3;

const TITLE = { fontWeight: 'bold' } as const;
const IN_FORM = { wrap: true, alignVertical: 'top', borderStyle: 'thin' } as const;
const HEADING = {
  ...IN_FORM,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  backgroundColor: '#E2EFDA',
  height: 2 * LINE_HEIGHT,
} as const;
const MONEY = '#,##0.00';
/** So that a month that is typed stays as it was typed. */
const TEXT = '@';

type TemplateSheet = Sheet<FileContent>;

function planSheet(columns: readonly TemplateColumn[], options: TemplateOptions, say: Say): TemplateSheet {
  const { kind, fiscalYear, organisation } = options;
  return formSheet(say('template.sheet.plan'), columns, say, {
    head: [say(`template.title.${kind}`, { year: String(fiscalYear) }), organisation ?? say('template.organisation')],
    rows: Array.from({ length: DRAWN_ROWS }, () => columns.map(() => '')),
  });
}

function exampleSheet(columns: readonly TemplateColumn[], kind: PlanKind, say: Say): TemplateSheet {
  const rows = Array.from({ length: EXAMPLE_ROWS }, (_, index) =>
    say(`template.example.${kind}.${index + 1}`).split('|'),
  );
  return formSheet(say('template.sheet.example'), columns, say, { head: [say('template.exampleTitle')], rows });
}

/** Lines above headings above rows. */
function formSheet(
  sheet: string,
  columns: readonly TemplateColumn[],
  say: Say,
  { head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] },
): TemplateSheet {
  const above = Array.from({ length: HEAD_ROWS - 1 }, (_, index) => titleRow(head[index] ?? ''));
  const headings = columns.map(({ field }) => ({ value: say(`template.heading.${field}`), ...HEADING }));
  return {
    sheet,
    data: [...above, headings, ...rows.map((row) => columns.map((column, at) => cellOf(column, row[at] ?? '')))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: HEAD_ROWS,
    orientation: 'landscape',
  };
}

const titleRow = (value: string): Row => (value === '' ? [] : [{ value, ...TITLE }]);

function cellOf({ isMoney, field }: TemplateColumn, text: string): Cell {
  const isNumber = isMoney === true || field === 'number';
  const type = isMoney === true ? { type: Number, format: MONEY } : isNumber ? {} : { type: String, format: TEXT };
  const style = { ...type, ...IN_FORM };
  if (text === '') return style;
  return { value: isNumber ? Number(text) : text, ...style };
}

function guideSheet(lists: readonly ListName[], kind: PlanKind, say: Say): TemplateSheet {
  const lines = Array.from({ length: GUIDE_LINES }, (_, index) => say(`template.guide.${kind}.${index + 1}`));
  const values = lists.map((name) => LISTS[name].values(say));
  const height = Math.max(lines.length, ...values.map(({ length }) => length));
  const body = Array.from({ length: height }, (_, row) => [
    plainCell(lines[row]),
    ...values.map((list) => plainCell(list[row])),
  ]);
  return {
    data: [
      titleRow(say('template.guideTitle')),
      [],
      [
        { value: say('template.how'), ...TITLE },
        ...lists.map((name) => ({ value: say(`template.heading.${name}`), ...TITLE })),
      ],
      ...body,
    ],
    columns: [{ width: GUIDE_WIDTH }, ...lists.map(() => ({ width: 28 }))],
  };
}

const plainCell = (value: string | undefined): Cell => (value === undefined ? null : { value });

function dropDownOf({ list, field }: TemplateColumn, at: number, lists: readonly ListName[], say: Say): DropDown[] {
  if (list === undefined) return [];
  const { isClosed, values } = LISTS[list];
  const column = columnLetters(at);
  const from = columnLetters(lists.indexOf(list) + 1);
  const heading = say(`template.heading.${field}`);
  return [
    {
      sheet: say('template.sheet.plan'),
      cells: `${column}${HEAD_ROWS + 1}:${column}${HEAD_ROWS + CHOOSABLE_ROWS}`,
      list: `'${say('template.sheet.guide')}'!$${from}$${ABOVE_LISTS + 1}:$${from}$${ABOVE_LISTS + values(say).length}`,
      ...(isClosed ? { refusal: say('template.refusal', { heading }) } : {}),
    },
  ];
}
