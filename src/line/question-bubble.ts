import type { Speaker } from '../i18n.ts';
import { choiceButtons } from './choice-buttons.ts';
import type { SaidChoice } from './choices.ts';
import { addresseeLine, bubble, firstThatFits, flexText } from './flex.ts';
import type { Flex } from './flex.ts';

/**
 * A question of a group as a bubble with a button per choice.
 * @param question at most some 1,000 characters: it is not cut here
 * @param header text of the line that names the person asked
 * @returns `undefined` when LINE would refuse it
 */
export function questionBubble(
  question: string,
  choices: readonly SaidChoice[],
  speaker: Speaker,
  header: string | undefined,
): Flex[] | undefined {
  return firstThatFits([question.length], (longest) => [
    bubble(
      [...(header === undefined ? [] : [addresseeLine(header)]), flexText(question, longest, { size: 'md' })],
      choiceButtons(choices, speaker),
    ),
  ]);
}
