import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeBot } from '../src/bot.ts';
import { systemClock } from '../src/clock.ts';
import { readContent } from '../src/content.ts';
import { leanFetch } from '../src/line/fetch.ts';
import { makeLineContent } from '../src/line/content.ts';
import { makeLineInsight } from '../src/line/insight.ts';
import { makeLineGateway } from '../src/line/send.ts';
import { makeLog } from '../src/log.ts';
import { connectStore } from '../src/store/connect.ts';
import { makeStore } from '../src/store/make-store.ts';
import { readSetting, serveParent } from './child.ts';

globalThis.fetch = leanFetch(globalThis.fetch);

/** The bot as `start.ts` wires it, without the simulator: the same log, the same sweep, the same time-out, the same fetch. */
const { uri, database, apiUrl, channelSecret, channelAccessToken, settleMs } = readSetting();
const log = makeLog('info');
const opened = await connectStore('embedded', uri, { database, log });
const line = { channelAccessToken, baseURL: apiUrl, timeoutMs: 8_000, log };
const bot = makeBot({
  store: await makeStore(opened.connection),
  gateway: makeLineGateway(line),
  insight: makeLineInsight(line),
  lineContent: makeLineContent(line),
  clock: systemClock,
  log,
  content: readContent(),
  defaultLocale: 'th',
  channelSecret,
  setupCodeHash: '',
  settleMs,
  ping: () => opened.ping(),
});
const server = createServer(bot.http);
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const sweep = setInterval(() => {
  void bot.sweep().catch((error: unknown) => log.error({ error: String(error) }, 'a sweep failed'));
}, 10_000);

serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/line`, async () => {
  clearInterval(sweep);
  server.closeAllConnections();
  await bot.intake.idle();
  await opened.close();
});
