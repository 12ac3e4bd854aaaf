import { only, summaryOf } from '../conversation/outcomes/show-summary.ts';
import type { Choice, Item, Message, Param, Phrase, Row, Text } from '../conversation/message.ts';
import { commandTap } from '../conversation/tap.ts';
import type { Command } from '../conversation/flow.ts';
import { isResponsible } from '../reporting/summary.ts';
import { bangkokDate } from '../thai/calendar.ts';
import type { Wording } from './ladder.ts';
import { openByUnit, openFor, openMeasures, openOf } from './office.ts';
import type { Colleague, Office, OpenMeasure } from './office.ts';
import type { Outlook } from './outlook.ts';
import type { Target } from './targets.ts';

/** What a stage says, and to whom. */
export interface ToSay {
  wording: Wording;
  /** In a group: also names who still has something open. */
  named: boolean;
  target: Target;
  /** What the coordinator is told before a round. */
  outlook?: Outlook;
}

/**
 * What a reminder says at this moment: only what is still open. `null` when there is nothing to say, for nothing is open;
 * the outlook and the closing summary are said in any case.
 */
export function compose(toSay: ToSay, office: Office): Message[] | null {
  const { wording, target } = toSay;
  const person = office.colleagues.find(({ id }) => id === target.memberId);
  if (wording === 'outlook') return toSay.outlook === undefined ? null : [outlookCard(toSay.outlook, office)];
  if (wording === 'closing') return [closing(office, person), ...summaries(office, target, person)];
  const open = openFor(target, office, person);
  if (open.length === 0) return null;
  if (wording === 'digest')
    return [digest(office, open, person), ...summaries(office, target, person), ...unregistered(office, target)];
  if (target.kind === 'group') return [groupCard(wording, office, open), ...(toSay.named ? mention(office) : [])];
  return [measureList(wording, office, open, target, person)];
}

/** The sentence that stands for a reminder which could not be pushed, for the next free reply. */
export function carried(office: Office, open: readonly OpenMeasure[]): Message {
  return { kind: 'text', text: { key: 'reminders.carried', params: { ...roundParams(office), count: open.length } } };
}

function roundParams({ window, organisation, now }: Office): Record<string, Param> {
  return {
    organisation: organisation.name,
    year: { fiscalYear: window.fiscalYear },
    round: window.round,
    due: { text: dueOf({ window, now }) },
  };
}

/** The deadline as it is spoken of today: once the legal day has passed, that it has. */
const dueOf = ({ window, now }: Pick<Office, 'window' | 'now'>): Text =>
  bangkokDate(now) > window.legalDue
    ? { key: 'reminders.dueWas', params: { legal: { day: window.legalDue } } }
    : dueText(window);

/** The deadline as people plan by it: when it is a day off, the working day before it, with the legal day beside it. */
export function dueText({ closes, lastWorkingDay, legalDue }: Office['window']): Text {
  if (closes === lastWorkingDay) return { key: 'reminders.due', params: { day: { day: closes } } };
  return {
    key: 'reminders.dueOff',
    params: { closes: { day: closes }, last: { day: lastWorkingDay }, legal: { day: legalDue } },
  };
}

const total = (office: Office): number => office.plans.reduce((sum, { rows }) => sum + rows.length, 0);

/** The units a summary for somebody is limited to; none: it is of everything. */
const unitsOf = (person: Colleague | undefined): readonly string[] =>
  person?.role === 'supervisor' ? person.units : [];

/** The measures of a plan that somebody's summary is about. */
const rowsFor = (rows: Office['plans'][number]['rows'], units: readonly string[]) =>
  units.length === 0 ? rows : rows.filter(({ measure }) => units.some((unit) => isResponsible(measure, unit)));

/** How many measures of every plan somebody's summary is about. */
const totalFor = (office: Office, person: Colleague | undefined): number =>
  office.plans.reduce((sum, { rows }) => sum + rowsFor(rows, unitsOf(person)).length, 0);

function digest(office: Office, open: readonly OpenMeasure[], person: Colleague | undefined): Message {
  const params = { ...roundParams(office), count: open.length, total: totalFor(office, person) };
  return { kind: 'text', text: { key: 'reminders.digest.title', params } };
}

