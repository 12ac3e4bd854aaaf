import type { Message } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import { choiceButtons } from './choice-buttons.ts';
import { sayChoices } from './choices.ts';
import { addresseeLine, bubble, COLOURS, column, firstThatFits, flexText, line, separator } from './flex.ts';
import type { Flex } from './flex.ts';
import { summaryView } from './summary-view.ts';
import type { Bar, Figure, SummaryView } from './summary-view.ts';

/**
 * The progress of a plan as one bubble, made to be read on a phone. Long lists of units are cut visibly.
 * @param header text of the line that names the person answered; absent in a 1:1 chat
 * @returns `undefined` when LINE would refuse even the smallest form
 */
export function summaryBubble(
  message: Extract<Message, { kind: 'summary' }>,
  speaker: Speaker,
  header: string | undefined,
): Flex[] | undefined {
  const view = summaryView(message, speaker);
  const footer = choiceButtons(sayChoices(message.choices, speaker), speaker);
  return firstThatFits(LEVELS, (level) => [
    bubble(
      [
        ...(header === undefined ? [] : [addresseeLine(header)]),
        heading(view, level.name),
        completion(view),
        statuses(view),
        ...bars(view.dimensions, level, 'summary.moreDimensions', speaker),
        ...bars(view.units, level, 'summary.moreUnits', speaker),
        ...figures(view.money, level.name),
        ...figures(view.implementation, level.name),
        ...outstanding(view, level, speaker),
        separator(),
        ...(view.rule === undefined ? [] : [flexText(view.rule, 200, SMALL)]),
        flexText(view.dataAsOf, 100, SMALL),
      ],
      footer,
    ),
  ]);
}

/** Lengths of names in graphemes, and how many bars a part may have. */
interface Level {
  name: number;
  bars: number;
}
const LEVELS: readonly Level[] = [
  { name: 120, bars: 15 },
  { name: 60, bars: 15 },
  { name: 40, bars: 10 },
  { name: 24, bars: 4 },
];
const SMALL = { size: 'xs', color: COLOURS.soft };

function heading(view: SummaryView, name: number): Flex {
  return column([
    flexText(view.title, 100, { size: 'lg', weight: 'bold' }),
    flexText(view.organisation, name, { weight: 'bold', color: COLOURS.accent }),
    flexText(view.period, 100, { color: COLOURS.soft }),
    ...(view.scope === undefined ? [] : [flexText(view.scope, name, { color: COLOURS.soft })]),
  ]);
}

function completion({ completed, proof, since }: SummaryView): Flex {
  return column(
    [
      flexText(completed.label, 60, { color: COLOURS.soft }),
      flexText(completed.percent, 20, { size: '3xl', weight: 'bold', color: COLOURS.accent }),
      flexText(completed.outOf, 100, { color: COLOURS.soft }),
      barBox(completed.filled),
      ...[proof, since].filter((line) => line !== undefined).map((line) => flexText(line, 200, SMALL)),
    ],
    { spacing: 'xs' },
  );
}

function statuses(view: SummaryView): Flex {
  return column(
    view.statuses.map(({ status, label, value }) =>
      line([
        flexText(label, 60, { flex: 4, color: COLOURS.status[status] }),
        flexText(value, 20, { flex: 1, align: 'end', weight: 'bold', color: COLOURS.status[status] }),
      ]),
    ),
    { spacing: 'xs' },
  );
}

function bars(
  part: { heading: string; bars: readonly Bar[] },
  level: Level,
  moreKey: 'summary.moreDimensions' | 'summary.moreUnits',
  speaker: Speaker,
): Flex[] {
  if (part.bars.length === 0) return [];
  const hidden = part.bars.length - level.bars;
  return [
    separator(),
    partHeading(part.heading),
    ...part.bars.slice(0, level.bars).map((bar) => barLines(bar, level.name)),
    ...(hidden > 0 ? [flexText(speaker.say({ key: moreKey, params: { count: hidden } }), 100, SMALL)] : []),
  ];
}

function barLines(bar: Bar, name: number): Flex {
  return column(
    [
      line(
        [
          flexText(bar.label, name, { flex: 3 }),
          flexText(`${bar.figures} (${bar.percent})`, 40, { flex: 2, align: 'end', weight: 'bold' }),
        ],
        { spacing: 'sm' },
      ),
      barBox(bar.filled),
      ...(bar.detail === undefined ? [] : [flexText(bar.detail, 120, SMALL)]),
    ],
    { spacing: 'xs' },
  );
}

/** A bar of two boxes; LINE draws a box only when something is in it. */
function barBox(filled: number): Flex {
  // Not full before all is done, not empty once something is.
  const width = filled >= 100 ? 100 : filled > 0 ? Math.min(99, Math.max(1, Math.round(filled))) : 0;
  const shape = { height: '6px', cornerRadius: '3px' };
  const filler = { type: 'filler' };
  const inner =
    width === 0
      ? filler
      : column([filler], { ...shape, width: `${width}%`, backgroundColor: COLOURS.status.completed });
  return column([inner], { ...shape, backgroundColor: COLOURS.rule });
}

function figures(part: { heading: string; figures: readonly Figure[] }, name: number): Flex[] {
  if (part.figures.length === 0) return [];
  return [
    separator(),
    partHeading(part.heading),
    column(
      part.figures.map(({ label, value }) =>
        line([flexText(label, 60, { flex: 1, color: COLOURS.soft }), flexText(value, name, { flex: 1, align: 'end' })]),
      ),
      { spacing: 'xs' },
    ),
  ];
}

function outstanding(view: SummaryView, level: Level, speaker: Speaker): Flex[] {
  // The first line is the total, the others are units.
  const hidden = view.outstanding.lines.length - 1 - level.bars;
  return [
    separator(),
    partHeading(view.outstanding.heading),
    ...view.outstanding.lines.slice(0, level.bars + 1).map((text) => flexText(text, level.name + 20)),
    ...(hidden > 0 ? [flexText(speaker.say({ key: 'summary.moreUnits', params: { count: hidden } }), 100, SMALL)] : []),
  ];
}

const partHeading = (text: string): Flex => flexText(text, 60, { weight: 'bold' });
