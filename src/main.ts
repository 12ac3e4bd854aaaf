import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { loadEnvFile } from './env-file.ts';
import { AppError } from './errors.ts';
import { folders } from './folders.ts';
import { isLocale, makeSpeakers } from './i18n.ts';
import { leanFetch } from './line/fetch.ts';
import { readLocales } from './locale-files.ts';
import { makeLog } from './log.ts';
import { start } from './start.ts';

/** `npm start`: reads the settings, starts the bot, and stops it cleanly on a signal. */
async function main(): Promise<void> {
  const wanted = process.env['DEFAULT_LOCALE'];
  const speaker = makeSpeakers(readLocales(folders.locales))[isLocale(wanted) ? wanted : 'th'];
  const say = (key: string, params: Record<string, string | number> = {}) =>
    process.stderr.write(`${speaker.say({ key, params })}\n`);
  const read = readConfig(process.env);
  if ('problems' in read) {
    for (const { name, key } of read.problems) say('config.problem', { name, reason: speaker.say({ key }) });
    process.exitCode = 1;
    return;
  }
  const { config } = read;
  const log = makeLog(config.logLevel);
  try {
    const running = await start(config, systemClock, log);
    log.info({ url: running.url, emulator: running.emulated }, 'listening');
    if (running.setupCode !== undefined) say('start.setupCode', { code: running.setupCode });
    if (running.emulated) say('start.simulator', { url: `${running.url}/simulator/` });
    const stop = (signal: string) => {
      log.info({ signal }, 'stopping');
      running.stop().then(
        () => log.info({}, 'stopped'),
        (error: unknown) => {
          log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'stopping failed');
          process.exitCode = 1;
        },
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof AppError) say(error.messageKey, error.params);
    else if (isListening(error)) {
      const code = error.code === 'EADDRINUSE' ? 'port-in-use' : 'cannot-listen';
      say(`errors.${code}`, { host: config.host, port: String(config.port) });
    } else throw error;
  }
}

/** The server could not take its address: in use, not allowed, not of this machine, not known. */
const isListening = (error: unknown): error is Error & { code: string; syscall: string } =>
  error instanceof Error && 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo');

globalThis.fetch = leanFetch(globalThis.fetch);
loadEnvFile();
await main();
