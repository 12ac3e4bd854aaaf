import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBook, readFlows } from '../../src/book.ts';
import { problemLine } from '../../src/checked-yaml.ts';
import { checkFlows } from '../../src/conversation/check-flows.ts';
import { drawFlow } from '../../src/conversation/draw-flow.ts';
import { ANSWER_KINDS, COMMANDS, OUTCOMES, STANDINGS } from '../../src/conversation/flow.ts';
import { readFlowFile } from '../../src/conversation/flow-file.ts';
import type { FlowFile } from '../../src/conversation/flow-file.ts';
import { folders } from '../../src/folders.ts';
import { readLocales } from '../../src/locale-files.ts';

/** A flow in order; every mistake below is one change of it. */
const GOOD = `flow: report
version: 1
command: report
standings: [officer]
needs: [plans]
argument: measure
steps:
  - id: measure
    answer: measure
    ask: report.measure.ask
    label: report.measure.label
  - id: status
    answer: choice
    ask: report.status.ask
    label: report.status.label
    options:
      - { value: completed, label: status.completed }
      - { value: inProgress, label: status.inProgress }
  - each: measureSteps
    steps:
      - id: stepResult
        answer: text
        ask: report.step.result.ask
        label: report.result.label
  - id: obstacle
    answer: text
    ask: report.obstacle.ask
    label: report.obstacle.label
    when: { status: [completed] }
outcome: saveReport
`;

const SENTENCES: Record<string, string> = Object.fromEntries(
  [...GOOD.matchAll(/[a-z]\w*(?:\.[A-Za-z]\w*)+/g)].map(([key]) => [key, 'คำ']),
);
const languages = (th: Record<string, string>, en = th) => ({
  th: (key: string) => th[key],
  en: (key: string) => en[key],
});
const KNOWN: Record<string, string> = { ...SENTENCES, 'flow.report': 'รายงาน' };

/** The values that are allowed, as they are listed. */
const oneOf = (values: readonly string[]): string => values.map((value) => `"${value}"`).join('|');

/** What is wrong with a file, as lines an editor can jump to. */
function problemsOf(text: string, sentences = languages(KNOWN), others: FlowFile[] = []): string[] {
  const read = readFlowFile('flows/report.yaml', text);
  const problems = 'problems' in read ? read.problems : checkFlows([...others, read.ok], sentences);
  return problems.map(problemLine);
}

/** The good file with one part of it replaced. */
function changed(part: string, by: string): string {
  if (!GOOD.includes(part)) throw new Error(`there is no ${part}`);
  return GOOD.replace(part, by);
}

