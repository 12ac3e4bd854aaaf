import { slope } from './figures.ts';
import type { Subject } from './run.ts';

/** Memory of the bot after so many events; the heap once garbage has been collected. Bytes. */
export interface Sample {
  events: number;
  rss: number;
  heap: number;
}

export interface MemoryFigures {
  samples: Sample[];
  /** Growth after the warm-up (the first third), bytes per event. */
  rssPerEvent: number;
  heapPerEvent: number;
}

const SAMPLES = 20;
/** Enough to keep the bot busy; each sample waits until all have saved what they began. */
const LANES = 64;

/**
 * Watches the memory of a bot over a number of events. Samples are taken between closed loops, with nothing in hand and
 * garbage collected: what is there then is what is kept.
 */
export async function watchMemory({ load, bot }: Subject, events: number): Promise<MemoryFigures> {
  const samples: Sample[] = [];
  while (load.answered < events) {
    await load.closed(LANES, Math.ceil(events / SAMPLES), 0);
    const { rss, heap } = await bot.ask('collected');
    samples.push({ events: load.answered, rss, heap });
  }
  const settled = samples.filter((sample) => sample.events > events / 3);
  const growth = (what: 'rss' | 'heap') => slope(settled.map((sample) => ({ x: sample.events, y: sample[what] })));
  return { samples, rssPerEvent: growth('rss'), heapPerEvent: growth('heap') };
}
