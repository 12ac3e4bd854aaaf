import request from 'supertest';
import { examineChannel } from '../../src/app/examine-channel.ts';
import type { Store } from '../../src/app/store-port.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { silentLog } from '../support/log.ts';
import { play, talk } from '../support/talk.ts';
import { aDesk, aStage, MINUTE, OPENING, times, wordsOf } from './desk.ts';
import type { Desk, DeskOptions } from './desk.ts';

describe('an expected reminder that was not made', () => {
  const MISSING = wordsOf('reminders.notice.missing');
  let desk: Desk;
  afterEach(() => desk.test.close());

  /** A store that does not make the stages of one office: it fails, or says that all is well. */
  const broken =
    (how: 'throws' | 'swallows', of: () => string) =>
    (real: Store): Store => ({
      ...real,
      occurrences: {
        ...real.occurrences,
        open: (slot) => {
          if (slot.subject.kind !== 'stage' || slot.organisationId !== of()) return real.occurrences.open(slot);
          return how === 'throws' ? Promise.reject(new Error('no room')) : Promise.resolve(true);
        },
      },
    });

  it.each(['throws', 'swallows'] as const)(
    'since the store %s is told to its coordinator once, and the other office is reminded',
    async (how) => {
      let id = '';
      desk = await aDesk({ stages: [aStage()], store: broken(how, () => id) });
      const other = await aDesk({ on: desk.test, name: 'เทศบาลตำบลหนึ่ง', stages: [aStage()] });
      id = desk.organisationId;
      await desk.test.bot.sweep();
      await desk.sweepAt(OPENING);
      expect(new Set(Object.values(await other.endings()))).toEqual(new Set(['delivered sent']));
      expect(desk.textIn(desk.coordinator)).not.toContain(MISSING);
      for (const time of ['08:40', '09:30', '09:31', '11:00', '13:00']) await desk.sweepAt(`2027-04-01T${time}`);
      expect(times(desk.textIn(desk.coordinator), MISSING)).toBe(1);
      // Counted for those who look after the bot, too.
      const metrics = await request(desk.test.bot.http).get('/metrics');
      expect(metrics.text).toMatch(/sujarit_event_failures_total\{[^}]*"missing"[^}]*\} [1-9]/);
      expect(other.textIn(other.coordinator)).not.toContain(MISSING);
      expect(desk.said(desk.group)).toEqual([]);
    },
  );

  it('is no alarm when the slot is on record and simply concerned nobody', async () => {
    desk = await aDesk({ stages: [aStage({ to: ['supervisors'] })] });
    await desk.test.store.schedules.pause(desk.organisationId, { until: 0 });
    await desk.test.bot.sweep();
    for (const time of ['08:30', '09:31', '11:00']) await desk.sweepAt(`2027-04-01T${time}`);
    expect(desk.textIn(desk.coordinator)).not.toContain(MISSING);
  });
  it('is no alarm when its time was changed after it had been sent', async () => {
    desk = await aDesk({ stages: [aStage()] });
    await desk.test.bot.sweep();
    await desk.sweepAt(OPENING);
    await play(talk(desk.test, desk.coordinator), '> เตือน\n> 5\n> 1\n> ส่งเวลา 10:00\n< จะส่งเวลา 10:00');
    for (const time of ['10:00', '11:30', '11:31']) await desk.sweepAt(`2027-04-01T${time}`);
    expect(desk.textIn(desk.coordinator)).not.toContain(MISSING);
  });

  it('is no alarm of what was due before the office was reminded', async () => {
    desk = await aDesk({ from: '2027-04-01T12:00', stages: [aStage()] });
    for (const time of ['12:00', '14:00', '14:01']) await desk.sweepAt(`2027-04-01T${time}`);
    expect(desk.said(desk.coordinator)).toEqual([]);
  });
});

