import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFlows } from '../src/book.ts';
import { COMMANDS } from '../src/conversation/flow.ts';
import { makeWordBook, readCommand, readControl } from '../src/conversation/words.ts';
import type { LocaleWords } from '../src/conversation/words.ts';
import { folders } from '../src/folders.ts';
import { makeSpeakers } from '../src/i18n.ts';
import { readLocales } from '../src/locale-files.ts';

const sentences = readLocales(folders.locales);
const speakers = makeSpeakers(sentences);

/** Every sentence of a language by its whole key. `words.json` holds words to type, not sentences. */
function flat(node: unknown, path: string[] = []): [string, string][] {
  if (typeof node === 'string') return [[path.join('.'), node]];
  if (typeof node !== 'object' || node === null) throw new Error(`${path.join('.')} is no sentence`);
  return Object.entries(node).flatMap(([key, value]) => flat(value, [...path, key]));
}
const read = (locale: 'th' | 'en') => {
  const { words: _words, ...files } = sentences[locale];
  return new Map(flat(files));
};
const th = read('th');
const en = read('en');

/** i18next chooses among the forms of a number by these endings. */
const bare = (key: string) => key.replace(/_(?:one|other)$/, '');
const bareKeys = (of: ReadonlyMap<string, string>) => [...new Set([...of.keys()].map(bare))].toSorted();
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => String(name)))].toSorted();

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
const source = filesIn('src', /\.ts$/).join('\n');
const page = filesIn(folders.simulatorPage, /\.(?:js|html)$/).join('\n');
const all = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, found]) => found ?? ''));

/** Keys as they stand in the code, in flows, and behind codes of errors and findings. */
const NAMESPACES = Object.keys(sentences.th).filter((name) => !['words', 'simulator'].includes(name));
const literal = [...all(source, /'([a-z]\w*(?:\.[\w-]+)+)'/g)].filter((key) =>
  NAMESPACES.includes(key.split('.')[0] ?? ''),
);
const prefixes = [...all(source, /`([a-z]\w*(?:\.\w+)*\.)\$\{/g)];
const flowKeys = readFlows(folders.flows, sentences).files.flatMap(({ flow }) => [
  ...all(JSON.stringify(flow), /"([a-z]\w*(?:\.[\w-]+)+)"/g),
  `flow.${flow.flow}`,
]);
const kebab = all(source, /'([a-z]+(?:-[a-z]+)+)'/g);
const errorCodes = all(source, /new AppError\(\s*'([a-z-]+)'/g);
const findingCodes = all(
  filesIn('src/reporting/checks', /\.ts$/).concat(filesIn('src/importing', /\.ts$/)).join('\n'),
  /\bcode: '([a-z-]+)'/g,
);
/** Values that a template literal of this beginning is filled with, where another file lists them. */
const FILLED: Record<string, readonly string[]> = {
  'menu.': COMMANDS,
  'help.': ['coordinator', 'supervisor', 'officer', 'observer', 'guest', 'stranger'],
  'role.': ['coordinator', 'supervisor', 'officer', 'observer'],
  'status.': ['waitingReport', 'inProgress', 'completed', 'cannotProceed'],
  'plan.kind.': ['measures', 'action-plan'],
  'measureList.': ['mine', 'open', 'others'],
  'answers.code.': ['unknown', 'expired', 'used', 'blocked'],
  'control.': ['cancel', 'back', 'skip', 'more', 'save', 'edit', 'continue', 'useHeld'],
  'format.month.': Array.from({ length: 12 }, (_, index) => String(index + 1)),
};

describe('the sentences', () => {
  it('are the same in Thai and English but for forms of number', () => {
    expect(bareKeys(en)).toEqual(bareKeys(th));
  });

  it('have the same placeholders in both languages', () => {
    const differing = [...th].flatMap(([key, text]) => {
      const other = en.get(key) ?? en.get(`${bare(key)}_other`) ?? en.get(bare(key)) ?? '';
      return placeholders(text).join() === placeholders(other).join() ? [] : [key];
    });
    expect(differing).toEqual([]);
  });

  it('are there for every key of the code and of the flows', () => {
    const known = new Set(bareKeys(th));
    const wanted = [
      ...literal,
      ...flowKeys,
      ...[...errorCodes].map((code) => `errors.${code}`),
      ...[...findingCodes].map((code) => `findings.${code}`),
      ...Object.entries(FILLED).flatMap(([prefix, values]) => values.map((value) => `${prefix}${value}`)),
    ];
    expect(wanted.filter((key) => !known.has(key))).toEqual([]);
    expect(prefixes.filter((prefix) => !bareKeys(th).some((key) => key.startsWith(prefix)))).toEqual([]);
  });

  it('are all used', () => {
    const open = prefixes.filter((prefix) => !['errors.', 'findings.', 'control.'].includes(prefix));
    const used = new Set([
      ...literal,
      ...flowKeys,
      ...(FILLED['control.'] ?? []).map((name) => `control.${name}`),
      ...[...kebab].flatMap((code) => [`errors.${code}`, `findings.${code}`]),
    ]);
    const unused = bareKeys(th).filter(
      (key) => !key.startsWith('simulator.') && !used.has(key) && !open.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it('of the simulator are those its page shows', () => {
    const shown = [...all(page, /\bt\('([\w.]+)'/g), ...all(page, /data-text="([\w.]+)"/g)];
    const begun = [...all(page, /\bt\(`([\w.]+)\$\{/g)];
    // Handed to a helper that makes the button.
    const handed = all(page, /'([a-zA-Z]\w+)'/g);
    const keys = bareKeys(th).flatMap((key) => (key.startsWith('simulator.') ? [key.slice('simulator.'.length)] : []));
    expect(shown.filter((key) => !keys.includes(key))).toEqual([]);
    expect(
      keys.filter((key) => !shown.includes(key) && !handed.has(key) && !begun.some((one) => key.startsWith(one))),
    ).toEqual([]);
  });

  it('are polite in Thai: what the bot says to a person ends a sentence with ค่ะ, คะ or นะคะ somewhere', () => {
    const SPOKEN = [
      'answers',
      'bot',
      'refusal',
      'findings',
      'invite',
      'link',
      'members',
      'language',
      'register',
      'resume',
    ];
    const plain =
      /^(?:answers\.(?:money|member|unit|scope|measure|year)\.(?:none|all|shown|plain|add|dimension)|.*\.label|bot\.name|invite\.uses\.\w+|link\.(?:yes|no|unlink\.(?:keep|undo))|members\.sure\.(?:yes|no)|language\.(?:th|en)|register\.(?:confirm|invited\w*)|resume\.answer)$/;
    const curt = [...th].filter(
      ([key, text]) => SPOKEN.includes(key.split('.')[0] ?? '') && !plain.test(key) && !/ค่ะ|คะ/.test(text),
    );
    expect(curt.map(([key]) => key)).toEqual([]);
  });

  it('hold no man speaking, no stray spaces and no double particles', () => {
    const odd = [...th, ...en].filter(([, text]) => /ครับ|ค่ะค่ะ|คะ่|นะค่ะ|[ \t]{2}(?!sujarit)|^\s|\s$/.test(text));
    expect(odd.map(([key]) => key)).toEqual([]);
  });
});

