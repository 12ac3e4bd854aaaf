import { isObject, textOf } from './model.ts';
import type { Action, JsonObject } from './model.ts';

/** What a person reads of a message: its text, or all texts inside a card or template, one per line. */
export function readable(message: JsonObject, nameOf: (userId: string) => string = (id) => id): string {
  switch (message['type']) {
    case 'text':
      return String(message['text']);
    case 'textV2':
      return filledIn(message, nameOf);
    case 'flex':
    case 'template':
      return textsIn(message['contents'] ?? message['template']).join('\n');
    case 'location':
      return [message['title'], message['address']].filter(Boolean).join('\n');
    case 'file':
      return textOf(message['fileName']);
    default:
      return '';
  }
}

/** Every action inside a message (buttons, tappable boxes; quick replies when asked for), in reading order. */
export function actionsIn(message: JsonObject, part: 'body' | 'quickReply'): Action[] {
  return collect(part === 'quickReply' ? message['quickReply'] : { ...message, quickReply: undefined });
}

/** textV2: `{name}` becomes the mention, `{{` a brace. */
function filledIn(message: JsonObject, nameOf: (userId: string) => string): string {
  const substitution = isObject(message['substitution']) ? message['substitution'] : {};
  return String(message['text']).replaceAll(/\{\{|\}\}|\{(\w+)\}/g, (found, key: string | undefined) => {
    if (key === undefined) return found.charAt(0);
    const value = substitution[key];
    if (!isObject(value) || !isObject(value['mentionee'])) return '';
    return value['mentionee']['type'] === 'all' ? '@All' : `@${nameOf(String(value['mentionee']['userId']))}`;
  });
}

function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (!isObject(node)) return [];
  const spans = Array.isArray(node['contents']) && node['type'] === 'text' ? node['contents'].flatMap(textsIn) : [];
  if (spans.length > 0) return [spans.join('')];
  const own = [node['title'], node['text']].filter((text): text is string => typeof text === 'string');
  if (isObject(node['action']) && typeof node['action']['label'] === 'string' && node['type'] === 'button') {
    own.push(node['action']['label']);
  }
  const labels = (Array.isArray(node['actions']) ? node['actions'] : [])
    .filter(isObject)
    .map((action) => textOf(action['label']));
  const parts = ['header', 'hero', 'body', 'footer', 'contents', 'columns'].flatMap((part) => textsIn(node[part]));
  return [...own, ...parts, ...labels];
}

function collect(node: unknown): Action[] {
  if (Array.isArray(node)) return node.flatMap(collect);
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === 'action') return [value].filter(isAction);
    if (name === 'actions' && Array.isArray(value)) return value.filter(isAction);
    return collect(value);
  });
}

const isAction = (value: unknown): value is Action => isObject(value) && typeof value['type'] === 'string';