describe('a flow file', () => {
  it('in order has no problems', () => {
    expect(problemsOf(GOOD)).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'an unknown key at the top',
      `${GOOD}colour: red\n`,
      'flows/report.yaml:31:1: file: unknown key "colour"; keys: flow, version, command, standings, where, needs, intro, argument, steps, confirm, outcome',
    ],
    [
      'an unknown key of a step',
      changed('    ask: report.measure.ask\n', '    ask: report.measure.ask\n    hint: no\n'),
      'flows/report.yaml:11:5: steps.0: unknown key "hint"; keys: id, answer, ask, label, when, optional, asked, options, suggestions, recall, max',
    ],
    [
      'an unknown key of an option',
      changed('label: status.completed }', 'label: status.completed, text: no }'),
      'flows/report.yaml:17:54: steps.1.options.0: unknown key "text"; keys: value, label, when',
    ],
    [
      'an unknown key inside a list of steps',
      changed('        ask: report.step.result.ask\n', '        ask: report.step.result.ask\n        hint: no\n'),
      'flows/report.yaml:24:9: steps.2.steps.0: unknown key "hint"; keys: id, answer, ask, label, when, optional, asked, options, suggestions, recall, max',
    ],
    [
      'an unknown kind of answer',
      changed('answer: measure', 'answer: measures'),
      `flows/report.yaml:9:13: steps.0.answer: Invalid option: expected one of ${oneOf(ANSWER_KINDS)}`,
    ],
    [
      'an unknown command',
      changed('command: report', 'command: reprot'),
      `flows/report.yaml:3:10: command: Invalid option: expected one of ${oneOf(COMMANDS)}`,
    ],
    [
      'an unknown outcome',
      changed('outcome: saveReport', 'outcome: save'),
      `flows/report.yaml:30:10: outcome: Invalid option: expected one of ${oneOf(OUTCOMES)}`,
    ],
    [
      'a missing part',
      changed('version: 1\n', ''),
      'flows/report.yaml:1:1: version: Invalid input: expected number, received undefined',
    ],
    [
      'a sentence instead of a key',
      changed('report.measure.ask', 'Which one?'),
      'flows/report.yaml:10:10: steps.0.ask: a key of locales/, like report.status.ask',
    ],
    [
      'two steps of one id',
      changed('id: obstacle', 'id: status'),
      'flows/report.yaml:25:9: step "status" stands twice',
    ],
    [
      'an id twice, once in a list',
      changed('id: stepResult', 'id: status'),
      'flows/report.yaml:21:13: step "status" stands twice',
    ],
    [
      'an option twice',
      changed('value: inProgress', 'value: completed'),
      'flows/report.yaml:18:18: option "completed" stands twice',
    ],
    [
      'a condition on a later step',
      changed(
        '    label: report.measure.label\n',
        '    label: report.measure.label\n    when: { status: [completed] }\n',
      ),
      'flows/report.yaml:12:21: "status" is no step asked before this one; those are: ',
    ],
    [
      'a condition on an unknown step',
      changed('when: { status: [completed] }', 'when: { state: [completed] }'),
      'flows/report.yaml:29:20: "state" is no step asked before this one; those are: measure, status',
    ],
    [
      'a condition on a step of a list that is over',
      changed('when: { status: [completed] }', 'when: { stepResult: [completed] }'),
      'flows/report.yaml:29:25: "stepResult" is no step asked before this one; those are: measure, status',
    ],
    [
      'a value that is no option',
      changed('when: { status: [completed] }', 'when: { status: [done, completed] }'),
      'flows/report.yaml:29:21: "done" is no option of "status"; options: completed, inProgress',
    ],
    [
      'a condition on a step without options',
      changed('when: { status: [completed] }', 'when: { measure: [completed] }'),
      'flows/report.yaml:29:22: step "measure" has no options to depend on',
    ],
    [
      'an unknown fact',
      changed('when: { status: [completed] }', 'when: { hasMoney: true }'),
      'flows/report.yaml:29:23: "hasMoney" is no fact; facts: severalPlans, hasBudget, hasSteps, stepReported, hasHistory, ',
    ],
    [
      'a fact that is not read',
      changed('needs: [plans]\n', '').replace('when: { status: [completed] }', 'when: { hasBudget: true }'),
      '"hasBudget" reads plans: add it to needs',
    ],
    [
      'a step that is never asked',
      changed('    when: { status: [completed] }', '    when: { second: [a] }').replace(
        '  - each:',
        `  - id: second
    answer: choice
    ask: report.status.ask
    label: report.status.label
    when: { status: [inProgress], hasSteps: true }
    options: [{ value: a, label: status.completed }, { value: b, label: status.completed }]
  - id: third
    answer: text
    ask: report.status.ask
    label: report.status.label
    when: { second: [a], status: [completed] }
  - each:`,
      ),
      'step "third" is never asked: "status" would have to be completed and inProgress at once',
    ],
    [
      'a choice without options',
      changed('answer: text\n    ask: report.obstacle.ask', 'answer: choice\n    ask: report.obstacle.ask'),
      'flows/report.yaml:25:5: step "obstacle": options belong to answer "choice" or "status" or "verdict", and it needs them',
    ],
    [
      'ready answers of what is not text',
      changed(
        '    label: report.measure.label\n',
        '    label: report.measure.label\n    suggestions: [{ text: status.completed }]\n',
      ),
      'flows/report.yaml:12:18: suggestions belong to answer "text"',
    ],
    [
      'too many options',
      changed(
        '      - { value: inProgress, label: status.inProgress }\n',
        Array.from({ length: 10 }, (_, index) => `      - { value: v${index}, label: status.inProgress }\n`).join(''),
      ),
      'steps.1.options: Too big: expected array to have <=10 items',
    ],
    [
      'only one option',
      changed('      - { value: inProgress, label: status.inProgress }\n', ''),
      'steps.1.options: Too small: expected array to have >=2 items',
    ],
    [
      'a missing need',
      changed('needs: [plans]\n', ''),
      'flows/report.yaml:8:13: answer "measure" reads plans: add it to needs',
    ],
    [
      'an unknown argument',
      changed('argument: measure', 'argument: number'),
      'flows/report.yaml:6:11: no step "number"; steps: measure, status, obstacle',
    ],
    [
      'an unknown list',
      changed('each: measureSteps', 'each: rows'),
      'flows/report.yaml:19:11: steps.2.each: Invalid option: expected one of "measureSteps"|"indicators"',
    ],
    [
      'broken YAML',
      changed('standings: [officer]', 'standings: [officer'),
      'flows/report.yaml:5:1: Flow sequence in block collection must be sufficiently indented',
    ],
    ['a key twice', `${GOOD}version: 2\n`, 'flows/report.yaml:31:1: Map keys must be unique'],
    ['nothing in it', '', 'flows/report.yaml:1:1: file: Invalid input: expected object, received null'],
  ])('with %s is told its place, the reason and what is allowed', (_, text, problem) => {
    const problems = problemsOf(text);
    expect(problems.join('\n')).toContain(problem);
    for (const line of problems) expect(line).toMatch(/^flows\/report\.yaml:\d+:\d+: ./);
  });

  it('with a sentence missing in one language is told which', () => {
    const { 'report.obstacle.ask': _, ...english } = KNOWN;
    expect(problemsOf(GOOD, languages(KNOWN, english))).toEqual([
      'flows/report.yaml:27:10: no sentence "report.obstacle.ask" in language en',
    ]);
  });

  it('with a label longer than a LINE button is told its length in what readers count', () => {
    const long = { ...KNOWN, 'status.completed': 'กำลังดำเนินการอยู่ตลอดทั้งปีเลย' };
    const [problem] = problemsOf(GOOD, languages(long, KNOWN));
    expect(problem).toMatch(/^flows\/report\.yaml:17:\d+: label "กำลัง.*" \(th\) has 2\d graphemes; at most 20 fit$/);
    expect(problemsOf(GOOD, languages({ ...KNOWN, 'status.completed': 'กำลังดำเนินการตามแผนปี' }))).toEqual([]);
  });

  it('that takes the name or command of another is told which file has it', () => {
    const other = readFlowFile('flows/other.yaml', GOOD);
    if ('problems' in other) throw new Error('not in order');
    expect(problemsOf(GOOD, languages(KNOWN), [other.ok])).toEqual([
      'flows/report.yaml:1:7: flow "report" is already used in flows/other.yaml',
      'flows/report.yaml:3:10: command "report" is already used in flows/other.yaml',
    ]);
  });
});

