import { z } from 'zod';
import { ROLES } from '../reporting/model.ts';

/** The shape of a flow file (`flows/*.yaml`): one conversation, its steps in order, message keys only. */

/** Words that start a flow; what people type for them stands in `locales/<locale>/words.json`. */
export const COMMANDS = [
  'register',
  'report',
  'remaining',
  'edit',
  'history',
  'why',
  'review',
  'summary',
  'pending',
  'invite',
  'members',
  'handover',
  'link',
  'evidence',
  'moveEvidence',
  'plan',
  'documents',
  'documentSettings',
  'publish',
  'explain',
  'remind',
  'language',
  'help',
] as const;
export type Command = (typeof COMMANDS)[number];

/** Kinds of answers; each is one file in `answers/`. */
export const ANSWER_KINDS = [
  'choice',
  'status',
  'text',
  'money',
  'plan',
  'measure',
  'anyMeasure',
  'toReview',
  'verdict',
  'change',
  'unit',
  'member',
  'giver',
  'taker',
  'givenUnits',
  'scope',
  'stage',
  'code',
  'organisation',
  'upload',
  'year',
  'evidence',
  'finding',
  'paragraph',
  'wording',
  'heading',
  'digits',
  'assessment',
  'scores',
  'score',
] as const;
export type AnswerKindName = (typeof ANSWER_KINDS)[number];

/** What is read from the store before a flow can go on. */
export const NEEDS = [
  'plans',
  'evidence',
  'members',
  'organisations',
  'reminders',
  'uploads',
  'bot',
  'findings',
  'documentSettings',
  'history',
  'reminded',
  'reviewers',
  'handover',
  'keepers',
] as const;
export type Need = (typeof NEEDS)[number];

/** What a finished flow does; each is one function in `outcomes/`. */
export const OUTCOMES = [
  'register',
  'saveReport',
  'evidence',
  'moveEvidence',
  'reportRemaining',
  'editReport',
  'showChange',
  'showWhy',
  'review',
  'showSummary',
  'showPending',
  'createInvitation',
  'removeMember',
  'handOver',
  'linkGroup',
  'importPlan',
  'makeDocument',
  'publish',
  'explain',
  'changeDocuments',
  'remind',
  'setLanguage',
  'showHelp',
] as const;
export type OutcomeName = (typeof OUTCOMES)[number];

/** Facts a step may depend on, beside earlier answers; see `conditions.ts`. */
export const FACT_CONDITIONS = [
  'severalPlans',
  'hasBudget',
  'hasSteps',
  'stepReported',
  'hasHistory',
  'carries',
  'stepCarries',
  'unevidenced',
  'removing',
  'setup',
  'registered',
  'scoped',
  'groupLinked',
  'severalUnits',
  'mayLeave',
  'coordinator',
  'resting',
  'stageOn',
  'yearUnknown',
  'otherOffice',
  'hasActionPlan',
  'hasMeasuresPlan',
  'paragraphGenerated',
  'fileHasParagraph',
  'scoreAsked',
] as const;
export type FactCondition = (typeof FACT_CONDITIONS)[number];

/** A list that the steps below it are repeated for. */
export const LISTS = ['measureSteps', 'indicators'] as const;

/**
 * Who may start a flow: a role, `guest` (somebody unknown in a linked group) or `stranger` (unknown anywhere else).
 */
export const STANDINGS = [...ROLES, 'guest', 'stranger'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Options beyond this do not fit LINE's 13 quick replies together with skip, back and cancel. */
export const MOST_OPTIONS = 10;

const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name in camelCase');
const key = z.string().regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/, 'a key of locales/, like report.status.ask');
const condition = z.record(z.string(), z.union([z.boolean(), z.array(z.string()).min(1)]));

const option = z.strictObject({ value: id, label: key, when: condition.optional() });
const suggestion = z.strictObject({ text: key, when: condition.optional() });

const step = z.strictObject({
  id,
  answer: z.enum(ANSWER_KINDS),
  /** The question. */
  ask: key,
  /** The name of the answer on the confirmation card. */
  label: key,
  /** Asked only when all of these hold: `answerId: [values]` or `fact: true|false`. */
  when: condition.optional(),
  /** May be skipped. */
  optional: z.boolean().default(false),
  /** False, or the condition under which it is asked: else it can only be filled from the confirmation card. */
  asked: z.union([z.literal(false), condition]).optional(),
  options: z.array(option).min(2).max(MOST_OPTIONS).optional(),
  /** Ready-made answers of a text step. */
  suggestions: z.array(suggestion).max(MOST_OPTIONS).optional(),
  /** Field of the report of the round before that can be taken over with a tap. */
  recall: z.enum(['result', 'outcome']).optional(),
  /** Longest text, in UTF-16 units. */
  max: z.int().min(1).max(5000).optional(),
});

const each = z.strictObject({ each: z.enum(LISTS), steps: z.array(step).min(1) });

export const flowSchema = z.strictObject({
  flow: id,
  /** Raised whenever steps change in a way that a conversation under way must be told. */
  version: z.int().min(1),
  command: z.enum(COMMANDS).optional(),
  standings: z.array(z.enum(STANDINGS)).min(1),
  /** Kinds of chats it may be held in. */
  where: z
    .array(z.enum(['user', 'group']))
    .min(1)
    .default(['user', 'group']),
  needs: z.array(z.enum(NEEDS)).default([]),
  /** Said before the first question. */
  intro: key.optional(),
  /** The step that words typed after the command answer. */
  argument: id.optional(),
  steps: z.array(z.union([each, step])),
  /** Title of the confirmation card; without it the flow ends with its last answer. */
  confirm: key.optional(),
  outcome: z.enum(OUTCOMES),
});

/** Keys that may stand where a file says something unknown. `part`: the list it stands in, absent at the top. */
export const allowedKeys = (part: 'each' | 'steps' | 'options' | 'suggestions' | undefined): string[] =>
  Object.keys({ each, steps: step, options: option, suggestions: suggestion, top: flowSchema }[part ?? 'top'].shape);

export type Flow = z.infer<typeof flowSchema>;
export type FlowStep = z.infer<typeof step>;
export type FlowEach = z.infer<typeof each>;
export type FlowCondition = z.infer<typeof condition>;

/** Whether an entry of a flow repeats steps for a list. */
export const isEach = (entry: FlowStep | FlowEach): entry is FlowEach => 'each' in entry;

/** All steps of a flow as written, those repeated for a list once. */
export const writtenSteps = (flow: Flow): FlowStep[] =>
  flow.steps.flatMap((entry) => (isEach(entry) ? entry.steps : [entry]));

/** The flows by name. */
export type FlowBook = ReadonlyMap<string, Flow>;
