import { readFileSync } from 'node:fs';
import { problemLine } from '../../src/checked-yaml.ts';
import { applyChanges, AUDIENCES, readLadder, WORDINGS } from '../../src/reminders/ladder.ts';
import { aStage, defaults } from '../support/office.ts';

/** One stage as people write it, with what a test changes in it. */
const STAGE = `- { id: first, from: opening, days: 0, at: '09:00', to: [group], wording: opening, priority: 1, usefulDays: 1 }`;
const ladder = (...stages: string[]) => `stages:\n${stages.map((stage) => `  ${stage}\n`).join('')}`;
const changed = (from: string, to: string) => {
  if (!STAGE.includes(from)) throw new Error(`no ${from} in the stage`);
  return ladder(STAGE.replace(from, to));
};

/** Every problem of a text as a line `file:line:column: reason`. */
const problems = (text: string): string[] => {
  const read = readLadder('ladder.yaml', text);
  return 'problems' in read ? read.problems.map(problemLine) : [];
};

/** The place `line:column` at which a part of a text begins. */
const placeOf = (text: string, part: string) => {
  const before = text.slice(0, text.lastIndexOf(part)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
};

describe('the ladder of the repository', () => {
  const file = 'data/reminder-ladder.yaml';
  const read = readLadder(file, readFileSync(file, 'utf8'));

  it('is in order, and uses every wording, audience and kind of day', () => {
    const stages = 'ok' in read ? read.ok : [];
    expect(stages).toHaveLength(12);
    expect(new Set(stages.map(({ wording }) => wording))).toEqual(new Set(WORDINGS));
    expect(new Set(stages.flatMap(({ to }) => to))).toEqual(new Set(AUDIENCES));
    expect(new Set(stages.map(({ from }) => from))).toEqual(new Set(['opening', 'lastDay', 'overdue', 'weekly']));
  });

  it('drops the weekly digest first and the last day last', () => {
    const byPriority = defaults.stages.toSorted((a, b) => a.priority - b.priority).map(({ wording }) => wording);
    expect(byPriority.at(-1)).toBe('digest');
    expect(byPriority[0]).toBe('lastDay');
  });
});

describe('a ladder people write', () => {
  it('is read with what they left out', () => {
    expect(readLadder('ladder.yaml', ladder(STAGE))).toEqual({
      ok: [aStage({ id: 'first', from: 'opening', to: ['group'], wording: 'opening', priority: 1, usefulDays: 1 })],
    });
    expect(problems(changed('usefulDays: 1', `usefulDays: 0, until: '12:00', named: true`))).toEqual([]);
    expect(problems('stages: []')).toEqual([]);
  });

  it.each([
    ['a time in the evening', `'09:00'`, `'16:30'`, `'16:30'`, '08:30 to before 16:30'],
    ['a time in the early morning', `'09:00'`, `'08:29'`, `'08:29'`, '08:30 to before 16:30'],
    ['a time without its zero', `'09:00'`, `'9:00'`, `'9:00'`, 'a time like 08:30'],
    ['a time that is none', `'09:00'`, `'25:00'`, `'25:00'`, 'a time like 08:30'],
    ['an unknown audience', 'group', 'mayor', 'mayor', AUDIENCES.map((one) => `"${one}"`).join('|')],
    ['nobody at all', '[group]', '[]', '[]', '>=1'],
    ['an unknown wording', 'wording: opening', 'wording: shout', 'shout', WORDINGS.map((one) => `"${one}"`).join('|')],
    [
      'an unknown day to count from',
      'from: opening',
      'from: sunrise',
      'sunrise',
      '"opening"|"lastDay"|"overdue"|"weekly"',
    ],
    ['a priority that does not exist', 'priority: 1', 'priority: 6', '6', '<=5'],
    ['half a day', 'usefulDays: 1', 'usefulDays: 1.5', '1.5', 'int'],
    ['days too far away', 'days: 0', 'days: -61', '-61', '>=-60'],
    ['a name that is none', 'first', 'First-1', 'First-1', 'camelCase'],
  ])('with %s is refused at its place, with what is allowed', (_what, from, to, at, allowed) => {
    const text = changed(from, to);
    expect(problems(text)[0]).toMatch(new RegExp(`^ladder\\.yaml:${placeOf(text, at)}: stages\\.0\\.`));
    expect(problems(text)[0]).toContain(allowed);
  });

  it('with a weekday that is none, or a deadline that is not over, is refused at the days', () => {
    const weekly = changed('opening, days: 0', 'weekly, days: 7');
    expect(problems(weekly)).toEqual([
      `ladder.yaml:${placeOf(weekly, '7,')}: stages.0.days: for weekly a weekday, 1 to 5`,
    ]);
    const overdue = changed('opening, days: 0', 'overdue, days: 0');
    expect(problems(overdue)[0]).toContain(`${placeOf(overdue, '0,')}: stages.0.days: after the deadline, 1 or more`);
  });

  it('that is useful until before it is due is refused', () => {
    const text = changed('usefulDays: 1', `usefulDays: 0, until: '09:00'`);
    expect(problems(text)).toEqual([
      `ladder.yaml:${placeOf(text, `'09:00'`)}: stages.0.until: later than \`at\` when it is useful on its own day only`,
    ]);
  });

  it('with two stages of one name is refused at the second', () => {
    const text = ladder(STAGE, STAGE.replace('opening, days: 0', 'overdue, days: 1'));
    expect(problems(text)).toEqual([
      `ladder.yaml:${placeOf(text, 'first')}: stages.1.id: there is another stage first`,
    ]);
  });

  it('with an unknown key is refused at the key, with the keys there are', () => {
    const inside = changed('id: first', 'id: first, tone: kind');
    expect(problems(inside)).toEqual([
      `ladder.yaml:${placeOf(inside, 'tone')}: stages.0: unknown key "tone"; ` +
        'keys: id, from, days, at, to, wording, named, priority, usefulDays, until',
    ]);
    expect(problems('stages: []\nsteps: []\n')).toEqual(['ladder.yaml:2:1: file: unknown key "steps"; keys: stages']);
  });

  it('that leaves something out is refused at the stage', () => {
    const text = changed('id: first, ', '');
    expect(problems(text)).toHaveLength(1);
    expect(problems(text)[0]).toMatch(/^ladder\.yaml:2:5: stages\.0\.id: /);
  });

  it('comes back with everything that is wrong with it at once', () => {
    const text = ladder(
      STAGE.replace('group', 'mayor').replace('priority: 1', 'priority: 0'),
      STAGE.replace('opening, days: 0', 'weekly, days: 7'),
    );
    expect(problems(text).map((line) => line.split(':')[1])).toEqual(['2', '2', '3']);
  });

  it.each([
    ['an empty file', '', '1:1'],
    ['a comment alone', '# nothing\n', '1:1'],
    ['a list instead of a map', `${STAGE}\n`, '1:1'],
    ['a word', 'hello', '1:1'],
    ['no stages', 'stages:\n', '1:8'],
    ['a map of stages', 'stages: { first: 1 }', '1:9'],
    ['no YAML: a bracket left open', 'stages: [', '1:10'],
    ['no YAML: a key twice', 'stages: []\nstages: []\n', '2:1'],
    ['no YAML: a tab', 'stages:\n\t- a\n', '2:1'],
  ])('that is %s is refused at its place', (_what, text, place) => {
    expect(problems(text)[0]).toMatch(new RegExp(`^ladder\\.yaml:${place}: \\S`));
  });

  it('never throws, whatever is in the file', () => {
    for (const text of ['\u0000', '&a [*a]', `a: &a [${'*a,'.repeat(60)}]`, '%YAML 9', '---\n---\n', '\ud83d']) {
      expect(problems(text).length).toBeGreaterThan(0);
    }
  });
});

describe('what an organisation changed by chat', () => {
  const stages = ['a', 'b', 'c'].map((id) => aStage({ id }));

  it('leaves out what is off, moves what has another time and leaves the rest as it is', () => {
    expect(applyChanges(stages, { a: { off: true }, b: { at: '13:30' }, c: { off: false } })).toEqual([
      aStage({ id: 'b', at: '13:30' }),
      aStage({ id: 'c' }),
    ]);
    expect(applyChanges(stages, {})).toEqual(stages);
  });

  it('a change of a stage that is gone changes nothing', () => {
    expect(applyChanges(stages, { gone: { off: true } })).toEqual(stages);
  });
});
