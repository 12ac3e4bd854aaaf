import request from 'supertest';
import { applyHandover } from '../../src/app/handover.ts';
import { makeBriefs } from '../../src/app/handover-brief.ts';
import { laneKey } from '../../src/app/lanes.ts';
import { makeOrganisationReader } from '../../src/app/organisation-facts.ts';
import { readSession } from '../../src/app/read-session.ts';
import { rememberSessions } from '../../src/app/sessions.ts';
import type { Debt } from '../../src/app/store-port.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { content } from '../support/content.ts';
import { Life } from '../support/life.ts';
import { play, talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';
import { buttonData, anOffice, press } from './office.ts';
import type { Office } from './office.ts';

type Person = Talk & { id: string };

const SITE = 'https://bot.example.go.th';

let test: TestBot;
let office: Office;
let coordinator: Person;
let giver: Person;
let taker: Person;

/** An office whose finance officer is going, and a colleague of another unit. */
async function people(): Promise<void> {
  office = await anOffice(test);
  coordinator = await office.person('coordinator', { name: 'นางประสาน' });
  giver = await office.person('officer', { name: 'นางสมใจ', unit: 'กองคลัง' });
  taker = await office.person('officer', { name: 'นายรับช่วง', unit: 'กองช่าง' });
}

const unitsOf = async (person: Person) => (await test.store.members.byLineUser(person.id))?.units;
const seen = (person: Person) =>
  test.emulator
    .visible(person.id)
    .filter(({ fromBot }) => fromBot)
    .map(({ text }) => text)
    .join('\n');
const count = (text: string, part: string) => text.split(part).length - 1;

/** Sends what is due, as the minutes pass. */
async function reminded(): Promise<void> {
  for (const bot of test.bots) await bot.remind();
  await test.settled();
}

const HAND_OVER = '> ส่งมอบ\n> สมใจ\n> รับช่วง\n> อยู่ต่อ\n> บันทึก';

describe('handing over', () => {
  beforeAll(async () => {
    test = await startTestBot({ site: SITE });
  });
  afterAll(() => test.close());
  beforeEach(people);

  it('moves the units, says beforehand how much it is, and tells both sides', async () => {
    await play(giver, '> รายงาน 3\n> 2\n> ทำแล้วบางส่วน\n> ข้าม\n> บันทึก\n< บันทึกแล้ว');
    await play(
      coordinator,
      `> ส่งมอบ
       < ส่งมอบงานของใครคะ
       > สมใจ
       < ให้ใครรับช่วงงานของนางสมใจคะ
       < ยังไม่อยู่ในระบบ
       > รับช่วง
       < ออกจากระบบด้วยไหมคะ
       > อยู่ต่อ
       < ตรวจสอบการส่งมอบ
       < กองคลัง
       < 2 ข้อ: รายงานแล้ว 1 ยังไม่รายงาน 1
       < 0 รายการ
       > บันทึก
       < ส่งมอบ กองคลัง จากนางสมใจให้นายรับช่วงแล้วค่ะ`,
    );
    expect(await unitsOf(giver)).toEqual([]);
    expect(await unitsOf(taker)).toEqual(['กองช่าง', 'กองคลัง']);
    await reminded();
    await reminded();
    expect(count(seen(giver), 'กองคลัง ที่ท่านดูแล ส่งมอบให้นายรับช่วงแล้วค่ะ')).toBe(1);
    expect(count(seen(taker), 'งานที่รับช่วงจากนางสมใจ')).toBe(1);
    expect(seen(taker)).toContain('ผู้ตรวจรายงาน');
    // What was reported stays with the name of who reported it.
    await play(taker, '> ประวัติ 3\n< นางสมใจ');
  });

  it('is done by a member for themselves, and asks them for nobody else', async () => {
    await play(giver, '> ส่งมอบ\n< ให้ใครรับช่วงงานของนางสมใจคะ\n> นายรับช่วง\n> 1\n> บันทึก\n< ให้นายรับช่วงแล้วค่ะ');
    expect(await unitsOf(taker)).toContain('กองคลัง');
    await play(giver, '> handover\n> นายรับช่วง\n> 1\n> 1\n< ไม่มีอะไรต้องส่งมอบ');
  });

  it('of one’s own work does not ask again what goes along with it', async () => {
    await play(giver, '> รายงาน 1\n> 1\n> จัดอบรมแล้ว 3 รุ่น\n> ส่งมอบ\n> นายรับช่วง\n> อยู่ต่อ\n< 1 รายการ');
    const said = await giver.say('บันทึก');
    expect(said).toContain('ให้นายรับช่วงแล้วค่ะ');
    expect(said).not.toContain('เกิดผลอย่างไรคะ');
    await play(taker, '> ทำต่อ\n< รับช่วงต่อจากนางสมใจค่ะ\n< เกิดผลอย่างไรคะ');
  });

  it('is not for observers, nor in a group', async () => {
    const observer = await office.person('observer', { name: 'นายดู' });
    expect(await observer.say('ส่งมอบ')).toContain('สำหรับบทบาทอื่นค่ะ');
    const group = await test.group('กลุ่มงาน', [coordinator.id], office.name);
    await play(talk(test, coordinator.id, group), '> @น้องสุจริต ส่งมอบ\n< ใช้ในแชตส่วนตัว');
  });

  it('goes to nobody of another office, by whatever name or button', async () => {
    const other = await anOffice(test);
    const stranger = await other.person('officer', { name: 'นายต่างถิ่น', unit: 'กองคลัง' });
    const { id = '' } = (await test.store.members.byLineUser(stranger.id)) ?? {};
    await play(coordinator, '> ส่งมอบ\n> สมใจ\n> นายต่างถิ่น\n< ไม่พบชื่อนี้ค่ะ');
    const data = buttonData(coordinator, /a\/\w+\/taker\/new/).replace(/new$/, id);
    expect(await press(test, coordinator.id, data)).toContain('ตัวเลือกนี้ไม่มีแล้วค่ะ');
    await coordinator.say('ยกเลิก');
    expect(await press(test, coordinator.id, `c/handover/${id}`)).not.toContain('นายต่างถิ่น');
    expect(await unitsOf(stranger)).toEqual(['กองคลัง']);
  });

  it('takes along what was begun: it goes on in the other chat, and not in the first', async () => {
    await play(giver, '> รายงาน 1\n> 1\n> จัดอบรมแล้ว 3 รุ่น\n< เกิดผลอย่างไรคะ');
    await play(taker, '> รายงาน 2\n> 2\n< ทำอะไรไปแล้วบ้าง');
    await play(coordinator, '> ส่งมอบ\n> สมใจ\n> รับช่วง\n> อยู่ต่อ\n< 1 รายการ\n> บันทึก\n< แล้วค่ะ');
    const said = await giver.say('บุคลากรเข้าใจดี');
    expect(said).toContain('ส่งมอบให้นายรับช่วงแล้วพร้อมคำตอบทั้งหมดค่ะ');
    expect(said).toContain('ยังไม่ได้บันทึกนะคะ');
    expect(await giver.say('บุคลากรเข้าใจดี')).not.toContain('ส่งมอบให้');
    // What the taker was at goes on undisturbed, then what they took over is asked before anything answers it.
    await play(taker, '> ปรับปรุงเว็บไซต์แล้ว\n> ข้าม\n> บันทึก\n< บันทึกแล้ว\n< รับช่วงต่อจากนางสมใจค่ะ\n< เกิดผลอย่างไรคะ');
    await play(taker, '> บุคลากรนำไปใช้จริง\n> 45000\n> ข้าม\n< จัดอบรมแล้ว 3 รุ่น');
    expect(await office.report(1)).toBeUndefined();
  });

  it('asks before the first words in a chat that was empty answer what came into it', async () => {
    await play(giver, '> รายงาน 1\n> 1\n> จัดอบรมแล้ว 3 รุ่น\n< เกิดผลอย่างไรคะ');
    await play(coordinator, HAND_OVER);
    await play(taker, '> สวัสดีตอนเช้า\n< รับช่วงต่อจากนางสมใจค่ะ\n< เกิดผลอย่างไรคะ');
    await play(taker, '> ย้อนกลับ\n< จัดอบรมแล้ว 3 รุ่น');
  });

  it('does not keep what the giver takes back afterwards', async () => {
    await play(giver, '> รายงาน 1\n> 1');
    const { id: messageId } = test.emulator.say(giver.id, giver.id, 'จัดอบรมแล้ว 3 รุ่น');
    await test.settled();
    await play(coordinator, HAND_OVER);
    test.emulator.unsend(messageId);
    await test.settled();
    expect(JSON.stringify(await sessionOf(taker))).not.toContain('จัดอบรมแล้ว');
  });

  it('a button of what went is answered kindly', async () => {
    await giver.say('รายงาน 1');
    await giver.say('1');
    await giver.say('จัดอบรมแล้ว 3 รุ่น');
    const data = buttonData(giver, /k\/\w+\/cancel/);
    await play(coordinator, HAND_OVER);
    await giver.say('สวัสดี');
    expect(await press(test, giver.id, data)).toContain('ส่งมอบให้ผู้อื่นแล้วค่ะ');
  });

  it('lets the giver leave at once; what they had begun goes along, and no alarm is raised', async () => {
    await play(giver, '> รายงาน 1\n> 1\n> จัดอบรมแล้ว 3 รุ่น');
    await play(coordinator, '> ส่งมอบ\n> สมใจ\n> รับช่วง\n> ออกจากระบบด้วย\n> บันทึก\n< นางสมใจออกจากระบบแล้ว');
    expect(await test.store.members.byLineUser(giver.id)).toBeNull();
    expect(await giver.say('รายงาน')).toContain('ใช้ได้หลังลงทะเบียน');
    await reminded();
    expect(seen(coordinator)).not.toContain('ไม่มีผู้ดูแลแล้ว');
    await play(taker, '> ทำต่อ\n< เกิดผลอย่างไรคะ');
  });

  it('does not let the last coordinator leave', async () => {
    await play(coordinator, '> ส่งมอบ\n> ของท่านเอง\n> รับช่วง\n< ตรวจสอบการส่งมอบ');
  });

  it('to somebody who is not here yet makes a code: whoever registers with it takes over', async () => {
    await play(giver, '> รายงาน 1\n> 1\n> จัดอบรมแล้ว 3 รุ่น');
    const said = await coordinatorInvites();
    const code = /ลงทะเบียน (\S+)/.exec(said)?.[1] ?? '';
    expect(await unitsOf(giver)).toEqual(['กองคลัง']);
    const newcomer = await test.person('ผู้มาใหม่');
    const fresh = talk(test, newcomer);
    await play(fresh, `> ลงทะเบียน ${code}\n> นายใหม่\n> บันทึก\n< งานที่รับช่วงจากนางสมใจ\n< ${SITE}/handover/\n< ยินดีต้อนรับ`);
    expect((await test.store.members.byLineUser(newcomer))?.units).toEqual(['กองคลัง']);
    expect(await unitsOf(giver)).toEqual([]);
    await play(fresh, '> ทำต่อ\n< รับช่วงต่อจากนางสมใจค่ะ\n< เกิดผลอย่างไรคะ');
  });

  async function coordinatorInvites(): Promise<string> {
    await play(coordinator, '> ส่งมอบ\n> สมใจ\n> ยังไม่อยู่ในระบบ\n> อยู่ต่อ');
    return coordinator.say('บันทึก');
  }

  it('by a code comes too late when somebody else took over meanwhile; the person is a member all the same', async () => {
    const code = /ลงทะเบียน (\S+)/.exec(await coordinatorInvites())?.[1] ?? '';
    await play(coordinator, HAND_OVER);
    const fresh = talk(test, await test.person('ผู้มาใหม่'));
    await play(fresh, `> ลงทะเบียน ${code}\n> นายใหม่\n> บันทึก\n< มีผู้อื่นรับช่วงไปแล้วค่ะ\n< ยินดีต้อนรับ`);
    expect(await unitsOf(taker)).toContain('กองคลัง');
  });

  it('confirmed a second time is refused when the units went to somebody else meanwhile', async () => {
    const second = await office.person('coordinator', { name: 'นางสอง' });
    const third = await office.person('officer', { name: 'นายสาม', unit: 'กองช่าง' });
    await play(coordinator, '> ส่งมอบ\n> สมใจ\n> รับช่วง\n> อยู่ต่อ');
    await play(second, '> ส่งมอบ\n> สมใจ\n> นายสาม\n> อยู่ต่อ\n> บันทึก\n< ให้นายสามแล้วค่ะ');
    await play(coordinator, '> บันทึก\n< ไม่มีอะไรต้องส่งมอบ');
    expect(await unitsOf(taker)).toEqual(['กองช่าง']);
    expect(await unitsOf(third)).toContain('กองคลัง');
  });

  it('gives a page to print, of one A4 side, to whoever has its address', async () => {
    await play(coordinator, HAND_OVER);
    await reminded();
    const path = /https:\/\/bot\.example\.go\.th(\/handover\/[\w-]+\.pdf)/.exec(seen(taker))?.[1] ?? '';
    const pdf = await request(test.bot.http).get(path).responseType('blob');
    expect(pdf.status).toBe(200);
    expect(String(pdf.body).slice(0, 5)).toBe('%PDF-');
    expect(count((pdf.body as Buffer).toString('latin1'), '/Type /Page\n')).toBe(1);
    const docx = await request(test.bot.http).get(path.replace('.pdf', '.docx')).responseType('blob');
    expect(docx.status).toBe(200);
    expect((await request(test.bot.http).get('/handover/unknown.pdf')).status).toBe(404);
    test.clock.advance(8 * 24 * 60 * 60 * 1000);
    expect((await request(test.bot.http).get(path)).status).toBe(410);
  });
});

describe('somebody who is not there any more', () => {
  beforeAll(async () => {
    test = await startTestBot({ site: SITE });
  });
  afterAll(() => test.close());
  beforeEach(people);

  const act = async (what: () => void) => {
    test.clock.advance(1000);
    what();
    await test.settled();
  };

  it('leaves units to nobody: the coordinators are told once, with what to do', async () => {
    await act(() => test.emulator.unfollow(giver.id));
    await reminded();
    await reminded();
    expect(count(seen(coordinator), 'ส่วนราชการที่ไม่มีผู้ดูแลแล้ว')).toBe(1);
    expect(seen(coordinator)).toContain('ยังไม่รายงาน 2 จาก 2 ข้อ');
    expect(seen(taker)).not.toContain('ไม่มีผู้ดูแลแล้ว');
    await play(coordinator, '> สมาชิก\n< ติดต่อไม่ได้ตั้งแต่\n> ยกเลิก\n> ค้าง\n< กองคลัง (ไม่มีผู้ดูแล)');
    const { id = '' } = (await test.store.members.byLineUser(giver.id)) ?? {};
    await press(test, coordinator.id, `c/handover/${id}`);
    await play(coordinator, '> รับช่วง\n> อยู่ต่อ\n> บันทึก\n< ให้นายรับช่วงแล้วค่ะ');
    expect(await coordinator.say('ค้าง')).not.toContain('ไม่มีผู้ดูแล');
  });

  it('is no alarm while another officer of the unit is there, or where somebody leaves a group', async () => {
    await office.person('officer', { name: 'นางอีกคน', unit: 'กองคลัง' });
    await act(() => test.emulator.unfollow(giver.id));
    const group = await test.group('กลุ่มงาน', [coordinator.id, taker.id], office.name);
    await act(() => test.emulator.membersLeave(group, [taker.id]));
    await reminded();
    expect(seen(coordinator)).not.toContain('ไม่มีผู้ดูแลแล้ว');
    await play(coordinator, '> สมาชิก\n< ออกจากกลุ่มเมื่อ');
  });

  it('can be reached again as soon as they come back', async () => {
    await act(() => test.emulator.unfollow(giver.id));
    await act(() => test.emulator.follow(giver.id));
    expect(await coordinator.say('สมาชิก')).not.toContain('ติดต่อไม่ได้');
  });

  it('is not reminded: LINE would count what nobody sees', async () => {
    await act(() => test.emulator.unfollow(giver.id));
    const member = await test.store.members.byLineUser(giver.id);
    await play(coordinator, '> เตือน\n> ส่งเตือนตอนนี้\n> ส่งเลย');
    await reminded();
    const organisation = await test.store.organisations.ensure(office.name);
    const sent = await test.store.occurrences.search(organisation.id, { chatId: giver.id, limit: 10 });
    expect(member?.unreachableSince).toBeDefined();
    expect(sent.filter(({ state }) => state === 'delivered')).toEqual([]);
  });

  it('was removed: whoever removed them hears at once what is nobody’s, and can hand it over', async () => {
    const other = await office.person('coordinator', { name: 'นางสอง' });
    await play(coordinator, '> สมาชิก\n> สมใจ\n> ถอดออก\n< ส่วนราชการที่ไม่มีผู้ดูแลแล้ว\n< กองคลัง\n< ออกแล้วค่ะ');
    await reminded();
    expect(count(seen(coordinator), 'ไม่มีผู้ดูแลแล้ว')).toBe(1);
    expect(count(seen(other), 'ไม่มีผู้ดูแลแล้ว')).toBe(1);
    await play(other, '> ส่งมอบ\n< นางสมใจ (เจ้าหน้าที่ · กองคลัง) ออกแล้ว\n> สมใจ\n> รับช่วง\n> บันทึก\n< ให้นายรับช่วงแล้วค่ะ');
    expect(await unitsOf(taker)).toContain('กองคลัง');
    expect(await coordinator.say('ส่งมอบ')).not.toContain('นางสมใจ');
  });

  it('was the only coordinator: the set-up code lets another one in', async () => {
    const { id } = await test.store.organisations.ensure(office.name);
    await act(() => test.emulator.unfollow(coordinator.id));
    expect((await test.store.organisations.withoutCoordinator()).map((one) => one.id)).toContain(id);
  });
});

describe('a handover at the same time as something else', () => {
  beforeAll(async () => {
    test = await startTestBot({ site: SITE, instances: 2 });
  });
  afterAll(() => test.close());
  beforeEach(people);

  it('loses nothing that the giver goes on typing: it goes along, or they are told that it did not', async () => {
    await play(giver, '> รายงาน 1\n> 1\n> จัดอบรมแล้ว 3 รุ่น\n< เกิดผลอย่างไรคะ');
    await play(coordinator, '> ส่งมอบ\n> สมใจ\n> รับช่วง\n> อยู่ต่อ\n< 1 รายการ');
    const before = seen(giver).length;
    test.emulator.hold();
    test.clock.advance(1000);
    test.emulator.say(coordinator.id, coordinator.id, 'บันทึก');
    test.emulator.say(giver.id, giver.id, 'บุคลากรเข้าใจดี');
    test.emulator.release({ together: true });
    await test.settled();
    expect(await runsOf(giver)).toEqual([]);
    const [run, ...others] = await runsOf(taker);
    expect(others).toEqual([]);
    const isTold = seen(giver).slice(before).includes('ยังไม่ได้บันทึกนะคะ');
    expect(run?.answers['outcome']).toBe(isTold ? undefined : 'บุคลากรเข้าใจดี');
  });

  it('tells of units that are nobody’s once, however often LINE says it and whoever hears it', async () => {
    test.emulator.faults.webhook.duplicates = 1;
    test.clock.advance(1000);
    test.emulator.unfollow(giver.id);
    await test.settled();
    test.emulator.faults.webhook.duplicates = 0;
    await Promise.all(test.bots.map((bot) => bot.remind()));
    await reminded();
    expect(count(seen(coordinator), 'ส่วนราชการที่ไม่มีผู้ดูแลแล้ว')).toBe(1);
  });

  it('tells of it with the next answer when the month has no messages left', async () => {
    test.emulator.quota.limit = 0;
    test.clock.advance(1000);
    test.emulator.unfollow(giver.id);
    await test.settled();
    await reminded();
    expect(seen(coordinator)).not.toContain('ไม่มีผู้ดูแลแล้ว');
    await play(coordinator, '> สรุป\n< ส่วนราชการที่ไม่มีผู้ดูแลแล้ว');
    test.emulator.quota.limit = null;
  });

  it('confirmed twice, by two taps or a webhook that came again, is one handover', async () => {
    await play(coordinator, '> ส่งมอบ\n> สมใจ\n> รับช่วง\n> อยู่ต่อ');
    test.emulator.hold();
    test.clock.advance(1000);
    test.emulator.say(coordinator.id, coordinator.id, 'บันทึก');
    test.clock.advance(10);
    test.emulator.say(coordinator.id, coordinator.id, 'บันทึก');
    test.emulator.faults.webhook.duplicates = 1;
    test.emulator.release({ together: true });
    await test.settled();
    test.emulator.faults.webhook.duplicates = 0;
    await reminded();
    expect(await unitsOf(taker)).toEqual(['กองช่าง', 'กองคลัง']);
    expect(count(seen(taker), 'งานที่รับช่วงจากนางสมใจ')).toBe(1);
  });
});

const keyOf = (person: Person) =>
  laneKey({
    destination: test.emulator.bot.userId,
    chat: { type: 'user', id: person.id },
    userId: person.id,
    id: '',
  });
const sessionOf = async (person: Person) => readSession(await test.store.sessions.read(keyOf(person)));
const runsOf = async (person: Person) => (await sessionOf(person)).runs;

describe('a handover that is broken off', () => {
  beforeAll(async () => {
    test = await startTestBot({ site: SITE });
  });
  afterAll(() => test.close());

  /** What one process does of it, as far as it lives. */
  async function done(eventId: string, leaves: boolean, life = new Life(Infinity)): Promise<void> {
    const store = life.hold(test.store);
    const organisations = makeOrganisationReader(test.store);
    const reminders = content.reminders;
    const official = makeSpeakers(content.sentences).th;
    const briefs = makeBriefs({
      store,
      organisations,
      defaults: reminders,
      official,
      address: () => Promise.resolve({ basicId: '@bot', site: SITE }),
    });
    const by = await test.store.members.byLineUser(coordinator.id);
    const organisationId = by?.organisationId ?? '';
    const at = test.clock.now();
    const chat = { type: 'user' as const, id: coordinator.id };
    const occasion = { id: eventId, destination: test.emulator.bot.userId, chat, timestamp: at, receivedAt: at };
    const debt: Debt = {
      eventId,
      occasion,
      effects: [],
      organisationId,
      locale: 'th',
      ...(by === null ? {} : { member: by }),
    };
    const parts = {
      store,
      organisations,
      reminders,
      briefs,
      book: content.book,
      clock: test.clock,
      sessions: rememberSessions(store.sessions),
    };
    const effect = { type: 'handOver' as const, ...ids, units: ['กองคลัง'], leaves };
    const source = { eventId, by: 'นางประสาน', at, memberId: by?.id ?? '' };
    await Promise.race([applyHandover(parts, organisationId, effect, debt, source), life.died]);
  }

  let ids: { giver: string; taker: string };
  async function ready(): Promise<void> {
    await people();
    await play(giver, '> รายงาน 1\n> 1\n> จัดอบรมแล้ว 3 รุ่น');
    const [from, to] = await Promise.all([giver, taker].map((one) => test.store.members.byLineUser(one.id)));
    ids = { giver: from?.id ?? '', taker: to?.id ?? '' };
  }

  async function expectDone(leaves: boolean): Promise<void> {
    expect(await unitsOf(taker)).toEqual(['กองช่าง', 'กองคลัง']);
    expect(await unitsOf(giver)).toEqual(leaves ? undefined : []);
    expect(await runsOf(giver)).toEqual([]);
    expect((await runsOf(taker)).map(({ answers }) => answers['result'])).toEqual(['จัดอบรมแล้ว 3 รุ่น']);
  }

  it.each([false, true])(
    'at any of its steps ends the same once it goes on (the giver leaves: %s)',
    async (leaves) => {
      let kills = 0;
      for (let isWhole = false; !isWhole; kills += 1) {
        await ready();
        const life = new Life(kills + 1);
        await done(`killed-${kills}-${leaves}`, leaves, life);
        isWhole = life.calls < kills + 1;
        // While it lies there the person goes on: what they say next does not bring the report back.
        if (!isWhole && kills % 3 === 0) await giver.say('ค้าง');
        await done(`killed-${kills}-${leaves}`, leaves);
        await expectDone(leaves);
      }
      expect(kills).toBeGreaterThan(12);
    },
    120_000,
  );

  it('and done by two at once ends the same', async () => {
    await ready();
    await Promise.all([done('both', false), done('both', false)]);
    await expectDone(false);
    await play(taker, '> ทำต่อ\n< เกิดผลอย่างไรคะ\n> บุคลากรเข้าใจ\n> 100\n> ข้าม\n> บันทึก');
    // Done once more it brings back nothing that has been finished since.
    await done('both', false);
    expect(await runsOf(taker)).toEqual([]);
  });
});
