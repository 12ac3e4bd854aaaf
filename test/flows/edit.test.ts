import { IMPORTED } from '../../src/reporting/model.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';
import { anOffice } from './office.ts';
import type { Office } from './office.ts';

let test: TestBot;
beforeAll(async () => {
  test = await startTestBot();
});
afterAll(() => test.close());

const REPORT = `> รายงาน 1
  > 2
  > อบรมรุ่นแรกแล้ว
  > 12,000
  > ข้าม
  > บันทึก
  < บันทึกแล้ว`;

describe('a report that is saved can be changed', () => {
  let office: Office;
  let officer: Talk & { id: string };
  beforeEach(async () => {
    office = await anOffice(test);
    officer = await office.person('officer', { name: 'นางสมใจ', unit: 'กองคลัง' });
    await play(officer, REPORT);
  });

  it('by its number: the card shows what is saved, one field is changed, the rest stays', async () => {
    await play(
      officer,
      `> แก้ไข 1
       < อบรมรุ่นแรกแล้ว
       < 12,000
       > แก้ไข
       > เบิกจ่าย
       > 60,000
       > บันทึก
       < บันทึกแล้ว`,
    );
    expect(await office.report(1)).toMatchObject({ status: 'inProgress', result: 'อบรมรุ่นแรกแล้ว', disbursed: 60_000 });
  });

  it('in English, and as a list when no number is said', async () => {
    expect(await officer.say('edit')).toContain('แก้ไขรายงานข้อไหนคะ');
    expect(await officer.say('1')).toContain('อบรมรุ่นแรกแล้ว');
    await officer.say('ยกเลิก');
    expect(await officer.say('edit 1')).toContain('อบรมรุ่นแรกแล้ว');
  });

  it('by what is said of it in the same message', async () => {
    expect(await officer.say('แก้ไข 1 เสร็จแล้ว')).toContain('เกิดผล');
    await play(officer, '> บรรลุเป้าหมาย\n< เสร็จ\n> บันทึก\n< บันทึกแล้ว');
    expect(await office.report(1)).toMatchObject({ status: 'completed', result: 'อบรมรุ่นแรกแล้ว', disbursed: 12_000 });
  });

  it('by a quote of its receipt, whatever has been said since', async () => {
    const receipt = officer.last().find(({ text }) => text.includes('บันทึกแล้ว'))?.id ?? '';
    await play(officer, '> รายงาน 3\n> 2\n> ทำแล้ว\n> ข้าม\n> บันทึก');
    expect(await officer.say('แก้ไข', { quote: receipt })).toContain('อบรมรุ่นแรกแล้ว');
    await officer.say('ยกเลิก');
    expect(await officer.say('ทำไม่ได้เพราะไม่มีงบ', { quote: receipt })).toContain('โครงการอบรมคุณธรรม');
    expect(await officer.say('ประวัติ', { quote: receipt })).toContain('ประวัติข้อ 1');
  });

  it('in a group by whoever may report, and by nobody else', async () => {
    const watcher = await office.person('observer', { name: 'นายเฝ้า' });
    const group = await test.group('กลุ่มงาน', [officer.id, watcher.id], office.name);
    const inGroup = talk(test, officer.id, group);
    await inGroup.say('@น้องสุจริต รายงาน 3');
    await play(inGroup, '[อยู่ระหว่าง]\n> @น้องสุจริต ทำแล้ว\n> @น้องสุจริต ข้าม\n> @น้องสุจริต บันทึก\n< บันทึกแล้ว');
    const receipt = inGroup.last().find(({ text }) => text.includes('บันทึกแล้ว'))?.id ?? '';
    expect(await talk(test, watcher.id, group).say('แก้ไข', { quote: receipt })).not.toContain('ทำแล้ว');
    expect(await inGroup.say('แก้ไข', { quote: receipt })).toContain('ทำแล้ว');
  });
});

describe('two officers on one measure', () => {
  let office: Office;
  let first: Talk & { id: string };
  let second: Talk & { id: string };
  beforeEach(async () => {
    office = await anOffice(test);
    first = await office.person('officer', { name: 'นางสมใจ', unit: 'กองคลัง' });
    second = await office.person('officer', { name: 'นายสมชาย', unit: 'กองคลัง' });
    await play(first, REPORT);
    await play(second, '> แก้ไข 1\n> แก้ไข\n> ผลการดำเนินการ\n> อบรมสองรุ่นแล้ว');
    await play(first, '> แก้ไข 1\n> แก้ไข\n> เบิกจ่าย\n> 20,000\n> บันทึก\n< บันทึกแล้ว');
  });

  it('see what the other changed before they overwrite it, with what they typed themselves', async () => {
    await play(
      second,
      `> บันทึก
       < มีผู้บันทึกระหว่างที่ท่านกรอก
       < นางสมใจ
       < 12,000 บาท → 20,000 บาท
       < ของท่าน: 12,000 บาท`,
    );
    expect(await office.report(1)).toMatchObject({ result: 'อบรมรุ่นแรกแล้ว', disbursed: 20_000 });
    await play(second, '> 1\n< บันทึกแล้ว');
    expect(await office.report(1)).toMatchObject({ result: 'อบรมสองรุ่นแล้ว', disbursed: 12_000 });
  });

  it('may keep what the other saved', async () => {
    await play(second, '> บันทึก\n[คงตามที่บันทึกไว้]\n< คงตามที่บันทึกไว้ล่าสุด');
    expect(await office.report(1)).toMatchObject({ result: 'อบรมรุ่นแรกแล้ว', disbursed: 20_000 });
  });

  it('may change their own first, and are asked again when yet another change came', async () => {
    await play(second, '> บันทึก\n> 3\n> เบิกจ่าย\n> 20,000');
    await play(first, '> แก้ไข 1\n> แก้ไข\n> อุปสรรค/หมายเหตุ\n> รอใบเสร็จ\n> บันทึก');
    await play(second, '> บันทึก\n< รอใบเสร็จ\n> 1\n< บันทึกแล้ว');
    expect(await office.report(1)).toMatchObject({ result: 'อบรมสองรุ่นแล้ว', disbursed: 20_000 });
  });
});

