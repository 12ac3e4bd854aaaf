import { pino } from 'pino';
import type { Logger } from 'pino';

/** Structured log lines on standard output: never texts of messages, codes, tokens or LINE identities. */
export function makeLog(level: string, stream?: { write(line: string): void }): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return stream === undefined ? pino(options) : pino(options, stream);
}
