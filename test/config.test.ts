import { readFileSync } from 'node:fs';
import { DEFAULTS, readConfig } from '../src/config.ts';
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
