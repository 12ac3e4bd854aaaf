import type { PlanFacts } from '../../src/conversation/facts.ts';
import type { Stage } from '../../src/reminders/ladder.ts';
import type { Colleague, Office } from '../../src/reminders/office.ts';
import { roundWindow } from '../../src/reminders/round-window.ts';
import type { RoundWindow } from '../../src/reminders/round-window.ts';
import type { Target } from '../../src/reminders/targets.ts';
import { workCalendar } from '../../src/reminders/work-calendar.ts';
import type { Measure, Role, Round } from '../../src/reporting/model.ts';
import { MORNING } from './clock.ts';
import { content } from './content.ts';
import { aMeasure, OFFICE } from './plan.ts';

/** The ladder, the holidays and the levels of the repository. */
export const defaults = content.reminders;

/** Working days by the holidays of the repository alone: no organisation has entered any. */
export const calendar = workCalendar(defaults.holidays, []);

/** A round of fiscal year 2570 unless another is named. */
export const aWindow = (round: Round, fiscalYear = 2570): RoundWindow => roundWindow(fiscalYear, round, calendar);

/** An instant by the clock and calendar of Bangkok, `2027-04-05T09:00` (seconds as well, if wanted). */
export const at = (bangkok: string): number => Date.parse(`${bangkok}+07:00`);

/** A LINE user id (`U…`) or group id (`C…`) as LINE writes them, the same for the same number. */
export const lineId = (letter: 'U' | 'C', number: number): string =>
  `${letter}${number.toString(16).padStart(32, '0')}`;

let people = 0;

/** A person with a LINE user id of their own. */
export function aColleague(role: Role, units: readonly string[] = [], more: Partial<Colleague> = {}): Colleague {
  people += 1;
  return { id: `member${people}`, chatId: lineId('U', people), name: 'สมใจ', role, units, locale: 'th', ...more };
}

/** A linked group; without `members` LINE never told how many are in it. */
export const aGroup = (members: number | null = null, number = 1) => ({ chatId: lineId('C', number), members });

/** What an office has in its plan. */
export interface PlannedMeasure extends Partial<Measure> {
  units?: string[];
  isReported?: boolean;
}

/** A plan of fiscal year 2570 for round 6, measures numbered from 1; what is reported is completed. */
export function planFacts(measures: readonly PlannedMeasure[], more: Partial<PlanFacts> = {}): PlanFacts {
  const rows = measures.map(({ units = [], isReported = false, ...overrides }, index) => {
    const { sourceLine: _line, ...measure } = aMeasure(index + 1, { responsibleUnits: units, ...overrides });
    const report = { status: 'completed' as const, by: 'someone', at: MORNING };
    return { id: `measure${index + 1}`, measure, ...(isReported ? { report } : {}) };
  });
  return { id: 'plan', kind: 'action-plan', fiscalYear: 2570, round: 6, dimensions: [], rows, ...more };
}

/** An office in round 6 of fiscal year 2570 (unless another window is named) with one plan of these measures; its units are those the plan names. */
export function anOffice(measures: readonly PlannedMeasure[], overrides: Partial<Office> = {}): Office {
  return {
    organisation: { id: 'office', name: OFFICE },
    window: aWindow(6),
    plans: [planFacts(measures, { round: overrides.window?.round ?? 6 })],
    units: [...new Set(measures.flatMap(({ units = [] }) => units))],
    colleagues: [],
    groups: [],
    pauses: [],
    scale: defaults.scale,
    now: MORNING,
    ...overrides,
  };
}

/** A stage of a ladder, in order; a test names what it is about. */
export const aStage = (overrides: Partial<Stage> = {}): Stage => ({
  id: 'stage',
  from: 'lastDay',
  days: 0,
  at: '09:00',
  to: ['officers'],
  wording: 'remaining',
  named: false,
  priority: 3,
  usefulDays: 1,
  ...overrides,
});

/** The target of a stage that goes to a person in private. */
export const privately = ({ id, chatId, role }: Colleague): Target => ({
  kind: 'person',
  audience: role === 'coordinator' ? 'coordinator' : role === 'supervisor' ? 'supervisors' : 'officers',
  chatId,
  memberId: id,
  cost: 1,
});

/** The target of a stage that goes to a group. */
export const toGroup: Target = { kind: 'group', audience: 'group', chatId: lineId('C', 1), cost: 20 };

/** What people and plans may be called to break a message: placeholders, an emoji of many characters, half a character. */
export const HOSTILE = '{p0} {{count}} $t(bot.name) 👩‍👩‍👧‍👦 \u202e\ud83d|'.repeat(8).slice(0, 300);

/**
 * An office as large and as badly named as they come: 40 units, two plans of 81 measures, 30 officers of one unit each; after
 * them a supervisor of every unit, one of none, and a coordinator.
 */
export function hostileOffice(round: Round): Office {
  const units = Array.from({ length: 40 }, (_, index) => `${HOSTILE.slice(0, 60)} ${index}`);
  const measures = Array.from({ length: 81 }, (_, index) => ({
    title: `${HOSTILE}${index}`,
    units: index % 9 === 0 ? units : units.slice(index % 40, (index % 40) + 1),
    allUnits: index % 7 === 0,
  }));
  const officers = units
    .slice(0, 30)
    .map((unit, index) => aColleague('officer', [unit], { name: `{${index}} 👍 น้ำ ${HOSTILE.slice(0, 20)}` }));
  const others = [aColleague('supervisor', units), aColleague('supervisor'), aColleague('coordinator')];
  const second = planFacts(measures, { id: 'plan2', kind: 'measures', round });
  return anOffice(measures, {
    window: aWindow(round),
    organisation: { id: 'office', name: HOSTILE },
    plans: [
      planFacts(measures, { round }),
      { ...second, rows: second.rows.map((row) => ({ ...row, id: `${row.id}b` })) },
    ],
    colleagues: [...officers, ...others],
  });
}