describe('the flows of this repository', () => {
  const sentences = readLocales(folders.locales);
  const { files, problems } = readFlows(folders.flows, sentences);

  it('are in order', () => {
    expect(problems.map(problemLine)).toEqual([]);
    expect(files).toHaveLength(readdirSync(folders.flows).length);
  });

  it('leave no command without a flow, and nobody without help', () => {
    const { flows } = makeBook(files, sentences);
    const commands = [...flows.values()].map(({ command }) => command);
    expect(new Set(commands)).toEqual(new Set(COMMANDS));
    expect(new Set(flows.get('help')?.standings)).toEqual(new Set(STANDINGS));
  });

  it.each(files.map(({ flow }) => [flow.flow, flow] as const))('%s is drawn as a Mermaid flowchart', (_, flow) => {
    const [head, ...lines] = drawFlow(flow).trimEnd().split('\n');
    expect(head).toBe('flowchart TD');
    const nodes = new Set<string>();
    let open = 0;
    for (const line of lines.map((one) => one.trim())) {
      const node = /^([A-Za-z]\w*)(?:\(\["[^"]+"\]\)|\["[^"]+"\]|\{\{"[^"]+"\}\})$/.exec(line);
      const arrow = /^(\w+) -->(?:\|"[^"|]+"\|)? (\w+)$/.exec(line);
      if (node !== null) nodes.add(node[1] ?? '');
      else if (arrow !== null) expect([...nodes]).toEqual(expect.arrayContaining([arrow[1], arrow[2]]));
      else if (/^subgraph \w+\["[^"]+"\]$/.test(line)) open += 1;
      else if (line === 'end') open -= 1;
      else throw new Error(`no Mermaid: ${line}`);
    }
    expect(open).toBe(0);
    // `end` and the like are words of Mermaid itself.
    expect(
      ['end', 'graph', 'subgraph', 'style', 'class', 'click', 'default'].filter((word) => nodes.has(word)),
    ).toEqual([]);
    expect(nodes.size).toBe(
      flow.steps.flatMap((entry) => ('each' in entry ? entry.steps : [entry])).length +
        (flow.confirm === undefined ? 2 : 3),
    );
  });

  it('are drawn in docs/flows.md as they are now', () => {
    const drawn = readFileSync(folders.drawnFlows, 'utf8');
    for (const { flow } of files) expect(drawn).toContain(drawFlow(flow));
  });

  it('are read from their folder whatever lies beside them', () => {
    expect(readFlows(join('test', 'conversation'), sentences)).toEqual({ files: [], problems: [] });
  });
});
