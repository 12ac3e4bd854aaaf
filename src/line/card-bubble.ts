import type { Message } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import { choiceButtons } from './choice-buttons.ts';
import { sayChoices } from './choices.ts';
import { addresseeLine, bubble, COLOURS, column, firstThatFits, flexText, line, separator } from './flex.ts';
import type { Flex } from './flex.ts';
import { graphemes } from './limits.ts';

/**
 * A card as one bubble. Long values are cut visibly here: they are kept in full where they were saved.
 * @param header text of the line that names the person answered; absent in a 1:1 chat
 * @returns `undefined` when LINE would refuse even the smallest form
 */
export function cardBubble(
  card: Extract<Message, { kind: 'card' }>,
  speaker: Speaker,
  header: string | undefined,
): Flex[] | undefined {
  const rows = card.rows.map((row) => ({ label: speaker.say(row.label), value: speaker.say(row.value) }));
  const footer = choiceButtons(sayChoices(card.choices, speaker), speaker);
  return firstThatFits(LEVELS, (level) => {
    const hidden = rows.length - level.rows;
    return [
      bubble(
        [
          ...(header === undefined ? [] : [addresseeLine(header)]),
          flexText(speaker.say(card.title), 200, { size: 'lg', weight: 'bold' }),
          ...(rows.length === 0 ? [] : [separator()]),
          ...rows.slice(0, level.rows).map((row) => rowBox(row, level.value)),
          ...(hidden > 0
            ? [flexText(speaker.say({ key: 'render.moreRows', params: { count: hidden } }), 100, NOTE_STYLE)]
            : []),
          ...(card.note === undefined ? [] : [separator(), flexText(speaker.say(card.note), level.value, NOTE_STYLE)]),
        ],
        footer,
      ),
    ];
  });
}

/** `value` and label lengths in graphemes. */
const LEVELS = [
  { value: 600, rows: 40 },
  { value: 250, rows: 40 },
  { value: 100, rows: 40 },
  { value: 60, rows: 20 },
  { value: 30, rows: 8 },
];
const NOTE_STYLE = { color: COLOURS.soft };
/** Graphemes of a label and a value that fit beside each other on a phone. */
const SHORT_LABEL = 18;
const SHORT_VALUE = 22;

/** Few characters need no counting to be known as short, and thousands none to be known as long. */
const isWithin = (text: string, most: number): boolean =>
  text.length <= most || (text.length <= most * 4 && graphemes(text) <= most);

function rowBox({ label, value }: { label: string; value: string }, max: number): Flex {
  const row = (labelStyle: Flex, valueStyle: Flex) => [
    flexText(label, Math.min(max, 60), { color: COLOURS.soft, ...labelStyle }),
    flexText(value, max, valueStyle),
  ];
  const isShort = isWithin(label, SHORT_LABEL) && isWithin(value, SHORT_VALUE);
  return isShort ? line(row({ flex: 2 }, { flex: 3 }), { spacing: 'md' }) : column(row({}, {}));
}
