import type { Locale } from '../i18n.ts';

/** A conversation without identities: who takes part, and what they do. What the bot answers comes of playing it. */
export interface Script {
  /** Date and time in Bangkok at which it begins, `2027-04-05 09:00`. */
  at: string;
  /** The language the sample office begins with. */
  locale: Locale;
  people: readonly ScriptPerson[];
  groups: readonly ScriptGroup[];
  acts: readonly ScriptAct[];
}

/** Who somebody is: one of the sample office by their place in it, or somebody new. */
export const PARTS = ['officer', 'supervisor', 'coordinator', 'stranger', 'stranger2', 'newcomer'] as const;
export type ScriptPart = (typeof PARTS)[number];

export interface ScriptPerson {
  /** ก, ข, … */
  letter: string;
  part: ScriptPart;
}

export interface ScriptGroup {
  /** กลุ่ม 1, กลุ่ม 2, … */
  name: string;
  /** Letters of who is in it at first, the bot not being there; the group of the sample office has its own. */
  members: readonly string[] | 'sample';
}

/** What somebody does in a chat: the letter of a person (1:1) or the name of a group. */
export interface ScriptAct {
  chat: string;
  /** Letter of who does it; in a group nobody where the group or the clock does something. */
  who: string;
  deed: Deed;
}

export type Deed =
  | { type: 'say'; text: string; mentionsBot: boolean; quote?: Said }
  | { type: 'tap'; label: string; nth: number; picked?: string; place?: Place }
  /** A button that stands in no message: of the rich menu. */
  | { type: 'menu'; command: string }
  /** Something that is no text; a stand-in takes its place. */
  | { type: 'send'; what: Sent; name: string; quote?: Said }
  | { type: 'unsend'; nth: number }
  | { type: 'edit'; nth: number; text: string }
  | { type: 'befriend' | 'block' | 'bot joins' | 'bot leaves' }
  | { type: 'joins' | 'leaves'; letter: string }
  | { type: 'clock'; at: string };

export const SENT = ['photo', 'film', 'sound', 'file', 'sticker', 'place'] as const;
export type Sent = (typeof SENT)[number];

/** A message counted back in its chat, 1 the last: among the bot's or among the people's. */
export interface Said {
  by: 'bot' | 'person';
  nth: number;
}

/** Where a button stood: in which message of the bot, counted back, and which of its buttons. Only while recording. */
export interface Place {
  back: number;
  index: number;
}

/** What one act brought: the bot's messages by chat, those of its own chat first. */
export interface Answered {
  act: ScriptAct;
  answers: readonly { chat: string; text: string }[];
}

/** The name a person who is new goes by; nobody's. */
export const inventedName = (letter: string): string => `บุคคล ${letter}`;

/** Typed for a code that nobody gave; written for one that the bot gave, and for an address. */
export const WRONG_CODE = 'ZZZZ-9999';
export const SETUP_CODE = '<setup code>';
export const codeName = (number: number): string => `<code ${number}>`;
export const linkName = (number: number): string => `<link ${number}>`;
