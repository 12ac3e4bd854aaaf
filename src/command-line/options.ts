import { parseArgs } from 'node:util';
import { PLAN_KINDS, ROUNDS } from '../reporting/model.ts';
import type { PlanKind, Round } from '../reporting/model.ts';
import { WrongUse } from './wrong-use.ts';

/** What the commands that talk about a plan have in common. */
export interface PlanOptions {
  organisation?: string;
  /** Buddhist Era. */
  fiscalYear?: number;
  kind?: PlanKind;
  round?: Round;
}

const SHARED = {
  organisation: { type: 'string' },
  year: { type: 'string' },
  kind: { type: 'string' },
  round: { type: 'string' },
  json: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
} as const;

/**
 * Reads the words after a command.
 * @param allowed the options this command takes
 * @throws WrongUse naming the word that is not understood
 */
export function readOptions(
  args: string[],
  allowed: readonly (keyof typeof SHARED)[],
): { files: string[]; json: boolean; check: boolean; plan: PlanOptions } {
  const { values, positionals } = parse(args);
  for (const name of Object.keys(SHARED) as (keyof typeof SHARED)[]) {
    const given = values[name];
    if (given !== undefined && given !== false && !allowed.includes(name)) throw new WrongUse(`--${name}`);
  }
  const { organisation, year, kind, round } = values;
  if (year !== undefined && !/^2[45]\d\d$/.test(year)) throw new WrongUse('--year');
  const plan: PlanOptions = {
    ...(organisation === undefined ? {} : { organisation }),
    ...(year === undefined ? {} : { fiscalYear: Number(year) }),
    ...(kind === undefined ? {} : { kind: oneOf('--kind', kind, PLAN_KINDS) }),
    ...(round === undefined ? {} : { round: oneOf('--round', Number(round), ROUNDS) }),
  };
  return { files: positionals, json: values.json, check: values.check, plan };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: SHARED, allowPositionals: true });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? (error.message.split('\n')[0] ?? '') : '', { cause: error });
  }
}

function oneOf<Value extends string | number>(name: string, given: string | number, values: readonly Value[]): Value {
  const found = values.find((value) => value === given);
  if (found === undefined) throw new WrongUse(`${name}: ${values.join(', ')}`);
  return found;
}
