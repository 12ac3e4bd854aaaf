import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from '../../src/importing/import-plan.ts';
import { findIssues } from '../../src/importing/issues.ts';
import { readDocument } from '../../src/importing/read-document.ts';
import type { ItaIssue } from '../../src/reporting/model.ts';
import { tidy } from '../../src/thai/normalise.ts';

const ANALYSIS = 'measures-with-analysis.txt';
const plan = importPlan({ name: ANALYSIS, bytes: readFileSync(join(__dirname, 'fixtures', ANALYSIS)) });
const issuesIn = (text: string) => findIssues(readDocument(Buffer.from(text)).document);
const scored = (issues: readonly ItaIssue[]) =>
  issues.map(({ number, topic, blocks }) => [
    number,
    topic,
    blocks.map(({ tool, questions }) => [tool, questions.map(({ code, score }) => `${code} ${score}`)]),
  ]);

// That every other format says the same is kept in formats.test.ts, which reads every fixture.
describe('the analysis of an assessment', () => {
  it('keeps issue, tool, question and score together, also where cells slipped, letters are zeros and a page broke the table', () => {
    expect(scored(plan.issues ?? [])).toEqual([
      [
        1,
        'งานบริการหน้าเคาน์เตอร์',
        [
          ['IIT', ['i1 92.5', 'i2 91']],
          ['EIT', ['e3 85.25', 'e4 84']],
          ['OIT', ['o11 100', 'o12 100']],
        ],
      ],
      [
        2,
        'รถส่วนกลาง',
        [
          ['IIT', ['20 70.75', 'i21 71']],
          ['OIT', ['o18 100']],
        ],
      ],
    ]);
  });

  it('keeps what is to be improved per tool, empty where nothing is said', () => {
    expect(plan.issues?.map(({ blocks }) => blocks.map(({ advice }) => advice))).toEqual([
      ['รักษาไว้ให้คงเดิม', 'เพิ่มเก้าอี้รอ และติดป้ายบอกคิว', 'รักษาไว้'],
      ['ใช้แบบขอใช้รถทุกครั้ง', ''],
    ]);
  });

  it('takes the paragraphs below a table with their list, up to the next section', () => {
    expect(plan.issues?.map(({ analysis }) => analysis?.split('\n').map((line) => line.slice(0, 12)))).toEqual([
      ['ผู้มาติดต่อร', 'จึงควรทำสองเ', '๑. เปิดช่องบ', '๒. จองคิวทาง'],
      ['เจ้าหน้าที่ใ'],
    ]);
  });

  it('leaves the measures below it as they are', () => {
    expect(plan.measures.map(({ title, topic }) => [title, topic])).toEqual([
      ['เพิ่มช่องบริการวันจันทร์', 'งานบริการหน้าเคาน์เตอร์'],
      ['ใช้แบบขอใช้รถ', 'รถส่วนกลาง'],
    ]);
  });

  it('reads one table for all issues, several questions in a cell, and paragraphs under headings of their own', () => {
    const issues = issuesIn(
      [
        '<table><tr><th>ประเด็น</th><th>เครื่องมือ</th><th>ข้อคำถาม</th><th>คะแนน</th></tr>',
        '<tr><td>1. คิว</td><td>EIT</td><td>e1<br>e2</td><td>80<br>81.5</td></tr>',
        '<tr><td>2. ป้าย</td><td>OIT</td><td>o3 ป้ายหน้าสำนักงาน<br>และแผนผัง</td><td>100</td></tr></table>',
        '<p>ประเด็นที่ 2 ป้าย</p><p>ป้ายชัดเจนแล้ว</p><p>ประเด็นที่ 1 คิว</p><p>ควรเพิ่มช่องบริการ</p>',
      ].join('\n'),
    );
    expect(scored(issues)).toEqual([
      [1, 'คิว', [['EIT', ['e1 80', 'e2 81.5']]]],
      [2, 'ป้าย', [['OIT', ['o3 100']]]],
    ]);
    expect(issues.map(({ analysis }) => analysis)).toEqual(['ควรเพิ่มช่องบริการ', 'ป้ายชัดเจนแล้ว']);
  });

  it('tells the tool by the letter of the question where no column does', () => {
    const text = 'ที่\tหัวข้อ\tข้อคำถาม\tคะแนน\n1\tคิว\ti1\t90\n\t\te2\t80\n\t\te3\t\n';
    expect(scored(issuesIn(text))).toEqual([
      [
        1,
        'คิว',
        [
          ['IIT', ['i1 90']],
          ['EIT', ['e2 80']],
        ],
      ],
    ]);
  });

  it('makes nothing of tables of scores without questions', () => {
    expect(issuesIn('ตัวชี้วัดที่\tตัวชี้วัด\tคะแนน\n1\tการปฏิบัติหน้าที่\t90\n')).toEqual([]);
    expect(issuesIn('หัวข้อ\tเครื่องมือ\tข้อคำถาม\tคะแนน\nคิว\t-\t-\t-\n')).toEqual([]);
  });
});

