import { z } from 'zod';
import { readSecretFile } from './env-file.ts';
import { LOCALES } from './i18n.ts';
import type { Locale } from './i18n.ts';

/** The settings of the program, read once from the environment; nothing else reads it. */
export interface Config {
  port: number;
  host: string;
  /** Where people's browsers reach this server, without a slash at the end. */
  publicBaseUrl: string;
  /** Absent: LINE is played by the emulator on this machine. */
  line?: { channelSecret: string; channelAccessToken: string };
  lineApiBaseUrl: string;
  lineDataApiBaseUrl: string;
  /** Absent: the embedded engine in `dataDir`. */
  mongodbUri?: string;
  dataDir: string;
  /** Registers the first coordinator; absent: generated. */
  setupCode?: string;
  timeZone: string;
  defaultLocale: Locale;
  logLevel: string;
}

/** A setting that cannot be used: its name and why (a key of locales/), never its value. */
export interface ConfigProblem {
  name: string;
  key: string;
}

/** Every setting with its default, in the order of `.env.example`; `null`: none. */
export const DEFAULTS = {
  PORT: '3000',
  HOST: '127.0.0.1',
  PUBLIC_BASE_URL: null,
  LINE_CHANNEL_SECRET: null,
  LINE_CHANNEL_SECRET_FILE: null,
  LINE_CHANNEL_ACCESS_TOKEN: null,
  LINE_CHANNEL_ACCESS_TOKEN_FILE: null,
  LINE_API_BASE_URL: 'https://api.line.me',
  LINE_DATA_API_BASE_URL: 'https://api-data.line.me',
  MONGODB_URI: null,
  MONGODB_URI_FILE: null,
  DATA_DIR: './data',
  SETUP_CODE: null,
  SETUP_CODE_FILE: null,
  TIMEZONE: 'Asia/Bangkok',
  DEFAULT_LOCALE: 'th',
  LOG_LEVEL: 'info',
} as const satisfies Record<string, string | null>;

type Name = keyof typeof DEFAULTS;

/** Settings that nobody else may see: `<name>_FILE` may name a file that holds the value instead. */
const SECRETS = ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN', 'MONGODB_URI', 'SETUP_CODE'] as const;
type Secret = (typeof SECRETS)[number];

/** Reads the file of a secret: its text, or why there is none (a key of locales/). Never throws. */
export type ReadSecretFile = (path: string) => { text: string } | { key: string };

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Without a path: the SDK drops one silently. */
const host = z.url({ protocol: /^https?$/ }).refine((url) => URL.canParse(url) && new URL(url).pathname === '/');

interface Rule {
  rule: z.ZodType;
  key: string;
}

const RULES: Partial<Record<Name, Rule>> = {
  PORT: { rule: z.coerce.number().int().min(0).max(65535), key: 'config.port' },
  PUBLIC_BASE_URL: { rule: z.url({ protocol: /^https?$/ }), key: 'config.url' },
  LINE_API_BASE_URL: { rule: host, key: 'config.host' },
  LINE_DATA_API_BASE_URL: { rule: host, key: 'config.host' },
  MONGODB_URI: { rule: z.string().regex(/^mongodb(\+srv)?:\/\//), key: 'config.mongodb' },
  SETUP_CODE: { rule: z.string().regex(/^[A-Za-z0-9-]{6,64}$/), key: 'config.setupCode' },
  TIMEZONE: { rule: z.string().refine(isTimeZone), key: 'config.timeZone' },
  DEFAULT_LOCALE: { rule: z.enum(LOCALES), key: 'config.locale' },
  LOG_LEVEL: { rule: z.enum(LOG_LEVELS), key: 'config.logLevel' },
};

/** Reads and checks the environment and the files of secrets it names; every problem at once. An empty variable counts as absent. */
export function readConfig(
  env: NodeJS.ProcessEnv,
  readFile: ReadSecretFile = readSecretFile,
): { config: Config } | { problems: ConfigProblem[] } {
  const written = (name: Name): string | undefined => {
    const given = env[name]?.trim();
    return given === '' ? undefined : given;
  };
  const fromFiles = new Map<Name, string>();
  const problems: ConfigProblem[] = [];
  for (const name of SECRETS) {
    const path = written(fileOf(name));
    if (path === undefined) continue;
    const read = written(name) === undefined ? secretIn(path, readFile) : { key: 'config.secretTwice' };
    if ('key' in read) problems.push({ name: fileOf(name), key: read.key });
    else fromFiles.set(name, read.text);
  }
  const value = (name: Name): string | undefined => fromFiles.get(name) ?? written(name) ?? DEFAULTS[name] ?? undefined;
  for (const [name, { rule, key }] of Object.entries(RULES) as [Name, Rule][]) {
    const given = value(name);
    if (given === undefined || rule.safeParse(given).success) continue;
    problems.push({ name: fromFiles.has(name) ? `${name}_FILE` : name, key });
  }
  // A file that could not be read is told of once, above.
  const isGiven = (name: Secret): boolean => written(name) !== undefined || written(fileOf(name)) !== undefined;
  if (isGiven('LINE_CHANNEL_SECRET') !== isGiven('LINE_CHANNEL_ACCESS_TOKEN')) {
    const missing = isGiven('LINE_CHANNEL_SECRET') ? 'LINE_CHANNEL_ACCESS_TOKEN' : 'LINE_CHANNEL_SECRET';
    problems.push({ name: missing, key: 'config.bothOrNone' });
  }
  if (problems.length > 0) return { problems };
  const secret = value('LINE_CHANNEL_SECRET');
  const token = value('LINE_CHANNEL_ACCESS_TOKEN');
  const port = Number(value('PORT'));
  const hostName = value('HOST') ?? '';
  const mongodbUri = value('MONGODB_URI');
  const setupCode = value('SETUP_CODE');
  return {
    config: {
      port,
      host: hostName,
      publicBaseUrl: (value('PUBLIC_BASE_URL') ?? `http://${hostName}:${port}`).replace(/\/$/, ''),
      lineApiBaseUrl: value('LINE_API_BASE_URL') ?? '',
      lineDataApiBaseUrl: value('LINE_DATA_API_BASE_URL') ?? '',
      dataDir: value('DATA_DIR') ?? '',
      timeZone: value('TIMEZONE') ?? '',
      defaultLocale: (value('DEFAULT_LOCALE') ?? 'th') as Locale,
      logLevel: value('LOG_LEVEL') ?? 'info',
      ...(secret === undefined || token === undefined
        ? {}
        : { line: { channelSecret: secret, channelAccessToken: token } }),
      ...(mongodbUri === undefined ? {} : { mongodbUri }),
      ...(setupCode === undefined ? {} : { setupCode }),
    },
  };
}

const fileOf = <Of extends Secret>(name: Of): `${Of}_FILE` => `${name}_FILE`;

/** The one line a file holds, as a variable would hold it. */
function secretIn(path: string, readFile: ReadSecretFile): ReturnType<ReadSecretFile> {
  const read = readFile(path);
  if ('key' in read) return read;
  const text = read.text.trim();
  if (text === '') return { key: 'config.secretEmpty' };
  return /\p{Cc}/u.test(text) ? { key: 'config.secretLines' } : { text };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
