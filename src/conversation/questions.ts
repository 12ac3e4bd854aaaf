import { chosenMeasure, chosenPlan } from './conditions.ts';
import { KINDS } from './answers/kinds.ts';
import { authorOf } from './author.ts';
import { UNKNOWN } from './answers/kind.ts';
import type { Offer } from './answers/kind.ts';
import { statusText } from './answers/measure.ts';
import type { Facts } from './facts.ts';
import { writtenSteps } from './flow.ts';
import type { Flow } from './flow.ts';
import { phraseParam } from './message.ts';
import type { Choice, Item, Message, Params, Phrase, Row, Text } from './message.ts';
import { ownership } from './own-measures.ts';
import type { Ownership } from './own-measures.ts';
import { answered, path } from './path.ts';
import type { PlacedStep } from './path.ts';
import { CONFIRM, EDIT, RESUME } from './session.ts';
import type { Answer, Run } from './session.ts';
import { answerTap, controlTap } from './tap.ts';
import type { Control } from './tap.ts';
import { uploadedPlan } from './upload.ts';

/** Choices on one page: with more, skip, back and cancel they fit LINE's 13 quick replies. */
export const PAGE = 9;

/** The question a run stands at, as a message. */
export function question(flow: Flow, run: Run, facts: Facts): Message {
  const steps = path(flow, run.answers, facts);
  if (run.at === CONFIRM) return confirmation(flow, run, steps);
  if (run.at === EDIT) return whichField(run, steps);
  if (run.at === RESUME) return resumption(flow, run, facts);
  const placed = steps.find((one) => one.key === run.at);
  if (placed === undefined) throw new Error(`flow ${flow.flow} has no open question ${run.at}`);
  const controls = controlsOf(run, steps, placed);
  if (placed.step.answer === 'measure') return measureList(run, steps, placed, controls);
  const offers = offersNow(run, placed);
  return {
    kind: 'text',
    text: asked(run, steps, placed),
    choices: [...offered(run, placed, offers), ...morePages(run, offers.length), ...controls],
  };
}

/** Where a typed number is an answer of its own, a numbered list would make another of it. */
function offered(run: Run, placed: PlacedStep, offers: readonly Offer[]): Choice[] {
  const choices = numbered(run, run.at, offers);
  if (KINDS[placed.step.answer].readsNumbers !== true) return choices;
  return choices.map(({ label, data }) => ({ label, data }));
}

/** The ready answers a person sees now: those of the step, or those found for what was typed. */
export function offersNow(run: Run, placed: PlacedStep): Offer[] {
  const kind = KINDS[placed.step.answer];
  if (run.held === undefined) return kind.offers(placed);
  const reading = kind.read(run.held, placed);
  return 'which' in reading ? reading.which : kind.offers(placed);
}

/** The fields the confirmation card lets a person change, in its order. */
export const fields = (flow: Flow, run: Run, facts: Facts): PlacedStep[] =>
  shownSteps(run, path(flow, run.answers, facts));

/** A conversation by name: the flow, and the measure it is about. */
export function nameOf(flow: Flow, run: Run, facts: Facts): Text {
  const name: Text = { key: `flow.${flow.flow}` };
  const measure = chosenMeasure({ answers: run.answers, facts })?.measure;
  if (measure === undefined) return name;
  return { key: 'flow.about', params: { what: { text: name }, number: measure.number, title: measure.title } };
}

/** What a text question may say: the measure it is about, and which of several steps. */
export function askParams({ situation, count }: PlacedStep): Params {
  const row = chosenMeasure(situation);
  const step = situation.index === undefined ? undefined : row?.measure.steps?.[situation.index];
  return {
    number: row?.measure.number ?? '',
    title: row?.measure.title ?? '',
    item: (situation.index ?? 0) + 1,
    items: count ?? 0,
    method: step?.method ?? '',
    units: step?.responsibleUnits.join(', ') ?? '',
    budget: { money: row?.measure.ordinanceBudget ?? row?.measure.plannedBudget ?? 0 },
    ...remindParams(situation.facts),
    office: uploadedPlan(situation)?.named ?? '',
    own: situation.facts.organisation?.name ?? '',
    member: situation.facts.members.find(({ id }) => id === situation.answers['member'])?.name ?? '',
  };
}

