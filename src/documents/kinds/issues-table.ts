import type { Block, Cell, Table, TableRow } from '../content.ts';
import type { ItaIssue } from '../snapshot.ts';
import type { Wording } from '../wording.ts';
import { center, headingRow, left, over, right, score, textCell, textOrDash } from './parts.ts';

/** What the assessment asked, issue by issue: each question with its score, each tool with what is to be improved. */
export function issuesTable(issues: readonly ItaIssue[], words: Wording): Table {
  const { say } = words;
  return {
    name: say('documents.table.issues'),
    columns: [center(6), left(26), center(10), center(10), right(10), left(38)],
    headings: [
      headingRow(
        say('documents.column.number'),
        say('documents.column.topic'),
        say('documents.column.tool'),
        say('documents.column.question'),
        say('documents.column.score'),
        say('documents.column.advice'),
      ),
    ],
    rows: issues.flatMap((issue) => issueRows(issue, words)),
  };
}

function issueRows({ number, topic, blocks }: ItaIssue, words: Wording): TableRow[] {
  const rows = blocks.flatMap(({ tool, advice, questions }) => {
    const asked = questions.length === 0 ? [undefined] : questions;
    return asked.map((question, index): (Cell | null)[] => [
      index === 0 ? over(textCell(tool), asked.length) : null,
      textOrDash(question === undefined ? undefined : words.code(question.code)),
      score(question?.score),
      index === 0 ? over(textOrDash(advice), asked.length) : null,
    ]);
  });
  const all = rows.length === 0 ? [[textOrDash(), textOrDash(), textOrDash(), textOrDash()]] : rows;
  return all.map((cells, index) => ({
    cells:
      index === 0
        ? [over(textCell(words.number(number)), all.length), over(textCell(topic), all.length), ...cells]
        : [null, null, ...cells],
  }));
}

/** What the organisation makes of the scores, issue by issue. */
export const analysisBlocks = (issues: readonly ItaIssue[], words: Wording): Block[] =>
  issues.flatMap(({ number, topic, analysis }): Block[] =>
    analysis === undefined || analysis.trim() === ''
      ? []
      : [
          { kind: 'paragraph', isBold: true, text: `${words.number(number)}. ${topic}` },
          { kind: 'paragraph', isIndented: true, text: analysis.trim() },
        ],
  );
