import type { Phrase, Since } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import type { Status } from '../reporting/model.ts';
import { percent } from '../reporting/summary.ts';
import type { DimensionProgress, Summary, UnitProgress } from '../reporting/summary.ts';

/** One bar: so many of so many are completed. */
export interface Bar {
  label: string;
  /** `7/22`. */
  figures: string;
  percent: string;
  /** The same percentage as a number, 0–100, for the length of the bar. */
  filled: number;
  detail?: string;
}

export interface Figure {
  label: string;
  value: string;
}

/** A summary in the reader's language: the one source of the Flex card and of the plain text, so both show the same figures. */
export interface SummaryView {
  title: string;
  organisation: string;
  period: string;
  scope?: string;
  completed: { label: string; percent: string; filled: number; outOf: string };
  /** How far what is completed is proved; absent while nothing is. */
  proof?: string;
  /** What moved since the round before; absent when there is none. */
  since?: string;
  statuses: (Figure & { status: Status })[];
  dimensions: { heading: string; bars: Bar[] };
  units: { heading: string; bars: Bar[] };
  /** No figures for measures without money. */
  money: { heading: string; figures: Figure[] };
  /** No figures for plans that are not followed up in E-PlanNACC. */
  implementation: { heading: string; figures: Figure[] };
  outstanding: { heading: string; lines: string[] };
  rule?: string;
  dataAsOf: string;
}

/** Puts the figures of a summary into words; it computes none itself but the shares shown beside unit counts. */
export function summaryView(
  { summary, scope, since }: { summary: Summary; scope?: Phrase; since?: Since },
  speaker: Speaker,
): SummaryView {
  const isActionPlan = summary.kind === 'action-plan';
  const label = (key: string) => speaker.say({ key });
  const count = (value: number) => speaker.value(value);
  const params = { completed: summary.completed, count: summary.total };
  return {
    title: label(isActionPlan ? 'summary.title.actionPlan' : 'summary.title.measures'),
    organisation: summary.organisation,
    period: speaker.say({
      key: 'summary.period',
      params: { year: { fiscalYear: summary.fiscalYear }, round: summary.round },
    }),
    ...(scope === undefined
      ? {}
      : { scope: speaker.say({ key: 'summary.scope', params: { scope: speaker.say(scope) } }) }),
    completed: {
      label: label('summary.completed'),
      percent: speaker.value({ percent: summary.completedPercent }),
      filled: summary.completedPercent,
      outOf: speaker.say({ key: isActionPlan ? 'summary.outOf.actionPlan' : 'summary.outOf.measures', params }),
    },
    ...(summary.proof.claimed === 0
      ? {}
      : { proof: speaker.say({ key: 'summary.proof', params: { ...summary.proof } }) }),
    ...(since === undefined ? {} : { since: sinceText(since, summary, speaker) }),
    statuses: [
      { status: 'completed', label: label('summary.status.completed'), value: count(summary.completed) },
      { status: 'inProgress', label: label('summary.status.inProgress'), value: count(summary.inProgress) },
      { status: 'waitingReport', label: label('summary.status.waitingReport'), value: count(summary.waitingReport) },
      { status: 'cannotProceed', label: label('summary.status.cannotProceed'), value: count(summary.cannotProceed) },
    ],
    dimensions: {
      heading: label('summary.byDimension'),
      bars: summary.byDimension.map((dimension) => dimensionBar(dimension, speaker)),
    },
    units: { heading: label('summary.byUnit'), bars: summary.byUnit.map((unit) => unitBar(unit, speaker)) },
    money: { heading: label('summary.money.heading'), figures: moneyFigures(summary, speaker) },
    implementation: {
      heading: label('summary.implementation.heading'),
      figures: isActionPlan
        ? [
            {
              label: label('summary.implementation.percent'),
              value: speaker.value({ percent: summary.implementationPercent }),
            },
            { label: label('summary.implementation.level'), value: summary.implementationLevel },
            { label: label('summary.implementation.initialProjects'), value: count(summary.initialProjects) },
          ]
        : [],
    },
    outstanding: { heading: label('summary.outstanding.heading'), lines: outstandingLines(summary, speaker) },
    ...rulesOf(summary, speaker),
    dataAsOf: speaker.say({ key: 'summary.dataAsOf', params: { at: instantText(summary.dataAsOf, speaker) } }),
  };
}