/** What a reminder sent now would reach and cost. */
function remindParams({ reminders }: Facts): Params {
  if (reminders === undefined) return {};
  const { now, left } = reminders;
  return { chats: now.chats, cost: now.cost, left: left ?? '∞', when: { instant: now.at } };
}

function asked(run: Run, steps: readonly PlacedStep[], placed: PlacedStep): Text {
  const { facts } = placed.situation;
  if (run.held !== undefined && placed.step.answer === 'unit') {
    return { key: 'answers.unit.which', params: { typed: run.held } };
  }
  const ask: Text = { key: placed.step.ask, params: askParams(placed) };
  const current = run.answers[placed.key];
  const withCurrent: Text =
    current === undefined || current === null
      ? ask
      : {
          key: 'question.current',
          params: { ask: { text: ask }, current: phraseParam(KINDS[placed.step.answer].show(current, placed)) },
        };
  const before = reportedBefore(steps, placed);
  if (before !== null) return { key: 'question.reported', params: { ask: { text: withCurrent }, ...before } };
  const typed = placed.step.answer !== 'choice' && placed.step.answer !== 'plan';
  return typed && facts.chat !== 'user'
    ? { key: 'question.inGroup', params: { ask: { text: withCurrent } } }
    : withCurrent;
}

/** The first question about a measure says when somebody has reported it already. */
function reportedBefore(steps: readonly PlacedStep[], placed: PlacedStep): Params | null {
  const report = chosenMeasure(placed.situation)?.report;
  const before = steps[steps.findIndex(({ key }) => key === placed.key) - 1];
  if (report === undefined || before?.step.answer !== 'measure') return null;
  return {
    name: authorOf(report),
    when: { instant: report.at },
    status: { text: { key: `status.${report.status}` } },
  };
}

function controlsOf(run: Run, steps: readonly PlacedStep[], placed: PlacedStep): Choice[] {
  const answeredBefore = run.answers[placed.key] !== undefined;
  const first = steps[0]?.key === placed.key;
  return [
    ...(answeredBefore ? [control(run, 'continue', 'control.keep')] : []),
    ...(placed.step.optional ? [control(run, 'skip')] : []),
    ...(first ? [] : [control(run, 'back')]),
    control(run, 'cancel'),
  ];
}

const control = (run: Run, name: Control, key = `control.${name}`): Choice => ({
  label: { key },
  data: controlTap(run.id, name),
});

const numberedControl = (run: Run, name: Control, number: number, key = `control.${name}`): Choice => ({
  ...control(run, name, key),
  number,
});

function numbered(run: Run, at: string, offers: readonly Offer[]): Choice[] {
  const start = pageStart(run, offers.length);
  return offers.slice(start, start + PAGE).map((offer, index) => ({
    label: offer.label,
    data: answerTap(run.id, at, offer.value),
    number: start + index + 1,
  }));
}

/** Pages go round: after the last comes the first. */
const pageStart = (run: Run, length: number): number => (run.page % Math.max(1, Math.ceil(length / PAGE))) * PAGE;

const morePages = (run: Run, length: number): Choice[] => (length > PAGE ? [control(run, 'more')] : []);

function measureList(run: Run, steps: readonly PlacedStep[], placed: PlacedStep, controls: Choice[]): Message {
  const offers = offersNow(run, placed);
  const start = pageStart(run, offers.length);
  const shown = offers.slice(start, start + PAGE);
  const rows = chosenPlan(placed.situation)?.rows ?? [];
  const { member } = placed.situation.facts;
  const sections = new Map<Ownership, Item[]>();
  for (const offer of shown) {
    const row = rows.find(({ id }) => id === offer.value);
    if (row === undefined) continue;
    const whose = ownership(row, member);
    sections.set(whose, [
      ...(sections.get(whose) ?? []),
      {
        number: row.measure.number,
        title: row.measure.title,
        note: statusText(row),
        data: answerTap(run.id, placed.key, row.id),
      },
    ]);
  }
  return {
    kind: 'list',
    title:
      run.held === undefined
        ? asked(run, steps, placed)
        : { key: 'answers.measure.which', params: { typed: run.held } },
    sections: [...sections].map(([whose, items]) => ({ heading: { key: `measureList.${whose}` }, items })),
    note: { key: 'measureList.note', params: { from: start + 1, to: start + shown.length, total: offers.length } },
    choices: [...morePages(run, offers.length), ...controls],
  };
}