describe('a change in the last moment', () => {
  it('is not overwritten by either of two instances, and nothing typed is lost', async () => {
    // Both press save at once; whichever instance comes second finds another report than its person saw.
    let waiting: (() => void)[] = [];
    let meet = 0;
    const race = await startTestBot({
      instances: 2,
      store: (real) => ({
        ...real,
        reports: {
          ...real.reports,
          save: async (...call) => {
            if (meet > 0) {
              meet -= 1;
              await new Promise<void>((resolve) => {
                waiting.push(resolve);
                if (meet === 0) for (const go of waiting) go();
              });
            }
            return real.reports.save(...call);
          },
        },
      }),
    });
    try {
      const office = await anOffice(race);
      const people = await Promise.all(
        ['นางสมใจ', 'นายสมชาย'].map((name) => office.person('officer', { name, unit: 'กองคลัง' })),
      );
      const [first, second] = people;
      if (first === undefined || second === undefined) throw new Error('two people are needed');
      for (const [index, person] of people.entries())
        await play(person, `> รายงาน 3\n> 2\n> ผลของคนที่ ${index + 1}\n> ข้าม`);
      waiting = [];
      meet = 2;
      race.emulator.say(first.id, first.id, 'บันทึก');
      race.emulator.say(second.id, second.id, 'บันทึก');
      await race.settled();
      const said = (id: string) => race.emulator.visible(id).findLast(({ fromBot }) => fromBot)?.text ?? '';
      const loser = said(first.id).includes('ระหว่างที่ท่านกรอก') ? first : second;
      const winner = loser === first ? second : first;
      expect(said(winner.id)).toContain('บันทึกแล้ว');
      expect(said(loser.id)).toContain('ของท่าน: ผลของคนที่');
      const number = loser === first ? 1 : 2;
      expect(await loser.say('1')).toContain('บันทึกแล้ว');
      expect(await office.report(3)).toMatchObject({ result: `ผลของคนที่ ${number}` });
    } finally {
      await race.close();
    }
  });
});

describe('what a file changed in the last moment', () => {
  it('is shown as well; the report comes back once, though its event is handled twice', async () => {
    let imports = 0;
    let fails = 0;
    const slow = await startTestBot({
      store: (real) => ({
        ...real,
        reports: {
          ...real.reports,
          save: async (organisationId, target, report, source, basis) => {
            if (imports > 0) {
              imports -= 1;
              const file = { eventId: 'import:late', by: IMPORTED, at: source.at };
              await real.reports.save(organisationId, target, { status: 'inProgress', result: 'จากไฟล์' }, file);
            }
            return real.reports.save(organisationId, target, report, source, basis);
          },
        },
        inbox: {
          ...real.inbox,
          finish: async (...call) => {
            if (fails > 0) {
              fails -= 1;
              throw new Error('the connection broke');
            }
            return real.inbox.finish(...call);
          },
        },
      }),
    });
    try {
      const office = await anOffice(slow);
      const officer = await office.person('officer', { name: 'นางสมใจ', unit: 'กองคลัง' });
      await play(officer, '> รายงาน 3\n> 2\n> ผลของฉัน\n> ข้าม');
      [imports, fails] = [1, 1];
      const said = await officer.say('บันทึก');
      expect(said).toContain('ไฟล์ที่นำเข้า');
      expect(said).toContain('ของท่าน: ผลของฉัน');
      slow.clock.advance(60_000);
      await slow.bot.finish(0);
      await slow.settled();
      expect(await office.report(3)).toMatchObject({ result: 'จากไฟล์' });
      await play(officer, '> 1\n< บันทึกแล้ว');
      expect(await office.report(3)).toMatchObject({ result: 'ผลของฉัน' });
      // It stood there once.
      expect(await officer.say('บันทึก')).toContain('ไม่มีรายการที่ทำค้างอยู่');
    } finally {
      await slow.close();
    }
  });
});
