import { sentenceOf } from '../app/check.ts';
import type { Check, CheckState } from '../app/check.ts';
import { examineBackup, examineOrganisation } from '../app/doctor.ts';
import type { DoctorParts } from '../app/doctor.ts';
import { examineChannel, examineConsole } from '../app/examine-channel.ts';
import { menusCheck } from '../app/menus.ts';
import type { SettingStore, Store } from '../app/store-port.ts';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import type { Phrase } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import { readReminderDefaults } from '../reminder-defaults.ts';
import { openStore } from '../store/connect.ts';
import { examineHealth } from '../store/health.ts';
import { makeStore } from '../store/make-store.ts';
import { ASK_TIMEOUT_MS, askLine } from './ask-line.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { examineDisk, storeCheck } from './examine-store.ts';
import { readOptions } from './options.ts';
import { organisationsOf } from './organisation.ts';
import { menusOf } from './richmenu-command.ts';
import { WrongUse } from './wrong-use.ts';

/** A check with what a person is told of it. */
interface Finding {
  code: string;
  state: CheckState;
  reason?: string;
  message: string;
}

interface DoctorDocument {
  /** Nothing is `failed`. */
  ok: boolean;
  channel: Finding[];
  store: Finding;
  /** Of the embedded engine only: a server looks after its own. */
  disk?: Finding;
  backup: Finding;
  organisations: { organisation: string; checks: Finding[] }[];
}

/** `doctor`: the fire drill of the channel, the store and every organisation, at once. Exit code 1 when something has failed. */
export const doctorCommand: Command = async (args, { config, speaker, now: begun, out }) => {
  const { files, json, plan } = readOptions(args, ['organisation', 'json']);
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  const insight = askLine(config);
  const defaults = readReminderDefaults();
  // The clock is compared with LINE's: what the command itself takes must not count.
  const start = performance.now();
  const now = () => begun + Math.round(performance.now() - start);
  const webhookUrl = expectedWebhook(config);
  const examineAt = (settings: SettingStore): Promise<Check[]> =>
    config.line === undefined
      ? Promise.resolve(EMULATED)
      : examineChannel({ store: { settings }, insight, now, ...(webhookUrl === undefined ? {} : { webhookUrl }) });

  const { store: itself, kept } = await examineStore(config, async (store) => ({
    channel: await examineAt(store.settings),
    backup: await examineBackup(store.settings, begun),
    organisations: await examineAll({ store, insight, defaults, now: () => begun }, plan.organisation),
  }));
  const channel = kept?.channel ?? (await examineAt(FORGETFUL));
  const organisations = kept?.organisations ?? [];
  const menus = config.line === undefined ? [] : [await menusCheck(menusOf(config, ASK_TIMEOUT_MS))];
  const disk = config.mongodbUri === undefined ? await examineDisk(config.dataDir) : undefined;

  const said = (check: Check): Finding => finding(check, sentenceOf(check), speaker);
  const document: Omit<DoctorDocument, 'ok'> = {
    channel:
      config.line === undefined
        ? channel.map((check) => finding(check, { key: 'cli.doctor.emulated' }, speaker))
        : [...channel, ...menus, ...examineConsole(isJoined(organisations))].map(said),
    store: itself instanceof AppError ? asRefused(itself, speaker) : said(itself),
    ...(disk === undefined ? {} : { disk: said(disk) }),
    backup: said(kept?.backup ?? { code: 'backup', state: 'unknown' }),
    organisations: organisations.map(({ organisation, checks }) => ({ organisation, checks: checks.map(said) })),
  };
  const everything = [...document.channel, document.store, ...document.organisations.flatMap(({ checks }) => checks)];
  const whole = { ok: everything.every(({ state }) => state !== 'failed'), ...document };
  out(json ? `${JSON.stringify(whole)}\n` : `${readable(whole, speaker)}\n`);
  return whole.ok ? EXIT.done : EXIT.refused;
};

/** Where LINE should send webhooks; nothing when nobody has said where the bot is reached: the address it listens on says nothing. */
function expectedWebhook({ publicBaseUrl, host, port }: Config): string | undefined {
  return publicBaseUrl === `http://${host}:${port}` ? undefined : `${publicBaseUrl}/webhook/line`;
}

/** Without a channel LINE is played by the emulator, and there is nobody to ask. */
const EMULATED: Check[] = [
  { code: 'token', state: 'unknown' },
  { code: 'webhook', state: 'unknown' },
  { code: 'quota', state: 'unknown' },
];

/** Settings while there is no store to keep them in: what LINE tells is shown and not kept. */
const FORGETFUL: SettingStore = {
  once: (_key, initial) => Promise.resolve(initial),
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
};

interface OfOrganisation {
  organisation: string;
  checks: Check[];
}

/** What is found with the help of a store that works. */
interface Kept {
  channel: Check[];
  backup: Check;
  organisations: OfOrganisation[];
}

/** Tries the store out, or says why it cannot be opened; `kept` is there when it works. */
async function examineStore(
  { mongodbUri, dataDir }: Config,
  examine: (store: Store) => Promise<Kept>,
): Promise<{ store: Check | AppError; kept?: Kept }> {
  const opened = await openStore({ dataDir, ...(mongodbUri === undefined ? {} : { mongodbUri }) }).catch(
    refusalOrThrow,
  );
  if (opened instanceof AppError) return { store: opened };
  try {
    const health = await examineHealth(opened);
    if (health.write !== 'kept') return { store: storeCheck(health, 0) };
    const kept = await examine(await makeStore(opened.connection));
    return { store: storeCheck(health, kept.organisations.length), kept };
  } finally {
    await opened.close();
  }
}

function refusalOrThrow(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}

async function examineAll(parts: DoctorParts, name: string | undefined): Promise<OfOrganisation[]> {
  const examined = [];
  for (const organisation of await organisationsOf(parts.store, name)) {
    examined.push({ organisation: organisation.name, checks: await examineOrganisation(parts, organisation) });
  }
  return examined;
}

/** Whether LINE says of any linked group that the bot is in it. */
const isJoined = (organisations: readonly OfOrganisation[]): boolean =>
  organisations.some(({ checks }) =>
    checks.some(({ code, params }) => code === 'groups' && Number(params?.['there']) > 0),
  );

/** A store that a running server holds is no fault; any other that cannot be opened is. */
function asRefused({ code, messageKey, params }: AppError, speaker: Speaker): Finding {
  const state = code === 'store-folder-busy' ? 'unknown' : 'failed';
  return finding({ code: 'store', state, reason: code }, { key: messageKey, params }, speaker);
}

const finding = ({ code, state, reason }: Omit<Check, 'params'>, message: Phrase, speaker: Speaker): Finding => ({
  code,
  state,
  ...(reason === undefined ? {} : { reason }),
  message: speaker.say(message),
});

function readable({ ok, channel, store, disk, backup, organisations }: DoctorDocument, speaker: Speaker): string {
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
    ...[...channel, store, ...(disk === undefined ? [] : [disk]), backup].map(line),
    ...organisations.flatMap(({ organisation, checks }) => [
      speaker.say({ key: 'doctor.title', params: { organisation } }),
      ...checks.map((check) => `  ${line(check)}`),
    ]),
    speaker.say({ key: ok ? 'cli.doctor.ok' : 'cli.doctor.failed' }),
  ].join('\n');
}
