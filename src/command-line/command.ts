import type { Config } from '../config.ts';
import type { Speaker } from '../i18n.ts';

/** Exit codes of the contract. */
export const EXIT = { done: 0, refused: 1, wrongUse: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

export interface Output {
  out: (text: string) => void;
  err: (text: string) => void;
}

export interface CommandContext extends Output {
  config: Config;
  speaker: Speaker;
  /** Instant, milliseconds since the epoch. */
  now: number;
}

/**
 * A command of `sujarit`: the words after its name → an exit code.
 * @throws WrongUse for words it does not know, AppError for anything it refuses
 */
export type Command = (args: string[], context: CommandContext) => Promise<Exit>;
