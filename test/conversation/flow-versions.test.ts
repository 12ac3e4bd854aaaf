import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readFlows } from '../../src/book.ts';
import { KINDS } from '../../src/conversation/answers/kinds.ts';
import type { Input } from '../../src/conversation/converse.ts';
import type { Facts } from '../../src/conversation/facts.ts';
import type { Flow, FlowStep } from '../../src/conversation/flow.ts';
import { path } from '../../src/conversation/path.ts';
import { newSession, topRun } from '../../src/conversation/session.ts';
import type { Answer, Answers, Run, Session } from '../../src/conversation/session.ts';
import { folders } from '../../src/folders.ts';
import { keepFlows, keptName, readKeptFlow, sameSteps } from '../../src/kept-flows.ts';
import type { KeptFlow, KeptStep } from '../../src/kept-flows.ts';
import { MORNING } from '../support/clock.ts';
import { book, sentences, turn, withFlow } from './pure.ts';
import { factsOf, WORDS } from './stop-facts.ts';
import type { Flags } from './stop-facts.ts';

const FOLDER = 'test/fixtures/flows';
const kept = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
const DAY = 24 * 60 * 60 * 1000;

/** A conversation that an earlier build left at one of its steps. */
interface Stop {
  at: string;
  session: Session;
  facts: Facts;
  /** What the person had typed in words of their own. */
  words: readonly string[];
}

const CONFIRM = '=confirm';
const RUN = 'old';

interface Written {
  step: KeptStep;
  /** The list it is asked for each item of. */
  each?: string;
}

const written = (flow: KeptFlow): Written[] =>
  flow.steps.flatMap((entry): Written[] =>
    'each' in entry ? entry.steps.map((step) => ({ step, each: entry.each })) : [{ step: entry }],
  );

/** The choices that lead to a step: those its conditions name, and those of the steps they are made at. */
function chosenFor(flow: KeptFlow, step: KeptStep): Map<string, string> {
  const chosen = new Map<string, string>();
  for (const [name, wanted] of Object.entries(step.when ?? {})) {
    const before = written(flow).find((one) => one.step.id === name)?.step;
    if (typeof wanted === 'boolean' || before === undefined) continue;
    chosen.set(name, wanted[0] ?? '');
    for (const [id, value] of chosenFor(flow, before)) chosen.set(id, value);
  }
  return chosen;
}

/** What must be true of the office and the person for a step to be asked. */
function flagsFor(flow: KeptFlow, { step, each }: Written): Flags {
  const before = [...chosenFor(flow, step)].flatMap(([id, value]) => {
    const made = written(flow).find((one) => one.step.id === id)?.step;
    return made === undefined ? [] : [made, ...(made.options?.filter((option) => option.value === value) ?? [])];
  });
  const conditions = [step, ...before].flatMap((one) => Object.entries(one.when ?? {}));
  const told = conditions.filter((one): one is [string, boolean] => typeof one[1] === 'boolean');
  const hasSteps = each === 'measureSteps';
  return { hasBudget: !hasSteps, ...Object.fromEntries(told), ...(hasSteps ? { hasSteps } : {}) };
}

const keyOf = ({ step, each }: Written): string => (each === undefined ? step.id : `${step.id}.0`);

