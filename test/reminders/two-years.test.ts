import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { furnish, pack } from '../support/packed.ts';
import type { Run } from './two-years-run.ts';

/** TWO_YEARS_SEED repeats a run, as far as three processes at once can be repeated. */
const SEED = Number(process.env['TWO_YEARS_SEED'] ?? (process.env['CI'] === undefined ? randomInt(2 ** 31) : 2570));
/** A run that takes longer hangs: it is ended, for nobody else would. */
const LONGEST_MS = 100_000;
/** A zone, and its minutes behind UTC in January and July: a process only has its zone when it was started with it. */
const ZONES: Record<string, Run['offsets']> = {
  UTC: [0, 0],
  'Asia/Bangkok': [-420, -420],
  'America/Los_Angeles': [480, 420],
};

/** A process that lives through the two years on the engine of the run. */
async function simulate(folder: string, zone: string): Promise<Run> {
  const packed = (name: string) => join(folder, 'packed', name);
  const args = ['--import', packed('no-network.js'), packed('two-years-run.js'), String(SEED)];
  const env = { ...process.env, TZ: zone };
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env,
    maxBuffer: 2 ** 26,
    timeout: LONGEST_MS,
  });
  return JSON.parse(stdout) as Run;
}

describe(`two years of three offices with down times, kills, wrong clocks and an unreliable LINE (seed ${SEED})`, () => {
  const runs = new Map<string, Run>();
  let folder: string;
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sujarit-two-years-'));
    await pack(folder, ['test/support/no-network.ts', 'test/reminders/two-years-run.ts']);
    await furnish(folder);
    const waiting = Object.keys(ZONES);
    const work = async (): Promise<void> => {
      for (let zone = waiting.shift(); zone !== undefined; zone = waiting.shift()) {
        runs.set(zone, await simulate(folder, zone));
      }
    };
    await Promise.all([work(), work()]);
  }, 2 * LONGEST_MS);

  describe.each(Object.keys(ZONES))('in a process of the zone %s', (zone) => {
    it('really is in that zone', () => {
      expect(runs.get(zone)?.offsets).toEqual(ZONES[zone]);
    });

    it('ends every target once, within office hours, about open measures alone, and LINE counts each once', () => {
      const { sums, violations } = runs.get(zone) ?? {};
      expect({ seed: SEED, sums, violations }).toEqual({ seed: SEED, sums, violations: [] });
    });
  });

  it('come to every final state, and to hundreds of pushes', () => {
    const all = [...runs.values()];
    const sum = (of: (run: Run) => number) => all.reduce((total, run) => total + of(run), 0);
    expect(sum(({ looks }) => looks)).toBeGreaterThan(200);
    expect(sum(({ attempts }) => attempts)).toBeGreaterThan(300);
    expect(sum(({ spent }) => spent)).toBeGreaterThan(300);
    for (const state of ['delivered', 'suppressed', 'held', 'expired', 'rejected'] as const) {
      expect([state, sum(({ sums }) => sums[state]) > 0]).toEqual([state, true]);
    }
  });
});
