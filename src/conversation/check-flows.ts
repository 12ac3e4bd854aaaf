import { FACT_CONDITIONS, isEach } from './flow.ts';
import type { FactCondition, Flow, FlowCondition, FlowStep, Need } from './flow.ts';
import type { FileProblem } from '../checked-yaml.ts';
import type { FlowFile } from './flow-file.ts';

/** The sentence of a key in one language, `undefined` when there is none. */
export type Lookup = (key: string) => string | undefined;

/** LINE's longest quick-reply label, in graphemes. */
const LONGEST_LABEL = 20;

/**
 * Checks flows the way human input is checked: against themselves, against each other, and against every language.
 * @param languages sentences by language, to find missing keys and labels that are too long
 */
export function checkFlows(files: readonly FlowFile[], languages: Readonly<Record<string, Lookup>>): FileProblem[] {
  return [...checkTogether(files), ...files.flatMap((file) => [...checkSteps(file), ...checkKeys(file, languages)])];
}

function checkTogether(files: readonly FlowFile[]): FileProblem[] {
  const problems: FileProblem[] = [];
  for (const name of ['flow', 'command'] as const) {
    const first = new Map<string, string>();
    for (const file of files) {
      const value = file.flow[name];
      if (value === undefined) continue;
      const other = first.get(value);
      if (other === undefined) first.set(value, file.file);
      else problems.push(problem(file, [name], `${name} "${value}" is already used in ${other}`));
    }
  }
  return problems;
}

function checkSteps(file: FlowFile): FileProblem[] {
  const { flow } = file;
  const problems: FileProblem[] = [];
  const all = placedSteps(flow);
  for (const [index, { step, path, each }] of all.entries()) {
    const before = all.slice(0, index);
    // Answers inside a list belong to its items: behind the list nothing can depend on them.
    const within = before.filter((one) => one.each === undefined || one.each === each);
    const seen = new Map(within.map((one) => [one.step.id, one.step]));
    if (before.some((one) => one.step.id === step.id))
      problems.push(problem(file, [...path, 'id'], `step "${step.id}" stands twice`));
    problems.push(...checkCondition(file, step.when, [...path, 'when'], seen));
    for (const [list, entries] of [
      ['options', step.options ?? []],
      ['suggestions', step.suggestions ?? []],
    ] as const) {
      entries.forEach((entry, index) => {
        problems.push(...checkCondition(file, entry.when, [...path, list, index, 'when'], seen));
      });
    }
    if (WITH_OPTIONS.includes(step.answer) !== (step.options !== undefined)) {
      const names = WITH_OPTIONS.map((name) => `"${name}"`).join(' or ');
      problems.push(problem(file, path, `step "${step.id}": options belong to answer ${names}, and it needs them`));
    }
    if (step.asked !== undefined) {
      if (!step.optional) problems.push(problem(file, [...path, 'asked'], 'what is not always asked must be optional'));
      if (step.asked !== false) problems.push(...checkCondition(file, step.asked, [...path, 'asked'], seen));
    }
    if (step.recall !== undefined && step.answer !== 'text') {
      problems.push(problem(file, [...path, 'recall'], 'recall belongs to answer "text"'));
    }
    if (step.suggestions !== undefined && step.answer !== 'text') {
      problems.push(problem(file, [...path, 'suggestions'], 'suggestions belong to answer "text"'));
    }
    const need = NEEDED[step.answer];
    if (need !== undefined && !flow.needs.includes(need)) {
      problems.push(problem(file, [...path, 'answer'], `answer "${step.answer}" reads ${need}: add it to needs`));
    }
    const reason = unreachable(step, seen, new Map());
    if (reason !== null) problems.push(problem(file, [...path, 'when'], `step "${step.id}" is never asked: ${reason}`));
    const values = (step.options ?? []).map(({ value }) => value);
    for (const [at, value] of values.entries()) {
      if (values.indexOf(value) === at) continue;
      problems.push(problem(file, [...path, 'options', at, 'value'], `option "${value}" stands twice`));
    }
  }
  const ids = all.filter(({ each }) => each === undefined).map(({ step }) => step.id);
  if (flow.argument !== undefined && !ids.includes(flow.argument)) {
    problems.push(problem(file, ['argument'], `no step "${flow.argument}"; steps: ${ids.join(', ')}`));
  }
  return problems;
}

const WITH_OPTIONS: readonly FlowStep['answer'][] = ['choice', 'status', 'verdict'];

const NEEDED: Partial<Record<FlowStep['answer'], Need>> = {
  plan: 'plans',
  measure: 'plans',
  anyMeasure: 'plans',
  toReview: 'plans',
  verdict: 'reviewers',
  change: 'history',
  money: 'plans',
  status: 'plans',
  scope: 'plans',
  member: 'members',
  giver: 'handover',
  taker: 'handover',
  givenUnits: 'handover',
  organisation: 'organisations',
  upload: 'uploads',
  finding: 'findings',
  paragraph: 'documentSettings',
  wording: 'documentSettings',
  heading: 'documentSettings',
  digits: 'documentSettings',
  assessment: 'documentSettings',
  scores: 'documentSettings',
  score: 'documentSettings',
};

