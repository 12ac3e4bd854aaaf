import { refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isObject } from '../model.ts';
import { flexContents } from './flex.ts';
import { anyMessage } from './messages.ts';
import { list } from './rule.ts';
import type { Path, Problem } from './rule.ts';

/**
 * LINE's answer to messages that break its rules; undefined when they are good. The contents of Flex messages are looked
 * at last and one message at a time, as LINE does: its answer names that message and points into its contents.
 */
export function checkMessages(messages: unknown): Answer | undefined {
  if (messages === undefined || messages === null)
    return badRequest([{ path: ['messages'], message: 'May not be empty' }]);
  const problems = list(anyMessage, 1, 5)(messages, ['messages']);
  if (problems.length > 0) return badRequest(problems);
  for (const [index, message] of (messages as unknown[]).entries()) {
    const inside = isObject(message) && message['type'] === 'flex' ? flexContents(message['contents'], []) : [];
    if (inside.length === 0) continue;
    return refusal(400, `A message (messages[${index}]) in the request body is invalid`, {
      details: inside.map(({ path, message }) => ({ message, property: pointer(path) })),
    });
  }
  return undefined;
}

/** LINE's body for problems of a request. */
export const badRequest = (problems: readonly Problem[]): Answer =>
  refusal(400, `The request body has ${problems.length} error(s)`, {
    details: problems.map(({ path, message }) => ({ message, property: dotted(path) })),
  });

/** `messages[0].text` */
const dotted = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`)).join('');

/** `/body/contents/0` */
const pointer = (path: Path): string => `/${path.join('/')}`;