/** @param past after the step instead of at it: the confirmation */
function stopAt(flow: KeptFlow, target: Written, past: boolean): Stop {
  const flags = flagsFor(flow, target);
  const chosen = chosenFor(flow, target.step);
  const { facts, told } = factsOf(flow, flags);
  const answers: Record<string, Answer> = flags['scoped'] === true ? { '=argument': 'given' } : {};
  const words: string[] = [];
  const holds = (when: KeptStep['when']) =>
    Object.entries(when ?? {}).every(([name, wanted]) =>
      typeof wanted === 'boolean'
        ? (told[name] ?? false) === wanted
        : wanted.includes(String(answers[`${name}.0`] ?? answers[name] ?? '')),
    );
  for (const one of written(flow)) {
    const { step, each } = one;
    if (step.id === target.step.id && !past) break;
    if ((each === 'measureSteps' && told['hasSteps'] !== true) || !holds(step.when)) continue;
    const option = step.options?.find(({ value, when }) => (chosen.get(step.id) ?? value) === value && holds(when));
    answers[keyOf(one)] = option?.value ?? WORDS[step.answer]?.(step.id, told) ?? offered(step, answers, facts);
    if (['text', 'wording'].includes(step.answer)) words.push(String(answers[keyOf(one)]));
  }
  const run: Run = {
    id: RUN,
    flow: flow.flow,
    version: flow.version,
    answers,
    at: past ? CONFIRM : keyOf(target),
    page: 0,
    touchedAt: MORNING - 3 * DAY,
  };
  return { at: run.at, session: { ...newSession(), runs: [run] }, facts, words };
}

/** The first of the ready answers a step has today. */
function offered(step: KeptStep, answers: Answers, facts: Facts): Answer {
  const kind = Object.entries(KINDS).find(([name]) => name === step.answer)?.[1];
  const placed = { key: step.id, step: step as unknown as FlowStep, situation: { answers, facts } };
  return kind?.offers(placed)[0]?.value ?? `คำตอบ ${step.id}`;
}

const stops = kept.flatMap(({ name, text }) => {
  const flow = readKeptFlow(text);
  const steps = written(flow);
  const last = steps.at(-1);
  return [
    ...steps.map((step) => [name, step.step.id, stopAt(flow, step, false)] as const),
    ...(last === undefined || flow.confirm === undefined ? [] : [[name, CONFIRM, stopAt(flow, last, true)] as const]),
  ];
});

const typed = (text: string): Input => ({ kind: 'text', text });
const INPUTS: Input[] = [
  ...['อะไรนะคะ', 'ย้อนกลับ', 'ข้าม', 'ทำต่อ', '1', '2', 'บันทึก', 'แก้ไข', 'ดูเพิ่ม', 'ช่วยเหลือ', 'รายงาน 3'].map(typed),
  { kind: 'hello' },
  { kind: 'tap', data: `k/${RUN}/save` },
];

/** Answers whatever is open the shortest way, until the run is over. All that was said and done, as one text. */
function toTheEnd(stop: Stop): string {
  let { session } = stop;
  let all = '';
  const stood = new Map<string, number>();
  for (let turns = 0; turns < 60; turns += 1) {
    const run = topRun(session);
    if (run?.id !== RUN) return all;
    const times = (stood.get(run.at) ?? 0) + 1;
    stood.set(run.at, times);
    // Where there is nothing to choose, a person gives up.
    const input = times > 3 ? typed('ยกเลิก') : nextInput(run, stop.facts);
    const { effects, said, session: after } = turn(session, input, stop.facts, book, `new${turns}`);
    all += `${said}\n${JSON.stringify(effects)}\n`;
    session = after;
  }
  throw new Error(`it does not end: it stands at ${topRun(session)?.at ?? ''}\n${all.slice(-500)}`);
}

function nextInput(run: Run, facts: Facts): Input {
  const flow = book.flows.get(run.flow);
  if (flow === undefined || run.at.startsWith('=')) return typed('1');
  const placed = openStep(flow, run.answers, run.at, facts);
  if (placed === undefined) return typed('1');
  if (placed.step.optional) return { kind: 'tap', data: `k/${RUN}/skip` };
  const [offer] = KINDS[placed.step.answer].offers(placed);
  if (offer !== undefined) return { kind: 'tap', data: `a/${RUN}/${run.at}/${offer.value}` };
  if (placed.step.answer === 'upload') return { kind: 'tap', data: `a/${RUN}/${run.at}/file` };
  return typed(placed.step.answer === 'code' ? 'CODE-2345' : `${WORDS[placed.step.answer]?.(run.at, {}) ?? 'ตอบใหม่'}`);
}