describe('the fire drill', () => {
  const TITLE = 'ผลการซ้อมระบบ';
  let desk: Desk;
  afterEach(() => desk.test.close());

  /** An office on the morning of the day of the drill of November, far from any round. */
  const open = async (options: DeskOptions = {}) => {
    desk = await aDesk({ from: '2026-11-20T09:00', stages: [], ...options });
    await desk.test.bot.sweep();
    return desk;
  };
  const report = async () => {
    await desk.sweepAt('2026-11-20T10:00');
    return desk.textIn(desk.coordinator);
  };

  it('comes once a month on the first working day from the 20th, to each coordinator for one message', async () => {
    const { test, name, coordinator, said } = await open();
    const second = await test.person('ปลัดคนที่สอง', { organisation: name, role: 'coordinator' });
    await desk.sweepAt('2026-11-20T09:59');
    expect(said(coordinator)).toEqual([]);
    // The 20th of December is a Sunday, the 20th of February 2027 a Saturday.
    const days = [
      '2026-11-20',
      '2026-11-23',
      '2026-12-20',
      '2026-12-21',
      '2026-12-22',
      '2027-01-20',
      '2027-02-20',
      '2027-02-22',
    ];
    const came: string[] = [];
    for (const day of days) {
      for (const time of ['10:00', '10:01', '14:00']) {
        const before = said(coordinator).length;
        await desk.sweepAt(`${day}T${time}`);
        if (said(coordinator).length > before) came.push(`${day} ${time}`);
      }
    }
    expect(came).toEqual(['2026-11-20 10:00', '2026-12-21 10:00', '2027-01-20 10:00', '2027-02-22 10:00']);
    expect(times(desk.textIn(coordinator), TITLE)).toBe(4);
    expect(times(desk.textIn(second), TITLE)).toBe(4);
    for (const chatId of [desk.supervisor, ...desk.officers, desk.group]) expect(said(chatId)).toEqual([]);
    expect(test.emulator.quota.used).toBe(2);
  });

  it('says that all is well where it is, and names the lunar holidays that are missing', async () => {
    await open();
    const text = await report();
    for (const part of ['ใช้ได้', 'เปิดใช้และตอบกลับได้', 'ผูกไว้ 1 กลุ่ม รวม 6 คน', '4 คน เป็นเจ้าหน้าที่ 2 คน']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('ยังขาด มาฆบูชา, วิสาขบูชา, อาสาฬหบูชา, เข้าพรรษา');
  });

  it('finds a webhook that is off, or not answered, and tells the coordinator why', async () => {
    await open();
    const { channel } = desk.test.emulator.faults;
    channel.webhookOff = true;
    expect(await states()).toMatchObject({ token: 'ok', webhook: 'failed', quota: 'ok' });
    channel.webhookOff = false;
    channel.webhookTest = { reason: 'COULD_NOT_CONNECT', statusCode: 0, detail: 'TLS handshake failure' };
    expect(await states()).toMatchObject({ token: 'ok', webhook: 'failed', quota: 'ok' });
    expect(await report()).toContain('(COULD_NOT_CONNECT TLS handshake failure) ตรวจว่าชื่อเครื่องชี้มาถูก');
  });

  it('finds a token that LINE does not take', async () => {
    await open();
    expect(await states('another-token')).toEqual({
      token: 'failed',
      webhook: 'unknown',
      chat: 'unknown',
      clock: 'ok',
      quota: 'ok',
    });
    expect(await states()).toEqual({ token: 'ok', webhook: 'ok', chat: 'ok', clock: 'ok', quota: 'ok' });
  });

  it('finds a group that the bot has left', async () => {
    await open();
    desk.test.emulator.faults.webhook.lose = true;
    desk.test.emulator.botLeaves(desk.group);
    expect(await report()).toMatch(/น้องสุจริตออกจากกลุ่มแล้ว 1 จาก 1 กลุ่ม|ไม่ได้อยู่ในกลุ่มที่ผูกไว้แล้ว/);
  });

  it('finds a quota that is nearly used up', async () => {
    await open({ limit: 10 });
    desk.test.emulator.quota.spend(8);
    expect(await report()).toContain('ใช้ไป 8 (เดือนละ 10 ข้อความ) ใกล้หมดแล้ว');
  });

  it('finds an office without officers, group or plan of reminders', async () => {
    await open({ officers: 0, others: null });
    const text = await report();
    for (const part of ['ยังไม่มีเจ้าหน้าที่', 'ยังไม่ได้ผูกกลุ่ม', 'ไม่มีการเตือนในแผน']) expect(text).toContain(part);
  });

  it('says what it could not ask LINE', async () => {
    await open();
    desk.test.emulator.faults.other.errorBefore = Infinity;
    desk.test.emulator.faults.quota.errorBefore = Infinity;
    desk.test.emulator.faults.group.errorBefore = Infinity;
    await desk.sweepAt('2026-11-20T10:00');
    await desk.pass(2, MINUTE);
    expect(desk.textIn(desk.coordinator)).toContain(wordsOf('doctor.token.unknown'));
  });

  /** Code → state of what can be looked at of the channel; with its token unless another is named. */
  async function states(channelAccessToken = 'test-token'): Promise<Record<string, string>> {
    const { emulator, store, clock } = desk.test;
    const baseURL = await emulator.listen();
    const insight = makeLineInsight({ channelAccessToken, baseURL, timeoutMs: 2_000, log: silentLog });
    const found = await examineChannel({ store, insight, now: () => clock.now() });
    return Object.fromEntries(found.map(({ code, state }) => [code, state]));
  }
});
