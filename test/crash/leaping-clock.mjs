// Loaded into the program before anything else (`node --import`): gives it another date, and takes its waits short.
// The file named by CRASH_CLOCK says `{ "told": …, "real": … }`: it is `told` when it really is `real`; milliseconds.
// Whoever waits for more than half a second, as the ticks do, waits a quarter of one, and the date leaps to the end of the wait.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const realTimeout = setTimeout;
const LONG_MS = 500;
const LONGEST_MS = 15_000;
const SHORT_MS = 250;

let readAt = -Infinity;
let from = { told: 0, real: 0 };
let leapt = 0;

function now() {
  if (performance.now() - readAt > 20) {
    readAt = performance.now();
    const said = JSON.parse(readFileSync(process.env.CRASH_CLOCK, 'utf8'));
    if (said.real !== from.real) leapt = 0;
    from = said;
  }
  return from.told + (RealDate.now() - from.real) + leapt;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, made === globalThis.Date ? target : made),
  apply: (target) => new target(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

const leaping = (act, milliseconds, ...given) => {
  if (!(milliseconds > LONG_MS && milliseconds <= LONGEST_MS)) return realTimeout(act, milliseconds, ...given);
  const end = now() + milliseconds;
  return realTimeout(() => {
    leapt += Math.max(0, end - now());
    act(...given);
  }, SHORT_MS);
};
globalThis.setTimeout = Object.defineProperties(leaping, Object.getOwnPropertyDescriptors(realTimeout));

// Ticks come so much faster that they often find the one before them still at work: the cron says so on the console.
Object.assign(console, { warn: () => {} });