function confirmation(flow: Flow, run: Run, steps: readonly PlacedStep[]): Message {
  return {
    kind: 'card',
    title: { key: flow.confirm ?? 'confirm.title' },
    rows: rowsOf(run, steps),
    note: confirmNote(run, steps),
    choices: [numberedControl(run, 'save', 1), numberedControl(run, 'edit', 2), numberedControl(run, 'cancel', 3)],
  };
}

/** More spent than there is may be right, but is asked about. */
function confirmNote(run: Run, steps: readonly PlacedStep[]): Text {
  const spending = steps.find(({ step }) => step.answer === 'money');
  const amount = spending === undefined ? undefined : run.answers[spending.key];
  const measure = spending === undefined ? undefined : chosenMeasure(spending.situation)?.measure;
  const budget = measure?.ordinanceBudget ?? measure?.plannedBudget ?? 0;
  return typeof amount === 'number' && amount > budget
    ? { key: 'confirm.overBudget', params: { amount: { money: amount }, budget: { money: budget } } }
    : { key: 'confirm.note' };
}

/** The answers of a run as labelled values. */
export const rowsOf = (run: Run, steps: readonly PlacedStep[]): Row[] =>
  shownSteps(run, steps).flatMap((placed) => [
    { label: labelOf(placed), value: shown(run, placed) },
    ...detailsOf(run.answers[placed.key], placed),
  ]);

function detailsOf(answer: Answer | undefined, placed: PlacedStep): Row[] {
  return answer === undefined || answer === null ? [] : (KINDS[placed.step.answer].details?.(answer, placed) ?? []);
}

/**
 * The answers of a run that cannot go on, as far as they still mean something: read by the flow alone, since the facts
 * its path depends on may be gone with the right to know them.
 */
export function answeredRows(flow: Flow, run: Run, facts: Facts): Row[] {
  const steps = new Map(writtenSteps(flow).map((step) => [step.id, step]));
  return Object.entries(run.answers).flatMap(([key, answer]): Row[] => {
    const [id = '', item] = key.split('.');
    const step = steps.get(id);
    if (step === undefined || answer === null || KINDS[step.answer].secret === true) return [];
    const index = item === undefined ? {} : { index: Number(item) };
    const placed: PlacedStep = { key, step, situation: { answers: run.answers, facts, ...index } };
    const value = KINDS[step.answer].show(answer, placed);
    return 'verbatim' in value && value.verbatim === UNKNOWN ? [] : [{ label: labelOf(placed), value }];
  });
}

const shownSteps = (run: Run, steps: readonly PlacedStep[]): PlacedStep[] =>
  answered(steps, run.answers).filter(({ step }) => KINDS[step.answer].secret !== true);

function labelOf(placed: PlacedStep): Text {
  const label: Text = { key: placed.step.label };
  const { index } = placed.situation;
  return index === undefined ? label : { key: 'confirm.item', params: { item: index + 1, label: { text: label } } };
}

function shown(run: Run, placed: PlacedStep): Phrase {
  const answer = run.answers[placed.key];
  if (answer !== undefined && answer !== null) return KINDS[placed.step.answer].show(answer, placed);
  // Money that nothing is said about stays as it was reported.
  const kept = placed.step.answer === 'money' ? chosenMeasure(placed.situation)?.report?.disbursed : undefined;
  return kept === undefined ? { key: 'confirm.skipped' } : { key: 'confirm.kept', params: { amount: { money: kept } } };
}

function whichField(run: Run, steps: readonly PlacedStep[]): Message {
  const offers = shownSteps(run, steps).map((placed) => ({ value: placed.key, label: labelOf(placed) }));
  return {
    kind: 'text',
    text: { key: 'confirm.which' },
    choices: [
      ...numbered(run, EDIT, offers),
      ...morePages(run, offers.length),
      control(run, 'back'),
      control(run, 'cancel'),
    ],
  };
}

function resumption(flow: Flow, run: Run, facts: Facts): Message {
  return {
    kind: 'text',
    text: {
      key: 'resume.ask',
      params: {
        when: { instant: run.touchedAt },
        what: { text: nameOf(flow, run, facts) },
        typed: run.held ?? '',
      },
    },
    choices: [
      numberedControl(run, 'useHeld', 1),
      numberedControl(run, 'continue', 2),
      numberedControl(run, 'cancel', 3),
    ],
  };
}
