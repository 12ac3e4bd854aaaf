import type { Item, Message, Row } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import { choiceLines, sayChoices } from './choices.ts';
import { cleanText, oneLine } from './clean-text.ts';
import { summaryView } from './summary-view.ts';
import type { Bar, SummaryView } from './summary-view.ts';

/**
 * A message as text alone, complete and of any length: for LINE on PC, alternative texts, terminals and tests.
 * Numbered choices are lines `1) …`, the others follow as the words to type.
 */
export function plainText(message: Message, speaker: Speaker): string {
  const { body, choices } = plainParts(message, speaker);
  return [body, choices].filter((part) => part !== '').join('\n\n');
}

/** The same in two parts, for who must shorten the body and keep the choices. */
export function plainParts(message: Message, speaker: Speaker): { body: string; choices: string } {
  return {
    body: cleanText(bodyOf(message, speaker)).trim(),
    choices: choiceLines(sayChoices(message.choices, speaker), speaker).join('\n'),
  };
}

function bodyOf(message: Message, speaker: Speaker): string {
  if (message.kind === 'text') return speaker.say(message.text);
  if (message.kind === 'picture') return '';
  if (message.kind === 'mention') return sayPeople(message, speaker);
  if (message.kind === 'summary') return summaryText(summaryView(message, speaker));
  return paragraphs(
    speaker.say(message.title),
    ...(message.kind === 'card' ? [rowsText(message.rows, speaker)] : sectionTexts(message.sections, speaker)),
    message.note === undefined ? '' : speaker.say(message.note),
  );
}

/** The sentence of a mention with the names as they are written in the office. */
export const sayPeople = ({ text, people }: Mention, speaker: Speaker): string =>
  speaker.say({ ...text, params: { ...text.params, people: people.map(({ name }) => name).join(', ') } });

type Mention = Extract<Message, { kind: 'mention' }>;

const rowsText = (rows: readonly Row[], speaker: Speaker): string =>
  lines(rows.map((row) => `${speaker.say(row.label)}: ${speaker.say(row.value)}`));

function sectionTexts(sections: readonly Section[], speaker: Speaker): string[] {
  return sections.map(({ heading, items }) =>
    lines([...(heading === undefined ? [] : [speaker.say(heading)]), ...items.map((item) => itemText(item, speaker))]),
  );
}

type Section = Extract<Message, { kind: 'list' }>['sections'][number];

function itemText({ number, title, note }: Item, speaker: Speaker): string {
  const line = `${number}. ${oneLine(title)}`;
  return note === undefined ? line : `${line} — ${oneLine(speaker.say(note))}`;
}

function summaryText(view: SummaryView): string {
  const figures = (of: { label: string; value: string }[]) => of.map(({ label, value }) => `${label}: ${value}`);
  const section = (heading: string, of: string[]) => (of.length === 0 ? '' : lines([heading, ...of]));
  return paragraphs(
    lines([view.title, view.organisation, view.period, view.scope ?? '']),
    lines([
      `${view.completed.label} ${view.completed.percent} (${view.completed.outOf})`,
      view.proof ?? '',
      view.since ?? '',
      ...figures(view.statuses),
    ]),
    section(view.dimensions.heading, view.dimensions.bars.map(barText)),
    section(view.units.heading, view.units.bars.map(barText)),
    section(view.money.heading, figures(view.money.figures)),
    section(view.implementation.heading, figures(view.implementation.figures)),
    section(view.outstanding.heading, view.outstanding.lines),
    lines([view.rule ?? '', view.dataAsOf]),
  );
}

function barText({ label, figures, percent, detail }: Bar): string {
  const line = `${label}: ${figures} (${percent})`;
  return detail === undefined ? line : `${line} · ${detail}`;
}

const lines = (of: string[]): string => of.filter((line) => line !== '').join('\n');
const paragraphs = (...of: string[]): string => of.filter((paragraph) => paragraph !== '').join('\n\n');