function closing(office: Office, person: Colleague | undefined): Message {
  const all = openMeasures(office).map((row) => row.id);
  const open = office.plans.flatMap(({ rows }) => rowsFor(rows, unitsOf(person))).filter(({ id }) => all.includes(id));
  const params = { ...roundParams(office), count: open.length, total: totalFor(office, person) };
  return {
    kind: 'text',
    text: { key: open.length === 0 ? 'reminders.closing.complete' : 'reminders.closing.title', params },
  };
}

function groupCard(
  wording: Exclude<Wording, 'outlook' | 'closing' | 'digest'>,
  office: Office,
  open: readonly OpenMeasure[],
): Message {
  const byUnit = openByUnit(office, open);
  // Then the units' numbers come to more than what is open, and a reader would wonder.
  const shared = byUnit.reduce((sum, one) => sum + one.open.length, 0) > open.length;
  const units = byUnit.map(({ unit, open: own }): Row => ({
    label: unit === null ? { key: 'summaryFlow.noUnit' } : { key: 'reminders.unit', params: { unit } },
    value: { key: 'reminders.count', params: { count: own.length } },
  }));
  return {
    kind: 'card',
    title: { key: `reminders.${wording}.title`, params: roundParams(office) },
    rows: [
      { label: { key: 'reminders.label.due' }, value: dueOf(office) },
      {
        label: { key: 'reminders.label.open' },
        value: { key: 'reminders.outOf', params: { count: open.length, total: total(office) } },
      },
      ...units,
      ...(shared ? [{ label: { key: 'reminders.label.note' }, value: { key: 'summary.sharedRule' } }] : []),
    ],
    note: { key: `reminders.${wording}.note` },
    choices: choices('report', 'pending', 'summary'),
  };
}

/** A word to those who still have something open, by name: LINE tells them. */
function mention(office: Office): Message[] {
  const people = office.colleagues
    .filter((person) => person.role === 'officer' && openOf(office, person).length > 0)
    .map(({ name, chatId }) => ({ name, lineUserId: chatId }));
  return people.length === 0 ? [] : [{ kind: 'mention', text: { key: 'reminders.named' }, people }];
}

const MOST_LISTED = 10;

/** What is open for one person: officers can tap what is theirs, the others see it by unit; each measure stands there once. */
function measureList(
  wording: Exclude<Wording, 'outlook' | 'closing' | 'digest'>,
  office: Office,
  open: readonly OpenMeasure[],
  target: Target,
  person: Colleague | undefined,
): Message {
  const own = target.audience === 'officers';
  const item = ({ id, measure }: OpenMeasure): Item => ({
    number: measure.number,
    title: measure.title,
    ...(own ? { data: commandTap('report', id) } : {}),
  });
  const listed = open.slice(0, MOST_LISTED);
  const groups = own ? byPlan(office, listed) : byUnitOnce(office, listed, person);
  const params = { ...roundParams(office), count: open.length };
  return {
    kind: 'list',
    title: { key: `reminders.${wording}.${own ? 'private' : 'others'}`, params },
    sections: groups.map(({ heading, rows }) => ({ heading, items: rows.map(item) })),
    note:
      open.length > MOST_LISTED
        ? { key: 'reminders.more', params: { ...params, more: open.length - MOST_LISTED } }
        : { key: 'reminders.deadline', params },
    choices: own ? choices('report', 'pending') : choices('remind', 'pending', 'summary'),
  };
}

interface Section {
  heading: Phrase;
  rows: OpenMeasure[];
}

/** Numbers begin anew in each plan, so its name stands above them. */
const byPlan = (office: Office, listed: readonly OpenMeasure[]): Section[] =>
  office.plans
    .map(({ kind, rows }) => ({
      heading: { key: `plan.kind.${kind}` },
      rows: listed.filter(({ id }) => rows.some((row) => row.id === id)),
    }))
    .filter(({ rows }) => rows.length > 0);

