import type { PlainDate, Round } from '../reporting/model.ts';
import type { Summary } from '../reporting/summary.ts';

/**
 * What the bot says, before any language or platform: sentences are keys of locales/, values keep their type.
 * `line/render` turns a message into LINE's JSON within LINE's limits; `plainText` gives the same as text alone.
 */

/** A value inside a sentence; the locale decides how money, percent, dates and nested sentences are written. */
export type Param =
  | string
  | number
  | { money: number }
  | { percent: number }
  | { date: PlainDate }
  /** A date with its day of the week. */
  | { day: PlainDate }
  /** An instant in milliseconds, shown as date and time in Asia/Bangkok. */
  | { instant: number }
  /** A fiscal year, Buddhist Era. */
  | { fiscalYear: number }
  | { text: Text };
export type Params = Record<string, Param>;

/** A sentence of locales/. */
export interface Text {
  key: string;
  params?: Params;
}

/** A sentence of locales/, or something a person or a plan said, shown as it is. */
export type Phrase = Text | { verbatim: string };

/** A phrase as a value inside a sentence. */
export const phraseParam = (phrase: Phrase): string | { text: Text } =>
  'verbatim' in phrase ? phrase.verbatim : { text: phrase };

/** Something to tap. `data` is LINE postback data (at most 300 UTF-16 units, no Thai). */
export interface Choice {
  label: Phrase;
  data: string;
  /** An address that is opened instead; `data` is empty then. */
  link?: string;
  /** Typed instead of tapped: the number shown before the label; absent when the choice has a word of its own (skip, back, cancel …). */
  number?: number;
}

/** A labelled value of a card: a field of a report, say. */
export interface Row {
  label: Text;
  value: Phrase;
}

/** One line of a list of measures. */
export interface Item {
  number: number;
  title: string;
  note?: Phrase;
  /** Postback data of a tap on this line; absent when the list is only to read. */
  data?: string;
}

/** The report a card is the receipt of. */
export interface AboutReport {
  measureId: string;
  round: Round;
}

/** What stood in the round before, of the same plan. */
export interface Since {
  round: number;
  completed: number;
  /** Baht; absent for measures without money. */
  disbursed?: number;
}

export type Message =
  /** A sentence or a question, with what can be answered. */
  | { kind: 'text'; text: Phrase; choices?: Choice[] }
  /** A sentence with the placeholder `people`: in a group LINE tells those who are named. */
  | { kind: 'mention'; text: Text; people: { name: string; lineUserId: string }[]; choices?: Choice[] }
  /** Labelled values: what was understood, what was saved. */
  | { kind: 'card'; title: Text; rows: Row[]; note?: Text; about?: AboutReport; choices?: Choice[] }
  /** Numbered lines under headings; `note` says how many more there are and how to see them. */
  | { kind: 'list'; title: Text; sections: { heading?: Phrase; items: Item[] }[]; note?: Text; choices?: Choice[] }
  /** A picture at an address people's phones can reach. */
  | { kind: 'picture'; url: string; choices?: Choice[] }
  /** The progress of a plan. `scope` names the unit or dimension it is limited to, `since` what it is held against. */
  | { kind: 'summary'; summary: Summary; scope?: Phrase; since?: Since; choices?: Choice[] };
