import { writtenSteps } from './flow.ts';
import type { Command, Flow, FlowBook } from './flow.ts';
import type { Run } from './session.ts';
import type { WordBook } from './words.ts';

/** What the bot converses by: its flows, and the words people type. */
export interface Book {
  flows: FlowBook;
  words: WordBook;
}

/** The flow a command begins. */
export const flowOf = (book: Book, command: Command | undefined): Flow | undefined =>
  command === undefined ? undefined : [...book.flows.values()].find((flow) => flow.command === command);

/** Whether a run stands at a question for a code. */
export const asksForCode = (flow: Flow, run: Run): boolean =>
  writtenSteps(flow).some((step) => step.answer === 'code' && step.id === run.at);
