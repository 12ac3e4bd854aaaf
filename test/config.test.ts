import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULTS, readConfig } from '../src/config.ts';
import { readSecretFile } from '../src/env-file.ts';
import { makeSpeakers } from '../src/i18n.ts';
import { readLocales } from '../src/locale-files.ts';

const problems = (env: NodeJS.ProcessEnv) => {
  const read = readConfig(env);
  return 'problems' in read ? read.problems : [];
};
const config = (env: NodeJS.ProcessEnv) => {
  const read = readConfig(env);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.config;
};

describe('the settings', () => {
  it('are in .env.example with their defaults, in order', () => {
    const written = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      value === '' ? null : value,
    ]);
    expect(written).toEqual(Object.entries(DEFAULTS));
  });

  it('are all optional: without any, the emulator and the embedded engine', () => {
    expect(config({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicBaseUrl: 'http://127.0.0.1:3000',
      lineApiBaseUrl: 'https://api.line.me',
      lineDataApiBaseUrl: 'https://api-data.line.me',
      dataDir: './data',
      timeZone: 'Asia/Bangkok',
      defaultLocale: 'th',
      logLevel: 'info',
    });
  });

  it('count as absent when empty or blank', () => {
    expect(config({ PORT: '', LINE_CHANNEL_SECRET: ' ', MONGODB_URI: '' })).toEqual(config({}));
  });

  it('are read when given', () => {
    const given = config({
      PORT: '8080',
      PUBLIC_BASE_URL: 'https://bot.example.go.th/',
      LINE_CHANNEL_SECRET: 'secret',
      LINE_CHANNEL_ACCESS_TOKEN: 'token',
      MONGODB_URI: 'mongodb+srv://user:pw@host/db',
      SETUP_CODE: 'START-2570',
      DEFAULT_LOCALE: 'en',
    });
    expect(given).toMatchObject({
      port: 8080,
      publicBaseUrl: 'https://bot.example.go.th',
      line: { channelSecret: 'secret', channelAccessToken: 'token' },
      mongodbUri: 'mongodb+srv://user:pw@host/db',
      setupCode: 'START-2570',
      defaultLocale: 'en',
    });
  });

  const WRONG = {
    PORT: '99999-private',
    PUBLIC_BASE_URL: 'ftp://private',
    LINE_API_BASE_URL: 'https://private/with/path',
    LINE_DATA_API_BASE_URL: 'private',
    MONGODB_URI: 'postgres://private',
    SETUP_CODE: 'private!',
    TIMEZONE: 'Mars/Private',
    DEFAULT_LOCALE: 'private',
    LOG_LEVEL: 'private',
    LINE_CHANNEL_SECRET: 'private-secret',
  };

  it('that are wrong are told all at once, by name', () => {
    expect(problems(WRONG).map(({ name }) => name)).toEqual([
      'PORT',
      'PUBLIC_BASE_URL',
      'LINE_API_BASE_URL',
      'LINE_DATA_API_BASE_URL',
      'MONGODB_URI',
      'SETUP_CODE',
      'TIMEZONE',
      'DEFAULT_LOCALE',
      'LOG_LEVEL',
      'LINE_CHANNEL_ACCESS_TOKEN',
    ]);
  });

  it('never have their values shown', () => {
    const speakers = Object.values(makeSpeakers(readLocales('locales')));
    for (const { name, key } of problems(WRONG)) {
      for (const speaker of speakers) {
        const said = speaker.say({ key: 'config.problem', params: { name, reason: { text: { key } } } });
        expect(said).toContain(name);
        expect(said.toLowerCase()).not.toContain('private');
      }
    }
  });

  it('need secret and token of LINE both or neither', () => {
    const alone = problems({ LINE_CHANNEL_ACCESS_TOKEN: 'token' });
    expect(alone).toEqual([{ name: 'LINE_CHANNEL_SECRET', key: 'config.bothOrNone' }]);
  });
});

const SECRETS = {
  LINE_CHANNEL_SECRET: 'secret-from-file',
  LINE_CHANNEL_ACCESS_TOKEN: 'token+from/file=',
  MONGODB_URI: 'mongodb://user:pw@host/db',
  SETUP_CODE: 'START-2570',
};

