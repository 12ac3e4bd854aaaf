import { LIMITS } from '../../src/line/limits.ts';

/**
 * What LINE would refuse in the messages of one request, as far as LINE.md and messaging-api.yml tell.
 * Written apart from the code under test: it walks the finished JSON and knows nothing of how it was made.
 */
export function problemsOf(messages: readonly unknown[]): string[] {
  const problems: string[] = [];
  const say = (path: string, problem: string) => problems.push(`${path}: ${problem}`);
  if (messages.length < 1 || messages.length > 5) say('messages', `${messages.length} of them`);
  messages.forEach((message, index) => checkMessage(message as Json, `messages[${index}]`, say));
  return problems;
}

type Json = Record<string, unknown>;
type Say = (path: string, problem: string) => void;

const graphemesOf = (text: string): number => [...new Intl.Segmenter('th').segment(text)].length;
const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

function checkMessage(message: Json, path: string, say: Say): void {
  checkStrings(message, path, say);
  if (message['type'] === 'text') {
    only(message, ['type', 'text', 'quickReply'], path, say);
    checkText(message['text'], 5000, `${path}.text`, say);
  } else if (message['type'] === 'flex') {
    only(message, ['type', 'altText', 'contents', 'quickReply'], path, say);
    checkText(message['altText'], 1500, `${path}.altText`, say);
    checkContainer(message['contents'] as Json, `${path}.contents`, say);
  } else say(path, `type ${String(message['type'])}`);
  const reply = message['quickReply'] as { items: Json[] } | undefined;
  if (reply === undefined) return;
  if (reply.items.length < 1 || reply.items.length > 13) say(path, `${reply.items.length} quick replies`);
  for (const item of reply.items) {
    const action = item['action'] as Json;
    checkAction(action, `${path}.quickReply`, say);
    checkLabel(action['label'], LIMITS.quickReplyLabel, `${path}.quickReply`, say);
  }
}

function checkContainer(container: Json, path: string, say: Say): void {
  if (container['type'] === 'carousel') {
    const bubbles = container['contents'] as Json[];
    if (bubbles.length < 1 || bubbles.length > 12) say(path, `${bubbles.length} bubbles`);
    if (bytesOf(container) > 50_000) say(path, `${bytesOf(container)} bytes`);
    if (new Set(bubbles.map((bubble) => bubble['size'])).size > 1) say(path, 'bubbles of several sizes');
    bubbles.forEach((bubble, index) => checkBubble(bubble, `${path}[${index}]`, say));
  } else checkBubble(container, path, say);
}

function checkBubble(bubble: Json, path: string, say: Say): void {
  only(bubble, ['type', 'size', 'body', 'footer'], path, say);
  if (bubble['type'] !== 'bubble') say(path, 'not a bubble');
  if (bytesOf(bubble) > 30_000) say(path, `${bytesOf(bubble)} bytes`);
  for (const block of ['body', 'footer']) {
    if (bubble[block] !== undefined) checkComponent(bubble[block] as Json, `${path}.${block}`, say);
  }
}

const PROPERTIES: Record<string, string[]> = {
  box: 'layout contents flex spacing margin width height backgroundColor cornerRadius action'.split(' '),
  text: ['text', 'wrap', 'size', 'color', 'weight', 'flex', 'align', 'margin'],
  button: ['style', 'height', 'adjustMode', 'color', 'action'],
  separator: ['margin', 'color'],
  filler: [],
};
const KEYWORDS: Record<string, RegExp> = {
  layout: /^(horizontal|vertical|baseline)$/,
  spacing: /^(none|xs|sm|md|lg|xl|xxl)$/,
  margin: /^(none|xs|sm|md|lg|xl|xxl)$/,
  width: /^(100|\d{1,2})%$/,
  backgroundColor: /^#[0-9A-F]{6}$/,
  color: /^#[0-9A-F]{6}$/,
  cornerRadius: /^\d+px$/,
  weight: /^(regular|bold)$/,
  align: /^(start|end|center)$/,
  style: /^(primary|secondary|link)$/,
};

function checkComponent(component: Json, path: string, say: Say): void {
  const type = String(component['type']);
  only(component, ['type', ...(PROPERTIES[type] ?? [])], path, say);
  for (const [name, pattern] of Object.entries(KEYWORDS)) {
    if (name in component && !pattern.test(String(component[name]))) say(path, `${name} ${String(component[name])}`);
  }
  if (type === 'box') {
    const contents = component['contents'] as Json[];
    if (contents.length === 0) say(path, 'an empty box');
    contents.forEach((one, index) => checkComponent(one, `${path}[${index}]`, say));
  }
  if (type === 'text') {
    checkText(component['text'], 10_000, path, say);
    if (component['wrap'] !== true) say(path, 'Thai text that does not wrap');
  }
  if (type === 'button') checkLabel((component['action'] as Json)['label'], LIMITS.flexButtonLabel, path, say);
  if (component['action'] !== undefined) checkAction(component['action'] as Json, path, say);
}

function checkAction(action: Json, path: string, say: Say): void {
  only(action, ['type', 'label', 'data', 'displayText'], path, say);
  if (action['type'] !== 'postback') say(path, `action ${String(action['type'])}`);
  checkText(action['data'], 300, `${path}.data`, say);
  checkLabel(action['displayText'], 300, `${path}.displayText`, say);
}

function checkText(text: unknown, max: number, path: string, say: Say): void {
  if (typeof text !== 'string' || text.trim() === '') say(path, 'empty');
  else if (text.length > max) say(path, `${text.length} UTF-16 units`);
}

function checkLabel(label: unknown, max: number, path: string, say: Say): void {
  if (typeof label !== 'string' || label.trim() === '') say(path, 'no label');
  else if (graphemesOf(label) > max) say(path, `${graphemesOf(label)} graphemes`);
}

function only(object: Json, allowed: readonly string[], path: string, say: Say): void {
  for (const key of Object.keys(object)) if (!allowed.includes(key)) say(path, `unknown property ${key}`);
}

/** No half characters, no control characters, no `undefined`, anywhere. */
function checkStrings(value: unknown, path: string, say: Say): void {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) say(path, String(value));
  if (typeof value === 'string' && /\p{Surrogate}|[^\P{Cc}\n\t]/u.test(value))
    say(path, 'a character LINE cannot show');
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) checkStrings(one, `${path}.${key}`, say);
}
