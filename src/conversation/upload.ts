import type { ComparedField, PlanDifference } from '../reporting/plan-difference.ts';
import { isUnchanged } from '../reporting/plan-difference.ts';
import type { Finding, Measure } from '../reporting/model.ts';
import type { Situation } from './conditions.ts';
import type { UploadFacts, UploadReading } from './facts.ts';
import { phraseParam } from './message.ts';
import type { Message, Param, Phrase, Row, Text } from './message.ts';
import { placeText } from './place-text.ts';

/** What is said of a plan file before anything is stored. */

/** Lines of one kind that are shown; the rest is counted. */
const MOST_LINES = 12;
const MOST_UNITS = 8;

type Plan = Exclude<UploadReading, { problem: Text }>;

/** The file a conversation is about. */
export const uploadOf = ({ answers, facts }: Situation): UploadFacts | undefined =>
  facts.uploads.find(({ id }) => id === answers['file']);

/** What that file holds, as a plan of the year that was answered; `undefined`: nothing that can be imported. */
export function uploadedPlan(situation: Situation): Plan | undefined {
  const year = situation.answers['year'];
  const reading = uploadOf(situation)?.read(typeof year === 'number' ? year : undefined);
  return reading === undefined || 'problem' in reading ? undefined : reading;
}

/** What is stored when the person says so. */
export function uploadRows(situation: Situation): Row[] {
  const plan = uploadedPlan(situation);
  if (plan === undefined) return [];
  const row = (name: string, value: Phrase): Row => ({ label: { key: `planFile.row.${name}` }, value });
  return [
    row('plan', {
      key: 'planFile.value.plan',
      params: { kind: { text: { key: `plan.kind.${plan.kind}` } }, year: { fiscalYear: plan.fiscalYear } },
    }),
    row('measures', { key: 'planFile.value.measures', params: { count: plan.measures } }),
    ...(plan.plannedBudget === undefined
      ? []
      : [row('budget', { key: 'planFile.value.money', params: { amount: { money: plan.plannedBudget } } })]),
    ...(plan.units.length === 0 ? [] : [row('units', unitsText(plan.units))]),
    ...(plan.newUnits.length === 0 ? [] : [row('newUnits', unitsText(plan.newUnits))]),
    ...(plan.reported === 0
      ? []
      : [row('reported', { key: 'planFile.value.reported', params: { count: plan.reported, round: plan.round } })]),
    ...(plan.findings.length === 0 ? [] : [row('findings', countsText(plan.findings))]),
    ...(plan.difference === undefined ? [] : [row('difference', differenceText(plan.difference))]),
  ];
}

/** What the person should look at before that: what does not add up, and what the file changes line by line. */
export function uploadNotes(plan: Plan): Message[] {
  const { findings, difference } = plan;
  return [
    ...(findings.length === 0 ? [] : [card('planFile.findings', findings.map(findingRow), findings.length)]),
    ...(difference === undefined || isUnchanged(difference)
      ? []
      : [card('planFile.difference', differenceRows(difference), countOf(difference))]),
  ];
}

function card(title: string, rows: readonly Row[], count: number): Message {
  const more = count - Math.min(count, MOST_LINES);
  return {
    kind: 'card',
    title: { key: title, params: { count } },
    rows: rows.slice(0, MOST_LINES),
    ...(more === 0 ? {} : { note: { key: 'planFile.more', params: { count: more } } }),
  };
}

/** A finding as a labelled value: how bad and where, and what to do. */
export const findingRow = ({ code, severity, where, params, stated, computed }: Finding): Row => ({
  label: { key: `planFile.severity.${severity}`, params: { where: phraseParam(placeText(where)) } },
  value: {
    key: `findings.${code}`,
    params: { where, ...params, stated: stated ?? '', computed: computed ?? '' },
  },
});

/** What a file changes of a plan, line by line; measures of which nothing but the number changes share a line. */
export function differenceRows({ added, changed, gone }: PlanDifference): Row[] {
  const named = (how: string, { number, title }: Measure): Row => ({
    label: { key: `planFile.change.${how}`, params: { number } },
    value: { verbatim: title },
  });
  const moved = changed.filter(isMoved);
  return [
    ...gone.map((measure) => named('gone', measure)),
    ...changed
      .filter((one) => !isMoved(one))
      .map(({ before, after, fields }): Row => ({
        label: { key: 'planFile.change.changed', params: { number: after.number } },
        value: {
          key: 'planFile.changed',
          params: { title: after.title, fields: { text: changesText(before, after, fields) } },
        },
      })),
    ...added.map((measure) => named('added', measure)),
    ...(moved.length === 0
      ? []
      : [
          {
            label: { key: 'planFile.change.moved', params: { count: moved.length } },
            value: { verbatim: moved.map(({ before, after }) => `${before.number} → ${after.number}`).join(', ') },
          },
        ]),
  ];
}

type Changed = PlanDifference['changed'][number];

const isMoved = ({ fields }: Changed): boolean => fields.length === 1 && fields[0] === 'number';

const countOf = ({ added, changed, gone }: PlanDifference): number =>
  added.length + gone.length + changed.filter((one) => !isMoved(one)).length + (changed.some(isMoved) ? 1 : 0);

/** The same in figures. */
export function differenceText(difference: PlanDifference): Text {
  if (isUnchanged(difference)) return { key: 'planFile.value.unchanged' };
  const { added, changed, gone, same } = difference;
  const params = { added: added.length, changed: changed.length, gone: gone.length, same };
  return { key: gone.length > 0 ? 'planFile.value.differenceGone' : 'planFile.value.difference', params };
}

function countsText(findings: readonly Finding[]): Text {
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  const params = { errors: count('error'), warnings: count('warning'), infos: count('info') };
  return { key: 'planFile.value.findings', params };
}

function unitsText(units: readonly string[]): Text {
  const names = units.slice(0, MOST_UNITS).join(', ');
  const more = units.length - Math.min(units.length, MOST_UNITS);
  return { key: more === 0 ? 'planFile.value.units' : 'planFile.value.unitsMore', params: { names, more } };
}

/** What changes of a measure as one sentence: each field is a sentence of its own, the first before the rest. */
function changesText(before: Measure, after: Measure, [field, ...rest]: readonly ComparedField[]): Text {
  if (field === undefined) return { key: 'planFile.value.unchanged' };
  const change = changeText(before, after, field);
  return rest.length === 0
    ? change
    : { key: 'planFile.fields', params: { field: { text: change }, rest: { text: changesText(before, after, rest) } } };
}

/** A short value is shown as it was and as it will be; of a long one it is said that it changes. */
function changeText(before: Measure, after: Measure, field: ComparedField): Text {
  const name: Text = { key: `planFile.field.${field}` };
  const [was, is] = [shortValue(before, field), shortValue(after, field)];
  return was === null || is === null ? name : { key: 'planFile.fromTo', params: { field: { text: name }, was, is } };
}

function shortValue(measure: Measure, field: ComparedField): Param | null {
  switch (field) {
    case 'number':
      return measure.number;
    case 'dimension':
      return measure.dimension ?? '–';
    case 'plannedBudget':
    case 'ordinanceBudget':
      return { money: measure[field] ?? 0 };
    case 'responsibleUnits':
      return measure.responsibleUnits.join(', ') || '–';
    case 'period':
      return measure.period.text || '–';
    case 'title':
    case 'topic':
    case 'inOrdinance':
    case 'method':
    case 'steps':
      return null;
  }
}
