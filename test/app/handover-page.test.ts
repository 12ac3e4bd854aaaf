import { briefContent } from '../../src/app/handover-page.ts';
import type { Brief, BriefPlan } from '../../src/app/handover-page.ts';
import { writeDocument } from '../../src/documents/write-document.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { MORNING } from '../support/clock.ts';
import { content } from '../support/content.ts';
import { planFacts } from '../support/office.ts';

const speakers = makeSpeakers(content.sentences);
const TITLE = 'โครงการอบรมคุณธรรมจริยธรรมแก่บุคลากรและประชาชนในเขตองค์การบริหารส่วนตำบล';

/** Thirty measures, all with the longest status. */
function aPlan(kind: BriefPlan['kind']): BriefPlan {
  const report = { status: 'cannotProceed' as const, by: 'นางสมใจ', at: MORNING };
  const before = { fiscalYear: 2569, round: 12 as const, isSamePlan: false, report };
  const { rows } = planFacts(Array.from({ length: 30 }, () => ({ title: TITLE })));
  const due = { closes: '2027-04-30', until: '2027-04-30', isOverdue: false };
  return { kind, fiscalYear: 2570, round: 6, rows: rows.map((row) => ({ ...row, report, before })), due };
}

const brief = (plans: readonly BriefPlan[]): Brief => ({
  organisation: 'องค์การบริหารส่วนตำบลบ้านตัวอย่าง',
  giver: 'นางสมใจ ใจดี',
  taker: 'นายรับช่วง งานดี',
  units: Array.from({ length: 9 }, (_, index) => `กองการศึกษา ศาสนาและวัฒนธรรม ${index}`),
  reviewers: Array.from({ length: 30 }, (_, index) => `นายหัวหน้า ${index}`),
  plans,
  at: MORNING,
});

describe('the brief of whoever takes over', () => {
  it.each([[[]], [['action-plan']], [['action-plan', 'measures']]] as const)(
    'is one page, however much there is: %j',
    async (kinds) => {
      const written = await writeDocument(briefContent(brief(kinds.map(aPlan)), speakers.th), 'pdf');
      expect(
        Buffer.from(written)
          .toString('latin1')
          .match(/\/Type \/Page\n/g),
      ).toHaveLength(1);
    },
  );

  it('says first what was returned, then what is open, and counts the rest', () => {
    const plan = aPlan('action-plan');
    const returned = { state: 'returned' as const, revision: 1, by: 'นายหัวหน้า', at: MORNING, comment: 'ขอรายละเอียด' };
    const rows = plan.rows.map((row, index) => {
      if (index === 4) return { ...row, report: { ...row.report, revision: 1, review: returned } };
      const { report: _report, ...open } = row;
      return index === 2 ? open : row;
    }) as BriefPlan['rows'];
    const said = JSON.stringify(briefContent(brief([{ ...plan, rows }]), speakers.th));
    expect(said.indexOf('ถูกส่งคืนให้แก้ไข')).toBeLessThan(said.indexOf('"รอรายงาน"'));
    expect(said).toContain('30 ข้อ: รายงานแล้ว 29 ยังไม่รายงาน 1 ถูกส่งคืน 1');
  });
});
