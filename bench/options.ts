import { parseArgs } from 'node:util';

/** The sizes of a run. */
export interface Options {
  /** Events of each closed loop, its first fifth being warm-up. */
  events: number;
  /** Officers who report at once in a closed loop. */
  lanes: number;
  /** How often baseline and ours take turns; each figure is the median. */
  rounds: number;
  /** Seconds of the load at half the peak rate, the first fifth being warm-up. */
  seconds: number;
  /** Events over which memory is watched. */
  memory: number;
  organisations: readonly number[];
  json: boolean;
  /** Folder for CPU profiles of the bots. */
  profile?: string;
}

export const USAGE = `npm run bench -- [options]
  --events N          events of each closed loop (6000)
  --lanes N           officers who report at once (256)
  --rounds N          turns of baseline and ours at their peak, whose medians are shown (3)
  --seconds N         seconds at half the peak rate (30)
  --memory N          events over which memory is watched (10000; 0: not at all)
  --organisations L   numbers of organisations (1,10,100)
  --quick             a tenth of everything, to see that it runs
  --json              one JSON document instead of tables
  --profile FOLDER    writes CPU profiles of the bots
`;

/** Reads the arguments. @throws Error naming what cannot be used */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string' },
      lanes: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      memory: { type: 'string' },
      organisations: { type: 'string', default: '1,10,100' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  const size = (given: string | undefined, usual: number, quick: number): number => {
    const value = given === undefined ? (values.quick ? quick : usual) : Number(given);
    if (!Number.isInteger(value) || value < 0) throw new Error(`not a number of anything: ${given}`);
    return value;
  };
  return {
    events: size(values.events, 6000, 1000),
    lanes: size(values.lanes, 256, 64),
    rounds: size(values.rounds, 3, 1),
    seconds: size(values.seconds, 30, 3),
    memory: size(values.memory, 10_000, 1000),
    organisations: values.organisations.split(',').map((one) => size(one, 0, 0)),
    json: values.json,
    ...(values.profile === undefined ? {} : { profile: values.profile }),
  };
}
