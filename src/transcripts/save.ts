import type { Content } from '../content.ts';
import { bangkokDate, bangkokTime } from '../thai/calendar.ts';
import { onFreshStage } from './fresh-stage.ts';
import type { OpenScratch } from './fresh-stage.ts';
import { playScript } from './play.ts';
import type { Recorder } from './recorder.ts';
import { readTranscript, writeTranscript } from './text.ts';
import { toScript } from './to-script.ts';
import type { RecordedAt } from './to-script.ts';

/** A conversation as a file, and how many of the bot's messages were others when it was recorded. */
export interface Saved {
  text: string;
  /** Not 0 when something was there that the sample office does not have: earlier conversations, a fault. */
  differing: number;
}

/**
 * The recorded conversation as a transcript without identities. It is played on a fresh sample office once, with
 * invented names: the answers in it are those, so nothing of what the bot knew when it was recorded can be among them.
 */
export async function saveTranscript(
  recorder: Recorder,
  recordedAt: RecordedAt,
  openScratch: OpenScratch,
): Promise<Saved> {
  const { content, locale, emulator } = recordedAt;
  const now = emulator.platform.clock.now();
  const at = `${bangkokDate(recorder.acts[0]?.at ?? now)} ${bangkokTime(recorder.acts[0]?.at ?? now)}`;
  return onFreshStage({ openScratch, content, locale, at }, async (stage, clock) => {
    const offices = (await stage.store.organisations.all()).map(({ name }) => name);
    const { script, mask } = await toScript(recorder, recordedAt, offices);
    const played = await playScript(stage, clock, script, { leaveOut: true });
    const seen = recorder.heard().map((text) => bare(mask.text(text)));
    const heard = played.flatMap(({ answers }) => answers.map(({ text }) => bare(text)));
    return { text: writeTranscript(script, played), differing: missingFrom(seen, heard) };
  });
}

/** Plays a transcript again: what it would be today. @throws TranscriptError, NotThere */
export async function playTranscript(text: string, content: Content, openScratch: OpenScratch): Promise<string> {
  const script = readTranscript(text);
  const { locale, at } = script;
  return onFreshStage({ openScratch, content, locale, at }, async (stage, clock) =>
    writeTranscript(script, await playScript(stage, clock, script)),
  );
}

/** What is the same whoever spoke and when: names of others stand in another order. */
const bare = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/https?:\/\/\S+|<(?:link|code) \d+>|^\([a-z]+\)$|\d+\)|[\p{Nd}\s]/gu, ''))
    .toSorted()
    .join('\n');

/** How many of the ones seen were not heard again. */
function missingFrom(seen: readonly string[], heard: readonly string[]): number {
  const left = [...heard];
  return seen.filter((text) => {
    const found = left.indexOf(text);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  }).length;
}
