import { lstat, mkdtemp, rm, symlink } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchMemory } from './memory.ts';
import { readOptions, USAGE } from './options.ts';
import type { Options } from './options.ts';
import { Child } from './processes.ts';
import { report } from './print.ts';
import type { Results } from './print.ts';
import { figuresOf, medians, withBot } from './run.ts';
import type { Figures, Wanted } from './run.ts';

/** As `start.ts` waits before it handles an event, so that an earlier one can overtake it. */
const SETTLE_MS = 150;
/** Of a load, what is left out at its beginning: code is compiled, connections are opened. */
const WARM_UP = 0.2;
/** Enough officers that at a fixed rate one is always free to write. */
const OFFICERS = 2048;
const ORGANISATIONS = 10;

/** `npm run bench`: what a bot can take, ours beside the smallest one, on the same engine in the same run. */
async function main(options: Options): Promise<void> {
  await besideTheBuild();
  const folder = await mkdtemp(join(tmpdir(), 'sujarit-bench-'));
  const engine = await Child.start('engine', folder, join(folder, 'engine.log'));
  try {
    const results = await measureAll(options, engine, folder);
    process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : report(results));
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureAll(options: Options, engine: Child, folder: string): Promise<Results> {
  const { lanes, events, seconds, profile } = options;
  const wanted = (name: string, rest: Partial<Wanted>): Wanted => ({
    name,
    program: 'ours',
    settleMs: SETTLE_MS,
    organisations: ORGANISATIONS,
    officers: OFFICERS,
    ...(profile === undefined ? {} : { profile }),
    ...rest,
  });
  const closed = (want: Wanted): Promise<Figures> => {
    say(`${want.name} …`);
    return withBot(want, engine, folder, (subject) =>
      figuresOf(subject, () => subject.load.closed(lanes, events, events * WARM_UP)),
    );
  };
  // They take turns: a machine that is slower for a while is so for all of them.
  const turns: Record<'baseline' | 'ours' | 'unsettled', Figures[]> = { baseline: [], ours: [], unsettled: [] };
  for (let round = 0; round < options.rounds; round += 1) {
    turns.baseline.push(await closed(wanted('baseline', { program: 'baseline' })));
    turns.ours.push(await closed(wanted('ours', {})));
    turns.unsettled.push(await closed(wanted('ours-without-settling', { settleMs: 0 })));
  }
  const [baseline, ours, unsettled] = [medians(turns.baseline), medians(turns.ours), medians(turns.unsettled)];
  const byOrganisations: Results['byOrganisations'] = [];
  for (const organisations of options.organisations) {
    const same = organisations === ORGANISATIONS;
    const figures = same ? ours : await closed(wanted(`ours-${organisations}-organisations`, { organisations }));
    byOrganisations.push({ organisations, figures });
  }
  const half = async (name: string, rest: Partial<Wanted>) => {
    say(`${name} at half its peak rate …`);
    const peak = (rest.program === 'baseline' ? baseline : ours).eventsPerSecond;
    return withBot(wanted(`${name}-half`, rest), engine, folder, async (subject) => {
      let refused = 0;
      const figures = await figuresOf(subject, async () => {
        const measured = await subject.load.fixedRate(peak / 2, seconds, seconds * WARM_UP);
        ({ refused } = measured);
        return measured;
      });
      if (refused > 0) throw new Error(`${refused} events had no officer to write them: the bot fell behind`);
      return { rate: peak / 2, figures };
    });
  };
  const halfBaseline = await half('baseline', { program: 'baseline' });
  const halfOurs = await half('ours', {});
  if (options.memory > 0) say('memory …');
  const memory =
    options.memory === 0
      ? undefined
      : await withBot(wanted('memory', {}), engine, folder, (subject) => watchMemory(subject, options.memory));
  return {
    machine: { cores: availableParallelism(), cpu: cpus()[0]?.model ?? '', node: process.version },
    sizes: { events, lanes, seconds },
    baseline,
    ours,
    unsettled,
    ratios: turns.ours.map(
      (turn, round) => turn.eventsPerSecond / (turns.baseline[round]?.eventsPerSecond ?? Number.NaN),
    ),
    byOrganisations,
    half: { baseline: halfBaseline, ours: halfOurs },
    ...(memory === undefined ? {} : { memory }),
  };
}

/** The build of the bench stands in a folder of its own: the bot in it looks for what it reads beside itself. */
async function besideTheBuild(): Promise<void> {
  const build = dirname(dirname(fileURLToPath(import.meta.url)));
  for (const name of ['flows', 'locales', 'data']) {
    const link = join(build, name);
    const there = await lstat(link).catch(() => null);
    if (there === null) await symlink(join('..', '..', name), link);
  }
}

const say = (line: string) => process.stderr.write(`${line}\n`);

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) say(USAGE);
  process.exitCode = 1;
}
