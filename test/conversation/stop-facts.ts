import type { Facts } from '../../src/conversation/facts.ts';
import type { Standing } from '../../src/conversation/flow.ts';
import type { Answer } from '../../src/conversation/session.ts';
import type { KeptFlow } from '../../src/kept-flows.ts';
import { MORNING } from '../support/clock.ts';
import { someFacts } from './pure.ts';

/** What is true of the office and the person, by the names conditions of flows have. */
export type Flags = Readonly<Record<string, boolean>>;

/** An answer of a kind that is not a choice, for the step of this name. Kinds not named here get words. */
export const WORDS: Record<string, (id: string, flags: Flags) => Answer> = {
  text: (id) => `คำที่พิมพ์ไว้ของ ${id}`,
  money: () => 12_345,
  plan: () => 'plan',
  measure: (_id, flags) => (flags['hasSteps'] === true ? 'measure2' : 'measure1'),
  unit: () => 'กองคลัง',
  member: () => 'other',
  scope: () => 'unit:unit1',
  stage: () => 'opening',
  code: (_id, flags) => (flags['setup'] === true ? 'setup' : 'invitation'),
  organisation: () => 'องค์การบริหารส่วนตำบลใหม่',
  upload: () => 'file',
  year: () => 2570,
  score: () => 85,
  wording: (id) => `คำที่พิมพ์ไว้ของ ${id}`,
  finding: () => `${FINDING.code}@${FINDING.where}`,
};

const FINDING = { code: 'total-differs', severity: 'error', where: '3', message: '' } as const;

const PARAGRAPH = { part: 'obstacles', now: '', from: 'generated', generated: '' } as const;

/** An office in which a step of these conditions is asked, and what else is then true of it. */
export function factsOf(flow: KeptFlow, wanted: Flags): { facts: Facts; told: Flags } {
  const isStranger = wanted['registered'] === false || wanted['setup'] === true;
  const standing = isStranger ? 'stranger' : roleOf(flow);
  const told: Flags = {
    registered: !isStranger,
    coordinator: standing === 'coordinator',
    hasActionPlan: true,
    stageOn: true,
    ...wanted,
    ...(wanted['hasMeasuresPlan'] === true ? { severalPlans: true } : {}),
  };
  const chat = flow.where?.includes('user') === false ? 'group' : 'user';
  const base = someFacts();
  const me = { id: 'me', name: 'สมใจ', role: 'coordinator' as const, units: ['กองคลัง'] };
  const second = { ...base.plans[0], id: 'second', kind: 'measures', rows: [] } as unknown as Facts['plans'][number];
  const report = { status: 'completed', result: 'เสร็จ', by: 'สมหญิง', memberId: 'other', at: MORNING - 1 } as const;
  const isReported = flow.needs?.includes('reviewers') === true;
  const plans = base.plans.map((plan) => ({
    ...plan,
    rows: plan.rows.map((row) => (isReported ? { ...row, report } : row)),
  }));
  const { member: _member, organisation: _organisation, ...nobody } = base;
  const text = { key: 'bot.name' };
  const facts: Facts = {
    ...(isStranger ? nobody : { ...base, member: me }),
    standing,
    chat,
    plans: told['severalPlans'] === true ? [...plans, second] : plans,
    ...(chat === 'group' ? { group: told['groupLinked'] === true ? 'linked' : 'unlinked' } : {}),
    members: [me, { id: 'other', name: 'สมหญิง', role: 'officer', units: [] }],
    invitation: told['setup'] === true ? { state: 'setup' } : invitation,
    uploads: [
      {
        id: 'file',
        name: 'plan.xlsx',
        basis: 'basis',
        read: () => ({
          named: 'องค์การบริหารส่วนตำบลอื่น',
          isOther: told['otherOffice'] === true,
          kind: 'action-plan',
          fiscalYear: 2570,
          isYearAssumed: told['yearUnknown'] === true,
          round: 6,
          measures: 2,
          units: [],
          newUnits: [],
          reported: 0,
          findings: [],
        }),
      },
    ],
    findings: { plan: [FINDING] },
    documentSettings: {
      plans: { plan: { paragraphs: [PARAGRAPH] }, second: { paragraphs: [PARAGRAPH] } },
      digits: {} as NonNullable<Facts['documentSettings']>['digits'],
      headings: [{ field: 'result', now: 'ผล', usual: 'ผล' }],
      assessments: [{ year: 2569, indicators: [] }],
    },
    reminders: {
      now: { chats: 1, cost: 1, at: MORNING },
      left: null,
      cost: 0,
      resting: told['resting'] === true,
      roundEnds: MORNING,
      coming: [],
      stages: [{ id: 'opening', name: text, at: '08:30', off: false }],
      log: [],
      groups: text,
    },
    bot: { basicId: '@bot' },
  };
  return { facts, told };
}

const invitation = {
  state: 'valid',
  id: 'invitation',
  organisation: { id: 'office', name: 'อบต.บ้านทดสอบ' },
  role: 'officer',
} as const;

const roleOf = ({ standings }: KeptFlow): Standing =>
  (standings.includes('coordinator') ? 'coordinator' : standings[0]) as Standing;
