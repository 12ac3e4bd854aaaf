import type { Speaker } from '../i18n.ts';
import { choiceLines, fit, numbered, tappable } from './choices.ts';
import type { SaidChoice } from './choices.ts';
import { buttonLabel, choiceButton, COLOURS, flexText } from './flex.ts';
import type { Flex } from './flex.ts';

/**
 * The foot of a bubble: a button per choice. Choices without a button, and labels that a button had to cut,
 * stand above as lines in full, so that they can be read and typed.
 */
export function choiceButtons(choices: readonly SaidChoice[], speaker: Speaker): Flex[] {
  const withButton = tappable(choices, MOST_BUTTONS);
  const spelled = choices.filter((choice) => !withButton.includes(choice) || buttonLabel(choice) !== numbered(choice));
  const lines = choiceLines(
    spelled.slice(0, MOST_LINES).map((choice) => ({ ...choice, label: fit(choice.label, LONGEST_LINE) })),
    speaker,
  );
  const hidden = spelled.length - MOST_LINES;
  if (hidden > 0) lines.push(speaker.say({ key: 'render.moreChoices', params: { count: hidden } }));
  return [
    ...lines.map((line) => flexText(line, LONGEST_LINE * 2, { color: COLOURS.soft })),
    ...withButton.map(choiceButton),
  ];
}

/** More would push the question off the screen of a phone. */
const MOST_BUTTONS = 12;
const MOST_LINES = 30;
/** Graphemes. */
const LONGEST_LINE = 120;
