import type { Item, Message } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import { choiceButtons } from './choice-buttons.ts';
import { tapAction, sayChoices, tappable } from './choices.ts';
import { oneLine } from './clean-text.ts';
import { addresseeLine, bubble, COLOURS, column, firstThatFits, flexText, line, separator, shown } from './flex.ts';
import type { Flex } from './flex.ts';

/**
 * A list as bubbles side by side, ten lines in each. Titles are shortened to fit, and when lines remain the last bubble says how many.
 * @param header text of the line that names the person answered; absent in a 1:1 chat
 * @returns `undefined` when LINE would refuse even the smallest form
 */
export function listBubbles(
  list: Extract<Message, { kind: 'list' }>,
  speaker: Speaker,
  header: string | undefined,
): Flex[] | undefined {
  const entries = entriesOf(list, speaker);
  const footer = choiceButtons(sayChoices(list.choices, speaker), speaker);
  return firstThatFits(LEVELS, (level) => {
    const kept = entries.slice(0, level.entries);
    const hidden = entries.length - kept.length;
    const pages = kept.length === 0 ? [[]] : inGroupsOf(PER_BUBBLE, kept);
    const ending = [
      ...(hidden > 0 ? [speaker.say({ key: 'render.moreItems', params: { count: hidden } })] : []),
      ...(list.note === undefined ? [] : [speaker.say(list.note)]),
    ];
    return pages.map((page, index) => {
      const isLast = index === pages.length - 1;
      const position = speaker.say({ key: 'render.page', params: { page: index + 1, pages: pages.length } });
      return bubble(
        [
          ...(header === undefined ? [] : [addresseeLine(header)]),
          flexText(speaker.say(list.title), 120, { size: 'lg', weight: 'bold' }),
          ...(pages.length === 1 ? [] : [flexText(position, 40, { size: 'xs', color: COLOURS.soft })]),
          ...(page.length === 0 ? [] : [separator()]),
          ...pageLines(page, level, speaker),
          ...(isLast ? ending.map((text) => flexText(text, 300, { color: COLOURS.soft, margin: 'lg' })) : []),
        ],
        isLast ? footer : [],
      );
    });
  });
}

const PER_BUBBLE = 10;
/** Lengths in graphemes. */
interface Level {
  title: number;
  note: number;
  entries: number;
}
const LEVELS: readonly Level[] = [
  { title: 160, note: 100, entries: 120 },
  { title: 100, note: 60, entries: 120 },
  { title: 60, note: 40, entries: 120 },
  { title: 40, note: 24, entries: 120 },
  { title: 60, note: 40, entries: 60 },
  { title: 60, note: 40, entries: 30 },
  { title: 40, note: 24, entries: 10 },
];

/** A line under its heading; a section without items is a heading alone. */
interface Entry {
  section: number;
  /** Whether the section began with this entry. */
  first: boolean;
  heading?: string;
  item?: Item;
}

function entriesOf(list: Extract<Message, { kind: 'list' }>, speaker: Speaker): Entry[] {
  return list.sections.flatMap(({ heading, items }, section): Entry[] => {
    const said = heading === undefined ? {} : { heading: speaker.say(heading) };
    if (items.length === 0) return heading === undefined ? [] : [{ section, first: true, ...said }];
    return items.map((item, index) => ({ section, first: index === 0, ...said, item }));
  });
}

function pageLines(page: readonly Entry[], level: Level, speaker: Speaker): Flex[] {
  return page.flatMap((entry, index) => {
    const opens = entry.section !== page[index - 1]?.section;
    return [
      ...(opens && entry.heading !== undefined ? [headingText(entry.heading, entry.first, speaker)] : []),
      ...(entry.item === undefined ? [] : [itemBox(entry.item, level, speaker)]),
    ];
  });
}

function headingText(heading: string, first: boolean, speaker: Speaker): Flex {
  const text = first ? heading : speaker.say({ key: 'render.continued', params: { heading } });
  return flexText(text, 120, { weight: 'bold', color: COLOURS.accent, margin: 'lg' });
}

function itemBox(item: Item, level: Level, speaker: Speaker): Flex {
  const action = tapOf(item);
  return line(
    [
      flexText(`${item.number}.`, 12, { flex: 0, weight: 'bold' }),
      column([
        // A line that can be tapped looks like one.
        flexText(oneLine(item.title), level.title, action === undefined ? {} : { color: COLOURS.accent }),
        ...(item.note === undefined
          ? []
          : [flexText(oneLine(speaker.say(item.note)), level.note, { size: 'xs', color: COLOURS.soft })]),
      ]),
    ],
    { spacing: 'sm', ...(action === undefined ? {} : { action }) },
  );
}

/** What the person is seen to say is short: it stands in the message once per line. */
function tapOf({ number, title, data }: Item): Flex | undefined {
  const label = shown(`${number}. ${oneLine(title)}`, 60);
  const [choice] = tappable([{ label, data: data ?? '', number }], 1);
  return choice === undefined ? undefined : tapAction(choice);
}

function inGroupsOf<T>(size: number, all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