describe('the words people type', () => {
  const words = (['th', 'en'] as const).map((locale) => sentences[locale]['words'] as LocaleWords);
  const book = makeWordBook(words);

  it('name one thing each, and there is one at least for every command and control in each language', () => {
    for (const { command, control } of words) {
      expect(Object.keys(command).toSorted()).toEqual([...COMMANDS].toSorted());
      expect(Object.keys(control).toSorted()).toEqual([...(FILLED['control.'] ?? [])].toSorted());
      for (const list of Object.values({ ...command, ...control })) expect(list.length).toBeGreaterThan(0);
    }
    const typed = words.flatMap(({ command, control }) =>
      [command, control].flatMap((one) => Object.values(one).flat()),
    );
    // Alone, before what is to be saved, it changes that; with a measure, or when nothing is open, what is saved.
    const edit = ['แก้ไข', 'edit'];
    expect(typed.filter((word, index) => typed.indexOf(word) !== index)).toEqual(edit);
    const both = [...book.commands.keys()].filter((word) => book.controls.has(word));
    expect(both).toEqual(edit);
  });

  it('that stand for two things are refused by name', () => {
    const [first] = words;
    if (first === undefined) throw new Error('no words');
    const clash = { ...first, command: { ...first.command, report: ['สรุป'] } };
    expect(() => makeWordBook([clash])).toThrow('the word "สรุป" stands for two things');
  });

  it('are those on the buttons: what is shown can be typed', () => {
    for (const speaker of Object.values(speakers)) {
      for (const command of COMMANDS) {
        expect(readCommand(speaker.say({ key: `menu.${command}` }), book)?.command).toBe(command);
      }
      for (const control of FILLED['control.'] ?? []) {
        expect(readControl(speaker.say({ key: `control.${control}` }), book)).toBe(control);
      }
      expect(readControl(speaker.say({ key: 'control.keep' }), book)).toBe('continue');
      expect(readCommand(speaker.say({ key: 'report.next', params: { number: 5 } }), book)).toEqual({
        command: 'report',
        rest: '5',
      });
    }
  });

  it('are those of the contract', () => {
    const contract = {
      ลงทะเบียน: 'register',
      รายงาน: 'report',
      สรุป: 'summary',
      ค้าง: 'pending',
      เชิญ: 'invite',
      ผูกกลุ่ม: 'link',
      ช่วยเหลือ: 'help',
      ภาษา: 'language',
    };
    for (const [thai, english] of Object.entries(contract)) {
      expect(readCommand(thai, book)?.command).toBe(english);
      expect(readCommand(english, book)?.command).toBe(english);
    }
    const controls = { ยกเลิก: 'cancel', ย้อนกลับ: 'back', ข้าม: 'skip' };
    for (const [thai, english] of Object.entries(controls)) {
      expect([readControl(thai, book), readControl(english, book)]).toEqual([english, english]);
    }
  });

  it('need a space before more words: Thai has none between words', () => {
    expect(readCommand('สรุปผลการอบรม', book)).toBeNull();
    expect(readCommand('สรุป  กองคลัง', book)).toEqual({ command: 'summary', rest: 'กองคลัง' });
    expect(readCommand('REPORT 5', book)).toEqual({ command: 'report', rest: '5' });
  });
});