const READ_BY: Partial<Record<FactCondition, Need>> = {
  severalPlans: 'plans',
  severalUnits: 'handover',
  mayLeave: 'handover',
  hasBudget: 'plans',
  hasSteps: 'plans',
  stepReported: 'plans',
  hasHistory: 'history',
  carries: 'plans',
  stepCarries: 'plans',
  hasActionPlan: 'plans',
  hasMeasuresPlan: 'plans',
  paragraphGenerated: 'documentSettings',
  fileHasParagraph: 'documentSettings',
  scoreAsked: 'documentSettings',
  yearUnknown: 'uploads',
  otherOffice: 'uploads',
};

function checkCondition(
  file: FlowFile,
  condition: FlowCondition | undefined,
  path: readonly (string | number)[],
  seen: ReadonlyMap<string, FlowStep>,
): FileProblem[] {
  return Object.entries(condition ?? {}).flatMap(([name, wanted]) => {
    const at = [...path, name];
    if (typeof wanted === 'boolean') {
      const fact = FACT_CONDITIONS.find((one) => one === name);
      if (fact === undefined) return [problem(file, at, `"${name}" is no fact; facts: ${FACT_CONDITIONS.join(', ')}`)];
      const need = READ_BY[fact];
      if (need === undefined || file.flow.needs.includes(need)) return [];
      return [problem(file, at, `"${name}" reads ${need}: add it to needs`)];
    }
    const step = seen.get(name);
    if (step === undefined) {
      return [
        problem(file, at, `"${name}" is no step asked before this one; those are: ${[...seen.keys()].join(', ')}`),
      ];
    }
    const values = step.options?.map(({ value }) => value);
    if (values === undefined) return [problem(file, at, `step "${name}" has no options to depend on`)];
    return wanted
      .filter((value) => !values.includes(value))
      .map((value) => problem(file, at, `"${value}" is no option of "${name}"; options: ${values.join(', ')}`));
  });
}

/** Why a step can never be asked: what it and the steps it depends on demand contradicts itself. `null`: it can. */
function unreachable(
  step: FlowStep,
  seen: ReadonlyMap<string, FlowStep>,
  demands: Map<string, string[]>,
): string | null {
  for (const [name, wanted] of Object.entries(step.when ?? {})) {
    const values = typeof wanted === 'boolean' ? [String(wanted)] : wanted;
    const before = demands.get(name);
    const both = before === undefined ? values : values.filter((value) => before.includes(value));
    if (both.length === 0)
      return `"${name}" would have to be ${values.join(' or ')} and ${before?.join(' or ')} at once`;
    demands.set(name, both);
    const source = typeof wanted === 'boolean' ? undefined : seen.get(name);
    const reason = source === undefined ? null : unreachable(source, seen, demands);
    if (reason !== null) return reason;
  }
  return null;
}

function checkKeys(file: FlowFile, languages: Readonly<Record<string, Lookup>>): FileProblem[] {
  return Object.entries(languages).flatMap(([language, lookup]) =>
    keysOf(file.flow).flatMap(({ key, path, label }) => {
      const sentence = lookup(key);
      if (sentence === undefined) return [problem(file, path, `no sentence "${key}" in language ${language}`)];
      const length = graphemes(sentence);
      if (!label || length <= LONGEST_LABEL) return [];
      return [
        problem(file, path, `label "${sentence}" (${language}) has ${length} graphemes; at most ${LONGEST_LABEL} fit`),
      ];
    }),
  );
}

function keysOf(flow: Flow): { key: string; path: (string | number)[]; label: boolean }[] {
  const plain = (key: string | undefined, path: (string | number)[], label = false) =>
    key === undefined ? [] : [{ key, path, label }];
  return [
    ...plain(`flow.${flow.flow}`, ['flow']),
    ...plain(flow.intro, ['intro']),
    ...plain(flow.confirm, ['confirm']),
    ...placedSteps(flow).flatMap(({ step, path }) => [
      ...plain(step.ask, [...path, 'ask']),
      ...plain(step.label, [...path, 'label']),
      ...(step.options ?? []).flatMap(({ label }, index) => plain(label, [...path, 'options', index, 'label'], true)),
      ...(step.suggestions ?? []).flatMap(({ text }, index) =>
        plain(text, [...path, 'suggestions', index, 'text'], true),
      ),
    ]),
  ];
}

/** Every step as written, with its path in the file; `each`: position of the list it is repeated for. */
function placedSteps(flow: Flow): { step: FlowStep; path: (string | number)[]; each?: number }[] {
  return flow.steps.flatMap((entry, index) =>
    isEach(entry)
      ? entry.steps.map((step, inner) => ({ step, path: ['steps', index, 'steps', inner], each: index }))
      : [{ step: entry, path: ['steps', index] }],
  );
}

const problem = (file: FlowFile, path: readonly (string | number)[], reason: string): FileProblem => ({
  file: file.file,
  ...file.locate(path),
  reason,
});

const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });
const graphemes = (text: string): number => [...segmenter.segment(text)].length;
