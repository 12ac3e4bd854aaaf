import { shown, table } from './figures.ts';
import type { MemoryFigures } from './memory.ts';
import type { Figures } from './run.ts';

/** All that a run has measured. */
export interface Results {
  machine: { cores: number; cpu: string; node: string };
  sizes: { events: number; lanes: number; seconds: number };
  baseline: Figures;
  ours: Figures;
  /** Ours without the wait for events that overtake each other. */
  unsettled: Figures;
  /** Events/s of ours by those of the baseline, turn by turn. */
  ratios: readonly number[];
  byOrganisations: { organisations: number; figures: Figures }[];
  /** At half of each one's own peak rate. */
  half: Record<'baseline' | 'ours', { rate: number; figures: Figures }>;
  memory?: MemoryFigures;
}

const MEGABYTE = 2 ** 20;

const LINES: readonly [string, (figures: Figures) => number][] = [
  ['events/s', (figures) => figures.eventsPerSecond],
  ['webhook answered, p50 ms', (figures) => figures.webhookP50],
  ['webhook answered, p99 ms', (figures) => figures.webhookP99],
  ['event to reply, p50 ms', (figures) => figures.replyP50],
  ['event to reply, p99 ms', (figures) => figures.replyP99],
  ['RSS, MB', (figures) => figures.rss / MEGABYTE],
  ['heap after collection, MB', (figures) => figures.heap / MEGABYTE],
  ['CPU of the bot, ms/event', (figures) => figures.cpuBot],
  ['CPU of the engine, ms/event', (figures) => figures.cpuEngine],
  ['CPU of LINE and load, ms/event', (figures) => figures.cpuLoad],
  ['webhooks later than 2 s (with warm-up)', (figures) => figures.lateWebhooks],
];

/** What a run has measured, for people. */
export function report({
  machine,
  sizes,
  baseline,
  ours,
  unsettled,
  ratios,
  byOrganisations,
  half,
  memory,
}: Results): string {
  const peak = LINES.map(([name, of]) => [
    name,
    shown(of(baseline)),
    shown(of(ours)),
    shown(of(ours) / of(baseline)),
    shown(of(unsettled)),
    shown(of(unsettled) / of(baseline)),
  ]);
  const offices = LINES.map(([name, of]) => [name, ...byOrganisations.map(({ figures }) => shown(of(figures)))]);
  const halves = LINES.map(([name, of]) => [name, shown(of(half.baseline.figures)), shown(of(half.ours.figures))]);
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; ${sizes.lanes} officers at once\n\n`,
    'Peak (closed loop, 10 organisations)\n',
    table([['', 'baseline', 'ours', 'ratio', 'without settling', 'ratio'], ...peak]),
    `  ratio of events/s, turn by turn: ${ratios.map(shown).join(', ')}\n`,
    '\nOurs, by organisations of 81 measures each\n',
    table([['', ...byOrganisations.map(({ organisations }) => String(organisations))], ...offices]),
    `\nHalf of the peak rate (fixed rate: baseline ${shown(half.baseline.rate)}/s, ours ${shown(half.ours.rate)}/s)\n`,
    table([['', 'baseline', 'ours'], ...halves]),
    ...(memory === undefined ? [] : [memoryReport(memory)]),
  ].join('');
}

function memoryReport({ samples, rssPerEvent, heapPerEvent }: MemoryFigures): string {
  const rows = samples.map(({ events, rss, heap }) => [String(events), shown(rss / MEGABYTE), shown(heap / MEGABYTE)]);
  const perThousand = (bytes: number) => `${shown((bytes * 1000) / MEGABYTE)} MB`;
  return [
    '\nMemory of ours\n',
    table([['events', 'RSS, MB', 'heap after collection, MB'], ...rows]),
    `  growth per 1000 events after the first third: RSS ${perThousand(rssPerEvent)}, heap ${perThousand(heapPerEvent)}\n`,
  ].join('');
}
