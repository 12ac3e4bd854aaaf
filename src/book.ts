import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkFlows } from './conversation/check-flows.ts';
import type { Lookup } from './conversation/check-flows.ts';
import type { Book } from './conversation/book.ts';
import { readFlowFile } from './conversation/flow-file.ts';
import type { FlowFile } from './conversation/flow-file.ts';
import type { FileProblem } from './checked-yaml.ts';
import { makeWordBook } from './conversation/words.ts';
import type { LocaleWords } from './conversation/words.ts';
import type { Sentences } from './i18n.ts';

/** Reads and checks the flow files of a folder; every problem at once, each with its place. */
export function readFlows(folder: string, sentences: Sentences): { files: FlowFile[]; problems: FileProblem[] } {
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const read = names
    .toSorted()
    .map((name) => readFlowFile(join(basename(folder), name), readFileSync(join(folder, name), 'utf8')));
  const files = read.flatMap((one) => ('ok' in one ? [one.ok] : []));
  const unread = read.flatMap((one) => ('problems' in one ? one.problems : []));
  const languages = Object.fromEntries(
    Object.entries(sentences).map(([locale, files]): [string, Lookup] => [locale, (key) => lookUp(files, key)]),
  );
  return { files, problems: [...unread, ...checkFlows(files, languages)] };
}

/** The flows and words the bot converses by, out of what was read. */
export function makeBook(files: readonly FlowFile[], sentences: Sentences): Book {
  const words = Object.values(sentences).map((locale) => locale['words'] as LocaleWords);
  return { flows: new Map(files.map(({ flow }) => [flow.flow, flow])), words: makeWordBook(words) };
}

function lookUp(files: Record<string, unknown>, key: string): string | undefined {
  const found = key.split('.').reduce<unknown>((node, part) => (isRecord(node) ? node[part] : undefined), files);
  return typeof found === 'string' ? found : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
