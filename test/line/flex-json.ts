/** Looks into finished Flex JSON. */

type Json = Record<string, unknown>;

/** Every object of the JSON that has this type, in reading order. */
export function partsOf(json: unknown, type: string): Json[] {
  if (typeof json !== 'object' || json === null) return [];
  const own = (json as Json)['type'] === type ? [json as Json] : [];
  return [...own, ...Object.values(json).flatMap((one) => partsOf(one, type))];
}

/** What a person reads in a bubble, one line per text and button. */
export function visibleText(message: unknown): string {
  const contents = (message as Json)['contents'];
  const texts = partsOf(contents, 'text').map((part) => part['text']);
  const buttons = partsOf(contents, 'button').map((part) => (part['action'] as Json)['label']);
  return [...texts, ...buttons].join('\n');
}
