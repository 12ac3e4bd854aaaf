import type { LineInsight } from '../app/ports.ts';
import type { Config } from '../config.ts';
import { makeLineInsight } from '../line/insight.ts';

/** One question to LINE may take this long. */
export const ASK_TIMEOUT_MS = 8_000;
/** What a command prints is all it says. */
const NO_LOG = { debug: () => {}, warn: () => {} };

/** What LINE tells about the channel of the configuration; without one nobody tells anything. */
export function askLine({ line, lineApiBaseUrl }: Config): LineInsight {
  if (line === undefined) return NOBODY;
  const { channelAccessToken } = line;
  return makeLineInsight({ channelAccessToken, baseURL: lineApiBaseUrl, timeoutMs: ASK_TIMEOUT_MS, log: NO_LOG });
}

const nothing = () => Promise.resolve(null);
const NOBODY: LineInsight = { quota: nothing, groupSize: nothing, bot: nothing, webhook: nothing, clockLead: nothing };
