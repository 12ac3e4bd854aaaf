import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { FlowFile } from './conversation/flow-file.ts';
import { folders } from './folders.ts';

/** A flow as it was released, read without the checks of today: what it names may be gone since. */
export interface KeptFlow {
  flow: string;
  version: number;
  standings: readonly string[];
  where?: readonly string[];
  needs?: readonly string[];
  argument?: string;
  confirm?: string;
  steps: readonly (KeptStep | { each: string; steps: readonly KeptStep[] })[];
}

export interface KeptStep {
  id: string;
  answer: string;
  when?: Record<string, boolean | readonly string[]>;
  options?: readonly { value: string; when?: Record<string, boolean | readonly string[]> }[];
}

/** Reads the text of a flow file. */
export const readKeptFlow = (text: string): KeptFlow => parse(text) as KeptFlow;

/** The name of the file a version of a flow is kept in. */
export const keptName = ({ flow, version }: Pick<KeptFlow, 'flow' | 'version'>): string => `${flow}.v${version}.yaml`;

/** What a conversation under way depends on: everything of the steps but their sentences. */
export function stepsOf(text: string): unknown {
  const { argument, confirm, steps, outcome } = parse(text) as Record<string, unknown>;
  return withoutSentences({ argument, isConfirmed: confirm !== undefined, outcome, steps });
}

const SENTENCES = new Set(['ask', 'label', 'suggestions', 'text']);

function withoutSentences(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutSentences);
  if (typeof node !== 'object' || node === null) return node;
  const parts = Object.entries(node).filter(([name, value]) => !SENTENCES.has(name) && value !== undefined);
  return Object.fromEntries(parts.map(([name, value]) => [name, withoutSentences(value)]));
}

/** Keeps every flow whose version is not kept yet. @returns what cannot be, each with what to do */
export function keepFlows(files: readonly FlowFile[], folder: string): { kept: string[]; problems: string[] } {
  mkdirSync(folder, { recursive: true });
  const kept: string[] = [];
  const problems: string[] = [];
  for (const { file, flow } of files) {
    const text = readFileSync(join(folders.flows, basename(file)), 'utf8');
    const name = keptName(flow);
    const path = join(folder, name);
    if (!existsSync(path)) {
      writeFileSync(path, text);
      kept.push(name);
    } else if (!sameSteps(text, readFileSync(path, 'utf8'))) problems.push(whatToDo(file, flow.version, name));
  }
  return { kept, problems };
}

/** Whether a conversation under way is at home in both. */
export const sameSteps = (a: string, b: string): boolean => JSON.stringify(stepsOf(a)) === JSON.stringify(stepsOf(b));

const whatToDo = (file: string, version: number, name: string): string =>
  `${file}: its steps are no longer those of version ${version}. Raise \`version\` to ${version + 1}; or, when version ` +
  `${version} was never released, delete test/fixtures/flows/${name}. Then run: npm run flows:keep`;
