import type { LineMessage } from '../app/ports.ts';
import type { Message } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import { quickReply, sayChoices } from './choices.ts';
import type { SaidChoice } from './choices.ts';
import { cleanText, isBlank } from './clean-text.ts';
import { container, fits, withNote } from './flex.ts';
import type { Flex } from './flex.ts';
import { LIMITS, shorten, splitText } from './limits.ts';
import { plainParts } from './plain-text.ts';

/** What becomes one LINE message; texts carry the choices that are to be tapped as quick replies. */
export type Piece =
  | { kind: 'text'; text: string; choices: readonly SaidChoice[] }
  | { kind: 'picture'; url: string }
  | { kind: 'flex'; altText: string; bubbles: readonly Flex[] }
  /** LINE's textV2: `substitution` says who `{p0}` … are. */
  | { kind: 'mention'; text: string; substitution: Record<string, unknown> };

/** A text as pieces that LINE takes: never empty, cut visibly where it is too long for one. */
export function textPieces(text: string, choices: readonly SaidChoice[] = []): Piece[] {
  const clean = cleanText(text).trim();
  const parts = splitText(isBlank(clean) ? '–' : clean, LIMITS.text);
  return parts.map((part, index) => ({ kind: 'text', text: part, choices: index === parts.length - 1 ? choices : [] }));
}

/** The same pieces in fewer: neighbouring texts become one text, neighbouring bubbles a carousel, as far as LINE's limits allow. */
export function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const both = last === undefined ? undefined : joinTwo(last, piece);
    if (both === undefined) joined.push(piece);
    else joined.splice(-1, 1, both);
  }
  return joined;
}

/**
 * Two pieces of one answer in a group as one: a text stands on the card that follows it, as its first lines; `undefined`
 * where LINE would not take that, or where a link could no longer be tapped.
 * @param header the line that names the person answered, which both begin with
 */
export function besides(a: Piece, b: Piece, header: string | undefined): Piece | undefined {
  const bare = (text: string) =>
    header !== undefined && text.startsWith(`${header}\n`) ? text.slice(header.length + 1) : text;
  if (b.kind === 'text') return joinTwo(a, { ...b, text: bare(b.text) });
  if (a.kind !== 'text' || b.kind !== 'flex') return joinTwo(a, b);
  if (a.choices.length > 0 || a.text.length > LONGEST_NOTE || /https?:\/\//i.test(a.text)) return undefined;
  const note = bare(a.text);
  const [first, ...others] = b.bubbles;
  const bubbles = first === undefined ? [] : [withNote(first, note, header !== undefined), ...others];
  return fits(bubbles) ? { kind: 'flex', altText: altTextOf(`${note}\n\n${b.altText}`), bubbles } : undefined;
}

/** UTF-16 units: longer texts are read better as messages. */
const LONGEST_NOTE = 1000;

/** All messages as plain text in at most five pieces; where even that is too little, the longest are cut and say so. */
export function piecesAsText(messages: readonly Message[], speaker: Speaker): Piece[] {
  // A picture is beside what is said, never instead of it.
  const said = messages.filter(({ kind }) => kind !== 'picture');
  const choices = said.flatMap((message) => sayChoices(message.choices, speaker));
  const parts = said.map((message) => plainParts(message, speaker));
  const note = `\n${speaker.say({ key: 'render.cut' })}`;
  const within = (budget: number): Piece[] => {
    const share = Math.floor(budget / Math.max(1, said.length));
    const texts = parts.flatMap((part) => {
      const lines = shorten(part.choices, Math.floor(share / 2), 'utf16');
      const room = Math.max(1, share - lines.length);
      const body =
        part.body.length <= room ? part.body : shorten(part.body, Math.max(1, room - note.length), 'utf16') + note;
      return [body, lines].filter((text) => text !== '');
    });
    return textPieces(texts.join('\n\n'), choices);
  };
  const roomy = within(ALMOST_ALL);
  const pieces = roomy.length <= LIMITS.messagesPerRequest ? roomy : within(SURELY_FITS);
  // Thousands of messages at once: the last piece that is kept ends in `…`.
  return pieces.slice(0, LIMITS.messagesPerRequest);
}

/** The pieces in LINE's JSON, all quick replies on the last one: LINE shows no others. */
export function asLineMessages(pieces: readonly Piece[]): LineMessage[] {
  const replies = quickReply(pieces.flatMap((piece) => (piece.kind === 'text' ? piece.choices : [])));
  return pieces.map((piece, index) => ({
    ...asLineMessage(piece),
    ...(replies !== undefined && index === pieces.length - 1 ? { quickReply: replies } : {}),
  }));
}

function asLineMessage(piece: Piece): LineMessage {
  switch (piece.kind) {
    case 'text':
      return { type: 'text', text: piece.text };
    case 'picture':
      return { type: 'image', originalContentUrl: piece.url, previewImageUrl: piece.url };
    case 'flex':
      return { type: 'flex', altText: piece.altText, contents: container(piece.bubbles) };
    case 'mention':
      return { type: 'textV2', text: piece.text, substitution: piece.substitution };
  }
}

/** What notifications, chat lists and LINE on PC show of a Flex message. */
export function altTextOf(text: string): string {
  return isBlank(text) ? '–' : shorten(text, LIMITS.altText, 'utf16');
}

/** UTF-16 units of five texts, less what cutting between paragraphs usually costs. */
const ALMOST_ALL = 24_000;
/** `splitText` fills at least three eighths of every part. */
const SURELY_FITS = 9_000;

function joinTwo(a: Piece, b: Piece): Piece | undefined {
  if (a.kind === 'text' && b.kind === 'text') {
    const text = `${a.text}\n\n${b.text}`;
    return text.length > LIMITS.text ? undefined : { kind: 'text', text, choices: [...a.choices, ...b.choices] };
  }
  if (a.kind === 'flex' && b.kind === 'flex') {
    const bubbles = [...a.bubbles, ...b.bubbles];
    return fits(bubbles) ? { kind: 'flex', altText: altTextOf(`${a.altText}\n\n${b.altText}`), bubbles } : undefined;
  }
  return undefined;
}
