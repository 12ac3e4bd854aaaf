import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { noFaults } from '../../src/emulator/faults.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { MORNING } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';

const CHANNEL = { channelSecret: 'secret', channelAccessToken: 'test-token' };

describe('what LINE tells of the channel', () => {
  let emulator: Emulator;
  let insight: ReturnType<typeof makeLineInsight>;
  beforeAll(async () => {
    // Within a second: LINE states whole ones.
    emulator = createEmulator({ clock: { now: () => MORNING + 400 }, ...CHANNEL, deliver: () => Promise.resolve(200) });
    emulator.setWebhookUrl('https://bot.example.go.th/webhook/line');
    insight = makeLineInsight({ ...CHANNEL, baseURL: await emulator.listen(), timeoutMs: 2_000, log: silentLog });
  });
  afterEach(() => {
    Object.assign(emulator.faults, noFaults());
  });
  afterAll(() => emulator.close());

  /** A clock that shows one time before the question and another after the answer. */
  const leadOf = (sent: number, received: number) => {
    const shown = [MORNING + sent, MORNING + received];
    return insight.clockLead(() => shown.shift() ?? Number.NaN);
  };

  it.each([
    ['agrees', 400, 400, 0],
    ['agrees as far as the way there and back can tell', -4_000, 5_000, 0],
    ['agrees within the second that is stated', 999, 999, 0],
    ['is ahead', 10_999, 12_000, 10_000],
    ['is behind', -12_000, -10_000, -10_000],
  ])('the clock %s', async (_name, sent, received, lead) => {
    expect(await leadOf(sent, received)).toBe(lead);
  });

  it('the clock can be compared though the token is refused, and not when there is no answer', async () => {
    emulator.faults.channel.refuse = 401;
    expect([await leadOf(60_999, 60_999), await insight.bot()]).toEqual([60_000, 'refused']);
    emulator.faults.channel.down = true;
    expect([await leadOf(0, 0), await insight.bot(), await insight.webhook()]).toEqual([null, null, null]);
  });

  it('the webhook is not set, off, or tried', async () => {
    const { channel } = emulator.faults;
    channel.noWebhook = true;
    expect(await insight.webhook()).toBe('notSet');
    const url = 'https://bot.example.go.th/webhook/line';
    Object.assign(channel, { noWebhook: false, webhookOff: true });
    expect(await insight.webhook()).toEqual({ url, active: false, test: null });
    channel.webhookOff = false;
    expect(await insight.webhook()).toMatchObject({ url, active: true, test: { reached: true, status: 200 } });
  });

  it('LINE’s words come in one line of bounded length', async () => {
    const detail = `TLS\n\u0007handshake ${'x'.repeat(500)}`;
    emulator.faults.channel.webhookTest = { reason: 'COULD_NOT_CONNECT', statusCode: -1, detail };
    const told = await insight.webhook();
    expect(told).toMatchObject({ test: { reached: false, status: -1, reason: 'COULD_NOT_CONNECT' } });
    expect(JSON.stringify(told)).toContain('TLS handshake xxx');
    expect(JSON.stringify(told).length).toBeLessThan(400);
  });
});
