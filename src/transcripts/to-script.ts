import type { Store } from '../app/store-port.ts';
import type { Content } from '../content.ts';
import type { Emulator } from '../emulator/emulator.ts';
import type { Locale } from '../i18n.ts';
import { readSampleOffice } from '../sample-office.ts';
import { bangkokDate, bangkokTime } from '../thai/calendar.ts';
import { Cast } from './cast.ts';
import { identitiesOf } from './identities.ts';
import { Mask } from './mask.ts';
import { ACT_MS, instantOf } from './play.ts';
import type { Recorded, Recorder } from './recorder.ts';
import type { Deed, Script, ScriptAct } from './script.ts';
import { hashOf, sampleName } from './stand-ins.ts';

/** Where a conversation was recorded. */
export interface RecordedAt {
  emulator: Emulator;
  store: Store;
  content: Content;
  locale: Locale;
  setupCodeHash: string;
}

/** Acts that lie further apart than this have the clock set between them; nearer ones follow at once. */
const LONGEST_PAUSE_MS = 10 * 60 * 1000;

/** What was recorded, without identities. @param officeNames offices that everyone has */
export async function toScript(
  recorder: Recorder,
  recordedAt: RecordedAt,
  officeNames: readonly string[],
): Promise<{ script: Script; mask: Mask }> {
  const { acts, codes } = recorder;
  const cast = castOf(recorder, recordedAt);
  const { names, words } = await identitiesOf(acts, recordedAt, cast, officeNames);
  const mask = new Mask({ names, words, codes, setupCodeHash: recordedAt.setupCodeHash });
  const at = minuteOf(acts[0]?.at ?? recordedAt.emulator.platform.clock.now());
  let clock = instantOf(at);
  const script: ScriptAct[] = [];
  for (const act of acts) {
    const here = { chat: cast.name(act.chatId), who: act.userId === undefined ? '' : cast.letter(act.userId) };
    clock += ACT_MS;
    if (Math.abs(act.at - clock) > LONGEST_PAUSE_MS) {
      const set = minuteOf(act.at);
      script.push({ ...here, deed: { type: 'clock', at: set } });
      clock = instantOf(set) + ACT_MS;
    }
    script.push({ ...here, deed: deedOf(act, recordedAt.emulator, cast, mask) });
  }
  return { script: { at, locale: recordedAt.locale, people: cast.people, groups: cast.groups, acts: script }, mask };
}

/** Everybody has a letter before a name is looked for in what they wrote. */
function castOf({ acts, beginnings }: Recorder, { emulator }: RecordedAt): Cast {
  const cast = new Cast(readSampleOffice());
  for (const { chatId, userId, deed } of acts) {
    if (emulator.platform.gatherings.has(chatId)) cast.group(chatId, beginnings.get(chatId) ?? []);
    if (userId !== undefined) cast.letter(userId);
    if (deed.type === 'joins' || deed.type === 'leaves') cast.letter(deed.userId);
  }
  return cast;
}

function deedOf({ deed }: Recorded, emulator: Emulator, cast: Cast, mask: Mask): Deed {
  switch (deed.type) {
    case 'say':
    case 'edit':
      return { ...deed, text: mask.text(deed.text) };
    case 'tap':
      return { ...deed, label: mask.text(deed.label) };
    case 'send': {
      const { messageId, fileName, ...rest } = deed;
      return { ...rest, name: standInName(emulator.platform.media.get(messageId)?.bytes, fileName, mask) };
    }
    case 'joins':
    case 'leaves':
      return { type: deed.type, letter: cast.letter(deed.userId) };
    default:
      return deed;
  }
}

/** Photos of the same bytes have the same stand-in, and so have files of the same name. */
function standInName(bytes: Buffer | undefined, fileName: string | undefined, mask: Mask): string {
  if (bytes === undefined) return '';
  return fileName === undefined ? String(mask.nth(hashOf(bytes))) : (sampleName(bytes) ?? mask.fileName(fileName));
}

const minuteOf = (instant: number): string => `${bangkokDate(instant)} ${bangkokTime(instant)}`;