describe('a secret in a file', () => {
  /** Files by their paths; what is not among them cannot be read. */
  const from = (files: Record<string, string>) => (path: string) => {
    const text = files[path];
    return text === undefined ? { key: 'config.secretUnreadable' } : { text };
  };
  const environment = Object.fromEntries(Object.keys(SECRETS).map((name) => [`${name}_FILE`, `/run/${name}`]));
  const filesWith = (text: (value: string) => string) =>
    from(Object.fromEntries(Object.entries(SECRETS).map(([name, value]) => [`/run/${name}`, text(value)])));

  it.each([
    ['without a line end', (value: string) => value],
    ['with one', (value: string) => `${value}\n`],
    ['with one of Windows, and its mark at the beginning', (value: string) => `\uFEFF${value}\r\n`],
  ])('is its value, %s', (_kind, text) => {
    expect(readConfig(environment, filesWith(text))).toEqual(readConfig(SECRETS));
    expect(readConfig(environment, filesWith(text))).toMatchObject({
      config: {
        line: { channelSecret: 'secret-from-file', channelAccessToken: 'token+from/file=' },
        mongodbUri: 'mongodb://user:pw@host/db',
        setupCode: 'START-2570',
      },
    });
  });

  it('may stand beside another in a variable', () => {
    const { LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN } = SECRETS;
    const env = { LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN_FILE: '/run/token' };
    const read = readConfig(env, from({ '/run/token': `${LINE_CHANNEL_ACCESS_TOKEN}\n` }));
    expect(read).toMatchObject({ config: { line: { channelSecret: LINE_CHANNEL_SECRET } } });
  });

  it('counts as absent when the path is empty, and no file is looked at', () => {
    const env = Object.fromEntries(Object.keys(SECRETS).map((name) => [`${name}_FILE`, ' ']));
    const never = () => {
      throw new Error('looked at');
    };
    expect(readConfig(env, never)).toEqual(readConfig({}));
  });

  it.each([
    ['config.secretUnreadable', {}, {}],
    ['config.secretTwice', { SETUP_CODE: 'START-2570' }, { '/run/code': 'START-2570' }],
    ['config.secretEmpty', {}, { '/run/code': ' \n' }],
    ['config.secretLines', {}, { '/run/code': 'START-2570\nSTART-2571\n' }],
    ['config.secretLines', {}, { '/run/code': 'START\u00002570' }],
    ['config.setupCode', {}, { '/run/code': 'ไม่ใช่รหัส' }],
  ])('that cannot be used is told of under its name: %s', (key, variables, files) => {
    const read = readConfig({ ...variables, SETUP_CODE_FILE: '/run/code' }, from(files));
    expect(read).toEqual({ problems: [{ name: 'SETUP_CODE_FILE', key }] });
  });

  it('that cannot be read is told of once, though LINE needs both or none', () => {
    const env = { LINE_CHANNEL_SECRET_FILE: '/run/none', LINE_CHANNEL_ACCESS_TOKEN: 'token' };
    const problem = { name: 'LINE_CHANNEL_SECRET_FILE', key: 'config.secretUnreadable' };
    expect(readConfig(env, from({}))).toEqual({ problems: [problem] });
  });

  it('of LINE alone needs the other one', () => {
    const read = readConfig({ LINE_CHANNEL_SECRET_FILE: '/run/a' }, from({ '/run/a': 'secret' }));
    expect(read).toEqual({ problems: [{ name: 'LINE_CHANNEL_ACCESS_TOKEN', key: 'config.bothOrNone' }] });
  });
});

describe('the file of a secret', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nong-sujarit-secret-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (text: string) => {
    const path = join(folder, 'secret');
    writeFileSync(path, text);
    return path;
  };

  it('is read as it stands, up to 8 KB', () => {
    expect(readSecretFile(file('ลับ\n'))).toEqual({ text: 'ลับ\n' });
    expect(readSecretFile(file('x'.repeat(8192)))).toEqual({ text: 'x'.repeat(8192) });
    expect(readSecretFile(file('x'.repeat(8193)))).toEqual({ key: 'config.secretLarge' });
  });

  it('that is missing, a folder, a device or a pipe is not read, and nothing waits for it', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [join(folder, 'none'), folder, '/dev/zero', pipe, 'with\0nul']) {
      expect(readSecretFile(path)).toEqual({ key: 'config.secretUnreadable' });
    }
  });

  it('never has its content shown, whatever is wrong with it', () => {
    const paths = ['private\nprivate', 'private!', `private${'x'.repeat(9000)}`].map((text, index) => {
      const path = join(folder, `private-${index}`);
      writeFileSync(path, text);
      return path;
    });
    for (const path of [...paths, join(folder, 'private-none')]) {
      const [problem] = problems({ SETUP_CODE_FILE: path });
      for (const speaker of Object.values(makeSpeakers(readLocales('locales')))) {
        const params = { name: problem?.name ?? '', reason: { text: { key: problem?.key ?? '' } } };
        const said = speaker.say({ key: 'config.problem', params });
        expect(said).toContain('SETUP_CODE_FILE');
        expect(said).not.toContain('private');
      }
    }
  });
});