const openStep = (flow: Flow, answers: Answers, at: string, facts: Facts) =>
  path(flow, answers, facts).find(({ key }) => key === at);

describe('a conversation that an earlier build left', () => {
  it('stands at its step, wherever the flow is still the same', () => {
    const asked = stops.filter(([name, , { at, session, facts }]) => {
      const flow = book.flows.get(readKeptFlow(readFileSync(join(FOLDER, name), 'utf8')).flow);
      return flow !== undefined && openStep(flow, topRun(session)?.answers ?? {}, at, facts) !== undefined;
    });
    expect(asked.length).toBeGreaterThan(35);
  });

  it.each(stops)('%s at %s: whatever comes is answered', (_name, _step, { session, facts }) => {
    // What is done once it is stored is said then.
    for (const input of INPUTS) expect(turn(session, input, facts, book, 'new').effects).not.toEqual([]);
    const cancelled = turn(session, typed('ยกเลิก'), facts, book, 'new');
    expect(topRun(cancelled.session)?.id).not.toBe(RUN);
  });

  it.each(stops)(
    '%s at %s: goes on to its end, and every word that was typed is shown or kept',
    (_name, _step, stop) => {
      const all = toTheEnd(stop);
      expect(stop.words.filter((word) => !all.includes(word))).toEqual([]);
    },
  );

  it.each(stops)('%s at %s: when the flow is gone the words are shown', (name, _step, { session, facts, words }) => {
    const { flow } = readKeptFlow(kept.find((one) => one.name === name)?.text ?? '');
    const { said } = turn(
      session,
      typed('อะไรนะคะ'),
      facts,
      withFlow(flow, () => null),
      'new',
    );
    expect(words.filter((word) => !said.includes(word))).toEqual([]);
  });
});

describe('the versions that are kept', () => {
  const { files } = readFlows(folders.flows, sentences);

  it.each(files.map(({ file, flow }) => [flow.flow, file, flow] as const))('hold %s as it is', (_, file, flow) => {
    const found = kept.find(({ name }) => name === keptName(flow));
    const today = readFileSync(join(folders.flows, basename(file)), 'utf8');
    const isSame = found !== undefined && sameSteps(today, found.text);
    const toDo =
      found === undefined
        ? `version ${flow.version} is not kept. Run: npm run flows:keep`
        : `its steps changed and its version did not. Raise \`version\`, then run: npm run flows:keep (it says what to do ` +
          `when version ${flow.version} was never released)`;
    expect(isSame ? '' : `${file}: ${toDo}`).toBe('');
  });

  it('are named by what they hold', () => {
    for (const { name, text } of kept) expect(name).toBe(keptName(readKeptFlow(text)));
  });

  it('are made by one command, which overwrites none and says what to do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nong-sujarit-kept-'));
    try {
      const first = keepFlows(files, folder);
      expect([first.kept.length, first.problems]).toEqual([files.length, []]);
      expect(keepFlows(files, folder)).toEqual({ kept: [], problems: [] });
      const name = first.kept.find((one) => one.startsWith('help.')) ?? '';
      writeFileSync(
        join(folder, name),
        'flow: help\nversion: 1\nsteps: [{ id: other, answer: text }]\noutcome: showHelp\n',
      );
      const [problem] = keepFlows(files, folder).problems;
      expect(problem).toMatch(/flows\/help\.yaml: its steps are no longer those of version \d+\. Raise `version`/);
      expect(problem).toContain('npm run flows:keep');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('tell a change of steps from one of sentences', () => {
    const text = readFileSync(join(FOLDER, 'report.v1.yaml'), 'utf8');
    expect(sameSteps(text, text.replaceAll('report.result.ask', 'report.result.other'))).toBe(true);
    expect(sameSteps(text, text.replace('optional: true', 'optional: false'))).toBe(false);
    expect(sameSteps(text, text.replace('value: noBudget', 'value: noMoney'))).toBe(false);
    expect(sameSteps(text, text.replace('confirm: report.confirm\n', ''))).toBe(false);
  });
});
