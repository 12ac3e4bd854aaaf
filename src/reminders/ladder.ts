import { z } from 'zod';
import { readCheckedYaml } from '../checked-yaml.ts';
import type { FileProblem } from '../checked-yaml.ts';
import { OFFICE_HOURS } from './work-calendar.ts';

/** Who hears a reminder. `officers`: those with something open, privately unless their group is cheaper. */
export const AUDIENCES = ['group', 'officers', 'supervisors', 'coordinator'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a reminder says; each is a function in `compose.ts` and sentences in `locales/<locale>/reminders.json`. */
export const WORDINGS = ['outlook', 'opening', 'remaining', 'lastDay', 'overdue', 'digest', 'closing'] as const;
export type Wording = (typeof WORDINGS)[number];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 08:30');
const officeTime = time.refine((at) => at >= OFFICE_HOURS.from && at < OFFICE_HOURS.to, {
  error: `within office hours, ${OFFICE_HOURS.from} to before ${OFFICE_HOURS.to}`,
});

const stageSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'a name in camelCase, at most 40 letters'),
    from: z.enum(['opening', 'lastDay', 'overdue', 'weekly']),
    /** Working days; for `weekly` the weekday, 1 Monday … 5 Friday. */
    days: z.int().min(-60).max(40),
    /** `HH:MM`, Bangkok. */
    at: officeTime,
    to: z.array(z.enum(AUDIENCES)).min(1),
    wording: z.enum(WORDINGS),
    named: z.boolean().default(false),
    /** 1 is dropped last when messages run short, 5 first. */
    priority: z.int().min(1).max(5),
    /** Working days after its own during which it may still be sent. */
    usefulDays: z.int().min(0).max(20),
    until: time.optional(),
  })
  .refine(({ from, days }) => from !== 'weekly' || (days >= 1 && days <= 5), {
    path: ['days'],
    error: 'for weekly a weekday, 1 to 5',
  })
  .refine(({ from, days }) => from !== 'overdue' || days >= 1, {
    path: ['days'],
    error: 'after the deadline, 1 or more',
  })
  .refine(({ usefulDays, until, at }) => usefulDays > 0 || until === undefined || until > at, {
    path: ['until'],
    error: 'later than `at` when it is useful on its own day only',
  });

/** One stage of a round's reminders: when, to whom, saying what, how important, and for how long it stays useful. */
export type Stage = z.infer<typeof stageSchema>;

const ladderSchema = z.strictObject({
  stages: z
    .array(stageSchema)
    .max(40)
    .superRefine((stages, context) => {
      for (const [index, { id }] of stages.entries()) {
        if (stages.findIndex((stage) => stage.id === id) === index) continue;
        context.addIssue({ code: 'custom', path: [index, 'id'], message: `there is another stage ${id}` });
      }
    }),
});

/** Reads a ladder as people write it; never throws, everything wrong comes back with its place. */
export function readLadder(file: string, text: string): { ok: Stage[] } | { problems: FileProblem[] } {
  const read = readCheckedYaml(file, text, ladderSchema, (path) =>
    path.length === 0 ? Object.keys(ladderSchema.shape) : Object.keys(stageSchema.shape),
  );
  return 'problems' in read ? read : { ok: read.ok.value.stages };
}

/** What an organisation changed in its ladder by chat, by stage. */
export type StageChanges = Readonly<Record<string, { off?: boolean; at?: string }>>;

/** A stage at another time of day; an end of its use that has passed by then no longer counts. */
function movedTo({ until, ...stage }: Stage, at: string): Stage {
  return until === undefined || until <= at ? { ...stage, at } : { ...stage, at, until };
}

/** A ladder with the changes of an organisation: stages that are off are left out. */
export const applyChanges = (stages: readonly Stage[], changes: StageChanges): Stage[] =>
  stages.flatMap((stage) => {
    const change = changes[stage.id];
    if (change?.off === true) return [];
    return [change?.at === undefined ? stage : movedTo(stage, change.at)];
  });
