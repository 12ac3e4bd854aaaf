import type { Render, RenderContext } from '../app/ports.ts';
import type { Message } from '../conversation/message.ts';
import type { Locale, Speaker } from '../i18n.ts';
import { cardBubble } from './card-bubble.ts';
import { sayChoices } from './choices.ts';
import { cleanText, oneLine } from './clean-text.ts';
import type { Flex } from './flex.ts';
import { LIMITS } from './limits.ts';
import { listBubbles } from './list-bubbles.ts';
import { altTextOf, asLineMessages, besides, joinPieces, piecesAsText, textPieces } from './pieces.ts';
import type { Piece } from './pieces.ts';
import { plainParts, plainText } from './plain-text.ts';
import { questionBubble } from './question-bubble.ts';
import { summaryBubble } from './summary-bubble.ts';

/**
 * Makes the port `Render`: no message gives none, anything else 1–5 that LINE takes, whatever people and plans have written.
 * In a 1:1 chat questions are texts (readable on PC) with quick replies; in groups, where quick replies vanish as soon as
 * anyone writes, they are bubbles with buttons. What is too much for five messages is joined, at last as plain text,
 * and cut visibly when even that is too long.
 */
export function makeRender(speakers: Record<Locale, Speaker>): Render {
  return (messages, context) => {
    if (messages.length === 0) return [];
    const speaker = speakers[context.locale];
    const single =
      context.chat === 'user'
        ? messages.flatMap((message) => piecesOf(message, speaker, context))
        : oneCard(
            messages.map((message) => ({ message, pieces: piecesOf(message, speaker, context) })),
            headerOf(speaker, context),
          );
    const joined = single.length <= LIMITS.messagesPerRequest ? single : joinPieces(single);
    return asLineMessages(joined.length <= LIMITS.messagesPerRequest ? joined : piecesAsText(messages, speaker));
  };
}

/**
 * What is said in a group at once is one message: what is noted stands on the card it comes before, cards stand side by
 * side. Only a question after a receipt keeps a message of its own. Who is to be named and what must be tapped as a link
 * stays as it is.
 */
function oneCard(said: readonly { message: Message; pieces: Piece[] }[], header: string | undefined): Piece[] {
  const joined: Piece[] = [];
  for (const { message, pieces } of said) {
    for (const piece of pieces) {
      const last = joined.at(-1);
      const isApart = last?.kind === 'flex' && isQuestion(message);
      const both = last === undefined || isApart ? undefined : besides(last, piece, header);
      if (both === undefined) joined.push(piece);
      else joined.splice(-1, 1, both);
    }
  }
  return joined;
}

const isQuestion = ({ kind, choices = [] }: Message): boolean =>
  (kind === 'text' || kind === 'card') && choices.length > 0;

function piecesOf(message: Message, speaker: Speaker, context: RenderContext): Piece[] {
  const header = headerOf(speaker, context);
  if (message.kind === 'text') {
    return context.chat === 'user' ? wholeAsText(message, speaker) : groupText(message, speaker, header);
  }
  if (message.kind === 'picture') return [{ kind: 'picture', url: message.url }];
  if (message.kind === 'mention') return mentionPieces(message, speaker, context);
  const bubbles = bubblesOf(message, speaker, header);
  if (bubbles === undefined) return wholeAsText(message, speaker);
  return [{ kind: 'flex', altText: altTextOf(plainText(message, speaker)), bubbles }];
}

/** In a group people are told by LINE that they are named; in a 1:1 chat, and when LINE refused, their names stand in the text. */
function mentionPieces(message: Mention, speaker: Speaker, context: RenderContext): Piece[] {
  const named = message.people.slice(0, LIMITS.mentions);
  if (context.chat === 'user' || context.mentions === false || named.length === 0) return wholeAsText(message, speaker);
  const others = message.people.slice(named.length).map(({ name }) => oneLine(name).replaceAll(/[{}]/g, '$&$&'));
  const said = speaker.say({ ...message.text, params: { ...message.text.params, people: PLACE } });
  // Braces of the sentence itself are doubled: single ones are LINE's placeholders.
  const [before = '', after = ''] = cleanText(said).replaceAll(/[{}]/g, '$&$&').split(PLACE);
  const places = named.map((_, index) => `{p${index}}`);
  const text = `${before}${[places.join(' '), ...others].join(', ')}${after}`;
  if (text.length > LIMITS.text) return wholeAsText(message, speaker);
  const mentionee = (userId: string) => ({ type: 'mention', mentionee: { type: 'user', userId } });
  const substitution = Object.fromEntries(named.map(({ lineUserId }, index) => [`p${index}`, mentionee(lineUserId)]));
  return [{ kind: 'mention', text, substitution }];
}

type Mention = Extract<Message, { kind: 'mention' }>;

/** Stands for the people while the sentence is said: a character nobody writes. */
const PLACE = '\uE000';

function bubblesOf(
  message: Exclude<Message, { kind: 'text' | 'mention' | 'picture' }>,
  speaker: Speaker,
  header: string | undefined,
): Flex[] | undefined {
  if (message.kind === 'card') return cardBubble(message, speaker, header);
  if (message.kind === 'list') return listBubbles(message, speaker, header);
  return summaryBubble(message, speaker, header);
}

/** In a group the first line says whose question is answered. */
function headerOf(speaker: Speaker, { chat, addressee }: RenderContext): string | undefined {
  const name = oneLine(addressee ?? '');
  return chat === 'user' || name === '' ? undefined : speaker.say({ key: 'render.addressee', params: { name } });
}

function wholeAsText(message: Message, speaker: Speaker): Piece[] {
  return textPieces(plainText(message, speaker), sayChoices(message.choices, speaker));
}

/** Links can be tapped in texts only, and nobody reads pages in a bubble: such texts stand before the buttons. */
function groupText(message: Extract<Message, { kind: 'text' }>, speaker: Speaker, header: string | undefined): Piece[] {
  const { body } = plainParts(message, speaker);
  const choices = sayChoices(message.choices, speaker);
  const asText = () => textPieces(header === undefined ? body : `${header}\n${body}`);
  if (choices.length === 0) return asText();
  const standsApart = body.length > LONGEST_QUESTION || /https?:\/\//i.test(body);
  const question = standsApart ? speaker.say({ key: 'render.choose' }) : body;
  const bubbles = questionBubble(question, choices, speaker, standsApart ? undefined : header);
  if (bubbles === undefined) return wholeAsText(message, speaker);
  const piece: Piece = {
    kind: 'flex',
    altText: altTextOf(standsApart ? question : plainText(message, speaker)),
    bubbles,
  };
  return standsApart ? [...asText(), piece] : [piece];
}

/** UTF-16 units. */
const LONGEST_QUESTION = 1200;