const SHARED = join(__dirname, '..', '..', '..', 'shared');
const SEED = join(SHARED, 'seeds', 'lampang-2567-measures.txt');

(existsSync(SEED) ? describe : describe.skip)('a real document (skipped where the shared folder is not there)', () => {
  interface Expected {
    assessedFiscalYear: number;
    overall: { score: number; level: string };
    issues: (Omit<ItaIssue, 'analysis'> & { analysis: string })[];
    limitations: string[];
    suggestions: string[];
  }
  const load = () => ({
    read: importPlan({ name: 'plan.txt', bytes: readFileSync(SEED) }),
    expected: JSON.parse(
      readFileSync(join(SHARED, 'expected', 'lampang-2567-measures.json'), 'utf8'),
    ) as unknown as Expected,
  });

  it('gives each issue as it was read by hand, field by field', () => {
    const { read, expected } = load();
    const issues = expected.issues.map(({ number, topic, blocks, analysis }) => ({
      number,
      topic,
      blocks: blocks.map(({ tool, advice, questions }) => ({
        tool,
        advice,
        questions: questions.map(({ code, score }) => ({ code, score })),
      })),
      // A tone mark that was typed twice.
      analysis: tidy(analysis),
    }));
    expect(read.issues).toEqual(issues);
  });

  it('gives year and total of the assessment, limits and suggestions', () => {
    const { read, expected } = load();
    const items = (text = '') => text.split('\n').map((line) => line.replace(/^[๐-๙]+\.\s?/, ''));
    expect([read.assessedYear, read.statedTotal]).toEqual([expected.assessedFiscalYear, expected.overall.score]);
    expect(items(read.narrative?.obstacles)).toEqual(expected.limitations);
    expect(items(read.narrative?.suggestions)).toEqual(expected.suggestions);
  });
});

const OTHERS = [
  ['phayao-2565-eplan', ['title', 'remark']],
  ['wiangha-2566-measures', ['title', 'method', 'units', 'period', 'result', 'outcome']],
] as const;
(existsSync(SEED) ? describe : describe.skip).each(OTHERS)(
  '%s (skipped where the shared folder is not there)',
  (name, fields) => {
    it('gives its own headings, reporter and remarks as they were read by hand', () => {
      const read = importPlan({ name, bytes: readFileSync(join(SHARED, 'seeds', `${name}.txt`)) });
      const expected = JSON.parse(readFileSync(join(SHARED, 'expected', `${name}.json`), 'utf8')) as {
        columns: string[];
        problemsAndSuggestions?: string;
        reporter?: { name: string; position: string };
        stated?: { problemsAndSuggestions?: string; reporter?: { name: string; position: string } };
      };
      const { problemsAndSuggestions, reporter } = { ...expected, ...expected.stated };
      expect(Object.keys(read.headings ?? {})).toEqual(fields);
      for (const heading of Object.values(read.headings ?? {})) expect(expected.columns).toContain(heading);
      expect(read.reporter).toEqual(reporter);
      expect(read.narrative?.obstacles).toEqual(problemsAndSuggestions);
      expect(read.issues).toBeUndefined();
    });
  },
);
