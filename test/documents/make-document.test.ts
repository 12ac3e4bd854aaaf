import { AppError } from '../../src/errors.ts';
import { digitsOf, makeDocument } from '../../src/documents/make-document.ts';
import { DOCUMENT_KINDS, PLANS_OF } from '../../src/documents/snapshot.ts';
import type { DocumentKind, Explanation } from '../../src/documents/snapshot.ts';
import { aReport, aRow, aSnapshot, DATA_AS_OF } from '../support/snapshot.ts';
import { proseOf, speakers } from '../support/documents.ts';

const done = aRow(1, { dimension: 1, report: aReport('completed', { result: 'ทำแล้ว', outcome: 'ดีขึ้น' }) });
const finished = aSnapshot([done]);
const waiting = aSnapshot([done, aRow(2, { title: 'มาตรการรอเรื่อง', dimension: 1 })]);
const explained = (overrides: Partial<Explanation> = {}): Explanation => ({
  code: 'reports-waiting',
  where: 'plan',
  text: 'ขยายเวลาให้ถึงสิ้นเดือน',
  by: 'สมชาย ผู้ประสาน',
  at: DATA_AS_OF,
  ...overrides,
});

describe('a document', () => {
  it('of a kind that a plan does not make is refused, and those it makes are named', () => {
    const refusal = (kind: DocumentKind, of: typeof finished) => {
      try {
        return makeDocument(kind, of, speakers.th);
      } catch (error) {
        return error;
      }
    };
    const error = refusal('measures-report', finished);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'document-kind-unfit' });
    const { messageKey, params } = error as AppError;
    expect(speakers.th.say({ key: messageKey, params })).toMatch(/action-plan-report.*copy-sheet.*evidence-index/);
    expect(refusal('copy-sheet', { ...finished, kind: 'measures' })).toMatchObject({ code: 'document-kind-unfit' });
  });

  it.each(DOCUMENT_KINDS)('%s is made of each plan it fits, in both languages', (kind) => {
    for (const plan of PLANS_OF[kind]) {
      for (const speaker of Object.values(speakers)) {
        const content = makeDocument(kind, { ...finished, kind: plan }, speaker);
        expect(content).toMatchObject({ author: finished.organisation, dataAsOf: DATA_AS_OF });
        expect(content.title).not.toBe('');
      }
    }
  });

  it('is a draft while an error is open, and none once it is explained by name', () => {
    const draft = makeDocument('action-plan-report', waiting, speakers.th);
    expect(draft.draft).toBe('ฉบับร่าง');
    expect(proseOf(draft)).not.toContain('หมายเหตุประกอบรายงาน');
    const settled = makeDocument('action-plan-report', { ...waiting, explanations: [explained()] }, speakers.th);
    expect(settled.draft).toBeUndefined();
    expect(proseOf(settled).slice(-2)).toEqual([
      'หมายเหตุประกอบรายงาน',
      '1. ทั้งแผน: รอรายงาน 1 จาก 2 รายการ (ลำดับที่ 2) คำชี้แจง: ขยายเวลาให้ถึงสิ้นเดือน (ชี้แจงโดย สมชาย ผู้ประสาน เมื่อวันที่ 21 เมษายน 2570)',
    ]);
  });

  it('has no note for what somebody explained and is in order since', () => {
    const settled = makeDocument('action-plan-report', { ...finished, explanations: [explained()] }, speakers.th);
    expect(proseOf(settled)).not.toContain('หมายเหตุประกอบรายงาน');
  });

  it('says which of its frozen forms it is', () => {
    const frozen = { ...finished, frozen: { number: 2, at: DATA_AS_OF, by: 'สมชาย' } };
    expect(proseOf(makeDocument('action-plan-report', frozen, speakers.th))).toContain('ฉบับที่ 2');
  });

  it('has the digits of its kind, or those the organisation wants', () => {
    expect(DOCUMENT_KINDS.map((kind) => digitsOf(kind, finished))).toEqual([
      'thai',
      'thai',
      'arabic',
      'arabic',
      'thai',
    ]);
    expect(digitsOf('copy-sheet', { digits: { 'copy-sheet': 'thai' } })).toBe('thai');
  });

  it('has nothing of who is behind a LINE identity but names as they are used in the office', () => {
    const text = JSON.stringify(makeDocument('evidence-index', finished, speakers.th));
    expect(text).toContain('สมหญิง ตัวอย่าง');
    expect(text).not.toMatch(/"m1"|U[0-9a-f]{32}/);
  });
});