function sinceText({ round, completed, disbursed }: Since, now: Summary, speaker: Speaker): string {
  const params = { round, from: completed, to: now.completed };
  if (disbursed === undefined) return speaker.say({ key: 'summary.since', params });
  const money = { spent: { money: disbursed }, spentNow: { money: now.disbursed } };
  return speaker.say({ key: 'summary.sinceMoney', params: { ...params, ...money } });
}

/** What a reader must know to add the figures up. */
function rulesOf(summary: Summary, speaker: Speaker): { rule?: string } {
  const shared = summary.byUnit.reduce((total, unit) => total + unit.total, 0) > summary.total;
  const rules = [
    ...(shared ? [speaker.say({ key: 'summary.sharedRule' })] : []),
    ...(summary.hasSteps ? [speaker.say({ key: 'summary.stepsRule' })] : []),
  ];
  return rules.length === 0 ? {} : { rule: rules.join('\n') };
}

/** Measures of conduct mostly cost nothing: a plan of them without any money says nothing about money. */
function moneyFigures(summary: Summary, speaker: Speaker): Figure[] {
  const { plannedBudget, ordinanceBudget, disbursed, disbursedPercent } = summary;
  if (summary.kind === 'measures' && plannedBudget === 0 && ordinanceBudget === 0 && disbursed === 0) return [];
  // A plan that says nothing of the ordinance has no share of it to show: 0 % would read as nothing spent.
  const unstated = ordinanceBudget === 0 && plannedBudget > 0;
  const ordinance = unstated
    ? speaker.say({ key: 'summary.money.notStated' })
    : speaker.value({ money: ordinanceBudget });
  return [
    { label: speaker.say({ key: 'summary.money.planned' }), value: speaker.value({ money: plannedBudget }) },
    { label: speaker.say({ key: 'summary.money.ordinance' }), value: ordinance },
    { label: speaker.say({ key: 'summary.money.disbursed' }), value: speaker.value({ money: disbursed }) },
    ...(unstated
      ? []
      : [
          {
            label: speaker.say({ key: 'summary.money.disbursedPercent' }),
            value: speaker.value({ percent: disbursedPercent }),
          },
        ]),
  ];
}

function dimensionBar(dimension: DimensionProgress, speaker: Speaker): Bar {
  const { dimension: number, name, plannedBudget, disbursed } = dimension;
  return {
    label:
      name === undefined
        ? speaker.say({ key: 'summary.dimension', params: { number } })
        : speaker.say({ key: 'summary.dimensionNamed', params: { number, name } }),
    ...progress(dimension, dimension.completedPercent, speaker),
    detail: speaker.say({
      key: 'summary.dimensionMoney',
      params: { planned: { money: plannedBudget }, disbursed: { money: disbursed } },
    }),
  };
}

function unitBar(unit: UnitProgress, speaker: Speaker): Bar {
  return {
    label: unitName(unit, speaker),
    ...progress(unit, percent(unit.completed, unit.total), speaker),
    detail: speaker.say({ key: 'summary.unitReported', params: { reported: unit.reported, total: unit.total } }),
  };
}

function progress({ completed, total }: { completed: number; total: number }, share: number, speaker: Speaker) {
  return {
    figures: speaker.say({ key: 'summary.figures', params: { completed, total } }),
    percent: speaker.value({ percent: share }),
    filled: share,
  };
}

const unitName = ({ unit }: UnitProgress, speaker: Speaker): string => unit ?? speaker.say({ key: 'summary.noUnit' });

/** The total first, then the units that still owe reports, those that owe most first. */
function outstandingLines(summary: Summary, speaker: Speaker): string[] {
  if (summary.waitingReport === 0) return [speaker.say({ key: 'summary.outstanding.none' })];
  const key =
    summary.kind === 'action-plan' ? 'summary.outstanding.total.actionPlan' : 'summary.outstanding.total.measures';
  const owing = summary.byUnit
    .filter((unit) => unit.reported < unit.total)
    .toSorted((a, b) => b.total - b.reported - (a.total - a.reported));
  return [
    speaker.say({ key, params: { count: summary.waitingReport } }),
    ...owing.map((unit) =>
      speaker.say({
        key: 'summary.outstanding.unit',
        params: { unit: unitName(unit, speaker), waiting: unit.total - unit.reported },
      }),
    ),
  ];
}

function instantText(iso: string, speaker: Speaker): string {
  const instant = Date.parse(iso);
  // Not a date of these centuries: shown as it stands rather than not at all.
  return !(instant > 0 && instant < LAST_INSTANT) ? iso : speaker.value({ instant });
}

/** The beginning of the year 3000. */
const LAST_INSTANT = 32_503_680_000_000;
