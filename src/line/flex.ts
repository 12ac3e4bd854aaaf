import { cleanText, isBlank } from './clean-text.ts';
import { fit, tapAction, numbered } from './choices.ts';
import type { SaidChoice } from './choices.ts';
import { jsonBytes, LIMITS } from './limits.ts';

/** The building blocks of our Flex messages: one look, and texts that LINE cannot refuse. */
export type Flex = Record<string, unknown>;

/** Every text colour has a contrast of at least 4.5 on white (WCAG AA); a test computes it. */
export const COLOURS = {
  ink: '#1F2937',
  soft: '#4B5563',
  accent: '#166534',
  rule: '#E5E7EB',
  status: { completed: '#15803D', inProgress: '#B45309', waitingReport: '#4B5563', cannotProceed: '#B91C1C' },
} as const;

/** A text of at most `max` graphemes; Thai needs `wrap`. An empty one becomes `–`: LINE refuses empty texts. */
export function flexText(value: string, max: number, style: Flex = {}): Flex {
  return { type: 'text', text: shown(value, max), wrap: true, size: 'sm', color: COLOURS.ink, ...style };
}

/** A value as it may stand in a Flex text. */
export function shown(value: string, max: number): string {
  const text = fit(cleanText(value).trim(), max);
  return isBlank(text) ? '–' : text;
}

/** A vertical box; only for contents that are not empty. */
export const column = (contents: Flex[], style: Flex = {}): Flex => ({
  type: 'box',
  layout: 'vertical',
  contents,
  ...style,
});

/** A horizontal box. */
export const line = (contents: Flex[], style: Flex = {}): Flex => ({
  type: 'box',
  layout: 'horizontal',
  contents,
  ...style,
});

export const separator = (margin = 'lg'): Flex => ({ type: 'separator', margin, color: COLOURS.rule });

/** The name of the person answered, as the first line of a bubble in a group. */
export const addresseeLine = (text: string): Flex => flexText(text, 60, { size: 'xs', color: COLOURS.soft });

/** A button of a choice. Numbers look like answers, words (skip, back, cancel) like links. */
export function choiceButton(choice: SaidChoice): Flex {
  const isAnswer = choice.number !== undefined;
  return {
    type: 'button',
    style: isAnswer ? 'secondary' : 'link',
    height: 'sm',
    adjustMode: 'shrink-to-fit',
    ...(isAnswer ? {} : { color: COLOURS.accent }),
    action: tapAction(choice, buttonLabel(choice)),
  };
}

/** What stands on the button of a choice. */
export const buttonLabel = (choice: SaidChoice): string => fit(numbered(choice), LIMITS.flexButtonLabel);

/** A bubble of the one size that all our bubbles have: a carousel takes bubbles of one size only. */
export function bubble(body: Flex[], footer: Flex[] = []): Flex {
  return {
    type: 'bubble',
    size: 'giga',
    body: column(body, { spacing: 'md' }),
    ...(footer.length === 0 ? {} : { footer: column(footer, { spacing: 'sm' }) }),
  };
}

/** A bubble with a note above what it says; `isNamed`: its first line names a person and stays the first. */
export function withNote(of: Flex, note: string, isNamed: boolean): Flex {
  const { contents } = of['body'] as { contents: Flex[] };
  const at = isNamed ? 1 : 0;
  const all = [...contents.slice(0, at), flexText(note, note.length), ...contents.slice(at)];
  return { ...of, body: { ...(of['body'] as Flex), contents: all } };
}

/** A bubble, or several side by side. */
export function container(bubbles: readonly Flex[]): Flex {
  const [only] = bubbles;
  return bubbles.length === 1 && only !== undefined ? only : { type: 'carousel', contents: bubbles };
}

/** Whether LINE takes these bubbles as one message. */
export function fits(bubbles: readonly Flex[]): boolean {
  return (
    bubbles.length > 0 &&
    bubbles.length <= LIMITS.bubblesPerCarousel &&
    bubbles.every((one) => jsonBytes(one) <= LIMITS.bubble) &&
    jsonBytes(container(bubbles)) <= LIMITS.carousel
  );
}

/** The first of several builds, from the most to the least generous, that LINE takes; `undefined` when none is small enough. */
export function firstThatFits<Level>(levels: readonly Level[], build: (level: Level) => Flex[]): Flex[] | undefined {
  for (const level of levels) {
    const bubbles = build(level);
    if (fits(bubbles)) return bubbles;
  }
  return undefined;
}
