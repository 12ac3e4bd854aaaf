/** Event types that `receive` turns into something the bot may act on. */
export const HANDLED = [
  'message',
  'messageEdited',
  'unsend',
  'follow',
  'unfollow',
  'join',
  'leave',
  'memberJoined',
  'memberLeft',
  'postback',
] as const;
export type HandledType = (typeof HANDLED)[number];

/** Event types the bot knows and does nothing about, and why. Types in neither list are new to it and counted too. */
export const PASSED_OVER: ReadonlyMap<string, string> = new Map([
  ['videoPlayComplete', 'the bot sends no videos'],
  ['beacon', 'where a person is does not concern the bot'],
  ['accountLink', 'members register with an invitation code, not by linking an account'],
  ['membership', 'the bot sells nothing'],
  ['module', 'the bot is not a module channel'],
  ['activated', 'the bot is not a module channel'],
  ['deactivated', 'the bot is not a module channel'],
  ['botSuspended', 'an operator reads it in the LINE console; nothing can be sent then'],
  ['botResumed', 'what is owed is sent by the sweep, not by this event'],
  ['delivery', 'the bot sends no notification messages to phone numbers'],
]);

export const isHandled = (type: string): type is HandledType => (HANDLED as readonly string[]).includes(type);
