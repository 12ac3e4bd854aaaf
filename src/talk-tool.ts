import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { hashCode } from './app/codes.ts';
import { movableClock, systemClock } from './clock.ts';
import { readContent } from './content.ts';
import type { Content } from './content.ts';
import { isLocale, makeSpeakers } from './i18n.ts';
import type { Locale, Speaker } from './i18n.ts';
import { leanFetch } from './line/fetch.ts';
import { openStore } from './store/connect.ts';
import type { OpenStore } from './store/connect.ts';
import { makeStore } from './store/make-store.ts';
import { scratchBeside } from './store/scratch.ts';
import { readClock } from './talk/read-clock.ts';
import { Terminal } from './talk/terminal.ts';
import { recordActs } from './transcripts/recorder.ts';
import { playTranscript, saveTranscript } from './transcripts/save.ts';
import { openStage } from './transcripts/stage.ts';

/** `npm run talk`: a chat with the bot in the terminal; `--again <files>` plays transcripts and writes what is answered today. */
async function main(): Promise<number> {
  const content = readContent();
  const speakers = makeSpeakers(content.sentences);
  const read = readWords();
  const locale = languageOf(read?.lang);
  if (read === null || locale === undefined) {
    process.stderr.write(`${speakers.th.say({ key: 'talk.usage' })}\n`);
    return 2;
  }
  const speaker = speakers[locale];
  const told = read.data ?? process.env['DATA_DIR'];
  const dataDir = told ?? (await mkdtemp(join(tmpdir(), 'nong-sujarit-talk-')));
  const opened = await openStore({ dataDir });
  try {
    if (read.again.length > 0) await playAgain(read.again, content, opened);
    else await chat({ ...read, content, locale, speaker, opened });
  } finally {
    await opened.close();
    if (told === undefined) await rm(dataDir, { recursive: true, force: true });
  }
  return 0;
}

interface Words {
  lang?: string;
  as?: string;
  in?: string;
  data?: string;
  at?: string;
  again: readonly string[];
}

function readWords(): Words | null {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      options: { lang: text, as: text, in: text, data: text, at: text, again: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const { again, ...words } = values;
    const isClock = words.at === undefined || readClock(words.at, 0) !== null;
    return isClock && again === positionals.length > 0 ? { ...words, again: positionals } : null;
  } catch {
    return null;
  }
}

/** The language that is asked for, else that of the terminal. */
function languageOf(wanted: string | undefined): Locale | undefined {
  if (wanted !== undefined) return isLocale(wanted) ? wanted : undefined;
  return (process.env['LANG'] ?? '').startsWith('en') ? 'en' : 'th';
}

async function chat(
  parts: Words & { content: Content; locale: Locale; speaker: Speaker; opened: OpenStore },
): Promise<void> {
  const { content, locale, speaker, opened } = parts;
  const clock = movableClock(systemClock);
  if (parts.at !== undefined) clock.moveTo(readClock(parts.at, 0));
  const store = await makeStore(opened.connection, () => clock.now());
  const stage = await openStage({ store, clock, content, locale });
  const recorder = recordActs(stage.emulator);
  const recordedAt = { emulator: stage.emulator, store, content, locale, setupCodeHash: hashCode(stage.setupCode) };
  const terminal = new Terminal({
    stage,
    clock,
    speaker,
    save: () => saveTranscript(recorder, recordedAt, scratchBeside(opened.connection)),
    codes: () => recorder.codes,
    print: (text) => process.stdout.write(`${text}\n`),
  });
  if (parts.as === undefined) terminal.begin();
  else await terminal.take(`:as ${parts.as}`);
  if (parts.in !== undefined) await terminal.take(`:in ${parts.in}`);
  const isTerminal = process.stdin.isTTY;
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: isTerminal, prompt: '> ' });
  lines.prompt();
  for await (const line of lines) {
    // What comes from a file or a pipe nobody has seen yet.
    if (!isTerminal) process.stdout.write(`${line}\n`);
    await terminal.take(line);
    if (terminal.over) break;
    lines.prompt();
  }
  lines.close();
  await stage.close();
}

async function playAgain(files: readonly string[], content: Content, opened: OpenStore): Promise<void> {
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    const remarks = text.split('\n').filter((line) => line.startsWith('#'));
    const played = await playTranscript(text, content, scratchBeside(opened.connection));
    await writeFile(file, `${[...remarks, ''].join('\n')}${played}`);
    process.stdout.write(`${file}\n`);
  }
}

globalThis.fetch = leanFetch(globalThis.fetch);
process.exitCode = await main();
