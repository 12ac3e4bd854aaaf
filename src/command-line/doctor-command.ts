import { examineBackup, examineChannel, examineOrganisation } from '../app/doctor.ts';
import type { Check, CheckState, DoctorParts } from '../app/doctor.ts';
import type { Organisation, SettingStore } from '../app/store-port.ts';
import { AppError } from '../errors.ts';
import type { Phrase, Text } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import { readReminderDefaults } from '../reminder-defaults.ts';
import { askLine } from './ask-line.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { organisationsOf } from './organisation.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/** A check with what a person is told of it. */
interface Finding {
  code: string;
  state: CheckState;
  message: string;
}

interface DoctorDocument {
  /** Nothing is `failed`. */
  ok: boolean;
  channel: Finding[];
  store: Finding;
  backup: Finding;
  organisations: { organisation: string; checks: Finding[] }[];
}

/** `doctor`: the fire drill of the channel and of every organisation, at once. Exit code 1 when something has failed. */
export const doctorCommand: Command = async (args, { config, speaker, now, out }) => {
  const { files, json, plan } = readOptions(args, ['organisation', 'json']);
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  const insight = askLine(config);
  const defaults = readReminderDefaults();
  const examine = (settings: SettingStore) =>
    config.line === undefined
      ? Promise.resolve(EMULATED)
      : examineChannel({ store: { settings }, insight, defaults, now: () => now });
  const worded = (checks: readonly Check[]) => checks.map((check) => asFinding(check, speaker));

  const found = await busyOr(() =>
    withStore(config, async (store) => {
      const organisations = await organisationsOf(store, plan.organisation);
      const channel = await examine(store.settings);
      return {
        channel,
        backup: await examineBackup(store.settings, now),
        organisations: await examineAll({ store, insight, defaults, now: () => now }, organisations),
      };
    }),
  );
  const busy = found instanceof AppError;
  const channel = busy ? await examine(FORGETFUL) : found.channel;
  const organisations = busy ? [] : found.organisations;
  const document: DoctorDocument = {
    ok: [channel, ...organisations.map(({ checks }) => checks)].flat().every(({ state }) => state !== 'failed'),
    channel:
      config.line === undefined
        ? channel.map(({ code, state }) => finding(code, state, { key: 'cli.doctor.emulated' }, speaker))
        : worded(channel),
    store: busy
      ? finding('store', 'unknown', { key: found.messageKey, params: found.params }, speaker)
      : finding('store', 'ok', storeOk(organisations.length), speaker),
    backup: asFinding(busy ? { code: 'backup', state: 'unknown' } : found.backup, speaker),
    organisations: organisations.map(({ organisation, checks }) => ({ organisation, checks: worded(checks) })),
  };
  out(json ? `${JSON.stringify(document)}\n` : `${readable(document, speaker)}\n`);
  return document.ok ? EXIT.done : EXIT.refused;
};

/** Without a channel LINE is played by the emulator, and there is nobody to ask. */
const EMULATED: Check[] = [
  { code: 'token', state: 'unknown' },
  { code: 'webhook', state: 'unknown' },
  { code: 'quota', state: 'unknown' },
];

/** Settings while the server has the store: what LINE tells is shown and not kept. */
const FORGETFUL: SettingStore = {
  once: (_key, initial) => Promise.resolve(initial),
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
};

/** What was found; the refusal when another process has the store. */
async function busyOr<Result>(act: () => Promise<Result>): Promise<Result | AppError> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof AppError && error.code === 'store-folder-busy') return error;
    throw error;
  }
}

async function examineAll(
  parts: DoctorParts,
  organisations: readonly Organisation[],
): Promise<{ organisation: string; checks: Check[] }[]> {
  const examined = [];
  for (const organisation of organisations) {
    examined.push({ organisation: organisation.name, checks: await examineOrganisation(parts, organisation) });
  }
  return examined;
}

const storeOk = (count: number): Text => ({ key: 'cli.doctor.store', params: { count } });

const asFinding = ({ code, state, params }: Check, speaker: Speaker): Finding =>
  finding(code, state, { key: `doctor.${code}.${state}`, ...(params === undefined ? {} : { params }) }, speaker);

const finding = (code: string, state: CheckState, message: Phrase, speaker: Speaker): Finding => ({
  code,
  state,
  message: speaker.say(message),
});

function readable({ ok, channel, store, backup, organisations }: DoctorDocument, speaker: Speaker): string {
  const line = ({ code, state, message }: Finding) =>
    speaker.say({
      key: 'cli.doctor.check',
      params: {
        state: { text: { key: `cli.doctor.state.${state}` } },
        what: { text: { key: code === 'store' ? 'cli.doctor.label.store' : `doctor.label.${code}` } },
        message,
      },
    });
  return [
    ...channel.map(line),
    line(store),
    line(backup),
    ...organisations.flatMap(({ organisation, checks }) => [
      speaker.say({ key: 'doctor.title', params: { organisation } }),
      ...checks.map((check) => `  ${line(check)}`),
    ]),
    speaker.say({ key: ok ? 'cli.doctor.ok' : 'cli.doctor.failed' }),
  ].join('\n');
}