/** Under the first of its units, a supervisor's own before others. */
function byUnitOnce(office: Office, listed: readonly OpenMeasure[], person: Colleague | undefined): Section[] {
  const own = person?.role === 'supervisor' ? person.units : [];
  const units = office.units.toSorted((a, b) => Number(own.includes(b)) - Number(own.includes(a)));
  const sections = new Map<string | null, OpenMeasure[]>();
  for (const row of listed) {
    const unit = units.find((one) => isResponsible(row.measure, one)) ?? null;
    sections.set(unit, [...(sections.get(unit) ?? []), row]);
  }
  return [...sections].map(([unit, rows]) => ({
    heading: unit === null ? { key: 'summaryFlow.noUnit' } : { verbatim: unit },
    rows,
  }));
}

/** The progress of each plan; a supervisor's of their own units. */
function summaries(office: Office, target: Target, person: Colleague | undefined): Message[] {
  const units = unitsOf(person);
  const facts = {
    organisation: office.organisation,
    units: office.units.map((name) => ({ id: name, name, aliases: [] })),
    plans: office.plans,
    scale: office.scale,
    now: office.now,
  };
  // Reminders are looked after in a 1:1 chat, by those who may.
  const keeps = target.audience === 'supervisors' || target.audience === 'coordinator';
  return office.plans.flatMap((plan): Message[] => {
    const rows = rowsFor(plan.rows, units);
    if (rows.length === 0) return [];
    return [
      {
        kind: 'summary',
        summary: summaryOf(units.length === 0 ? facts : only(units, facts), { ...plan, rows }),
        ...(units.length === 0 ? {} : { scope: { verbatim: units.join(', ') } }),
        choices: keeps ? choices('pending', 'remind') : choices('report', 'pending'),
      },
    ];
  });
}

/** For the coordinator: units with something open and nobody to tell. */
function unregistered(office: Office, target: Target): Message[] {
  if (target.audience !== 'coordinator') return [];
  const units = silentUnits(office);
  return units.length === 0
    ? []
    : [
        {
          kind: 'text',
          text: { key: 'reminders.silentUnits', params: { units: units.join(', ') } },
          choices: choices('invite'),
        },
      ];
}

/** Units with something open that no registered person belongs to. */
export const silentUnits = (office: Office): string[] =>
  openByUnit(office, openMeasures(office)).flatMap(({ unit }) =>
    unit === null || office.colleagues.some(({ units, role }) => role === 'officer' && units.includes(unit))
      ? []
      : [unit],
  );

function outlookCard(outlook: Outlook, office: Office): Message {
  const { window } = office;
  const row = (label: string, value: Row['value']): Row => ({ label: { key: `reminders.label.${label}` }, value });
  const { quota } = outlook;
  const silent = silentUnits(office);
  return {
    kind: 'card',
    title: { key: 'reminders.outlook.title', params: roundParams(office) },
    rows: [
      row('opens', { key: 'reminders.due', params: { day: { day: window.firstWorkingDay } } }),
      row('due', dueText(window)),
      row(
        'measures',
        total(office) === 0
          ? { key: 'reminders.outlook.noPlan' }
          : { key: 'reminders.count', params: { count: total(office) } },
      ),
      row(
        'cost',
        quota.limit === null
          ? { key: 'reminders.outlook.noLimit', params: { cost: quota.cost } }
          : { key: 'reminders.outlook.cost', params: { cost: quota.cost, limit: quota.limit } },
      ),
      ...outlook.dropped.map((one) =>
        row('dropped', {
          key: one.partly ? 'reminders.outlook.droppedPartly' : 'reminders.outlook.dropped',
          params: { stage: { text: { key: `reminders.stage.${one.wording}` } }, date: { date: one.date } },
        }),
      ),
      ...(office.groups.length === 0 ? [row('group', { key: 'reminders.outlook.noGroup' })] : []),
      ...(silent.length === 0 ? [] : [row('silent', { verbatim: silent.join(', ') })]),
      ...outlook.missing.map(({ year, names }) =>
        row('holidays', {
          key: 'reminders.outlook.missing',
          params: { year: { fiscalYear: year }, names: names.join(', ') },
        }),
      ),
    ],
    note: { key: outlook.dropped.length > 0 ? 'reminders.outlook.short' : 'reminders.outlook.enough' },
    choices: choices('remind', 'invite', 'members'),
  };
}

const choices = (...commands: Command[]): Choice[] =>
  commands.map((command) => ({ label: { key: `menu.${command}` }, data: commandTap(command) }));
