import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play } from '../support/talk.ts';
import { anOffice } from '../flows/office.ts';
import type { Office } from '../flows/office.ts';
import { zipOf } from '../importing/office-files.ts';
import { aBomb, AN_EXE, AN_SVG, aPdf, aPhoto, aVideo } from './files.ts';
import { downloads, evidenceOf } from './kept.ts';
import { sending } from './sending.ts';

const HOUR = 60 * 60 * 1000;

describe('evidence in a 1:1 chat', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const anOfficer = async (office?: Office, role: 'officer' | 'coordinator' | 'observer' = 'officer') => {
    const place = office ?? (await anOffice(test));
    const person = await place.person(role, { unit: 'กองคลัง' });
    const kept = (number: number) => evidenceOf(test, place, number);
    return { office: place, person, phone: sending(test, person.id), kept };
  };

  it('sent while a measure is reported is of that measure, and costs no tap', async () => {
    const { person, phone, kept, office } = await anOfficer();
    await play(person, '> รายงาน 3\n> 1\n> ติดตั้งแล้ว\n> ประชาชนพอใจ\n< ส่งรูป ไฟล์ หรือลิงก์มาได้เลย');
    expect(person.choices()).toContain('บันทึก (ส่งหลักฐานภายหลัง)');
    const said = await phone.photo(await aPhoto());
    expect(said).toContain('แนบหลักฐานแล้วค่ะ');
    expect(said).toContain('3. กิจกรรมบัตรคิว');
    expect(said).toContain('หลักฐาน\n1 ชิ้น');
    expect(await person.say('https://example.go.th/news/1')).toContain('หลักฐาน\n2 ชิ้น');
    await play(person, '> บันทึก\n< บันทึกแล้วค่ะ');
    expect((await kept(3)).map(({ kind, number }) => [number, kind])).toEqual([
      [1, 'image'],
      [2, 'link'],
    ]);
    expect(await office.report(3)).toMatchObject({ status: 'completed', result: 'ติดตั้งแล้ว' });
  });

  it('sent in the middle of a question leaves the question open, and knows the step', async () => {
    const { person, phone, kept } = await anOfficer();
    await play(person, '> รายงาน 3\n> 2');
    const said = await phone.file('ภาพรวม.pdf', aPdf());
    expect(said).toContain('ทำอะไรไปแล้วบ้างคะ');
    await play(person, '> กำลังติดตั้ง\n> ข้าม\n> บันทึก\n< บันทึกแล้ว');
    expect(await kept(3)).toMatchObject([{ name: 'ภาพรวม.pdf', mediaType: 'application/pdf', by: 'สมใจ' }]);
  });

  it('sent late finds the report that was saved, says which, and can be moved to another', async () => {
    const { person, phone, kept } = await anOfficer();
    await play(person, '> รายงาน 3\n> 1\n> ติดตั้งแล้ว\n> พอใจ\n> บันทึก\n< บันทึกแล้ว');
    test.clock.advance(23 * HOUR);
    const said = await phone.photo(await aPhoto());
    expect(said).toContain('แนบกับรายงานที่ท่านเพิ่งบันทึกค่ะ');
    expect(said).toContain('3. กิจกรรมบัตรคิว');
    expect(await person.say('ข้ออื่น')).toContain('เป็นของข้อไหนคะ');
    expect(await person.say('1')).toContain('1. โครงการอบรมคุณธรรม');
    expect([await kept(3), await kept(1)]).toMatchObject([[], [{ kind: 'image' }]]);
  });

  it('sent without a measure is kept, and asked about; nothing is lost meanwhile', async () => {
    const { person, phone, kept } = await anOfficer();
    expect(await phone.photo(await aPhoto())).toContain('เป็นของข้อไหนคะ');
    expect(await phone.video(aVideo())).toContain('เป็นของข้อไหนคะ');
    expect(await phone.place('หน้าสำนักงาน')).toContain('เป็นของข้อไหนคะ');
    await play(person, '> สรุป\n< มาตรการ\n> บัตรคิว\n< แนบหลักฐานแล้วค่ะ\n< 3 ชิ้น');
    expect((await kept(3)).map(({ kind, name }) => [kind, name])).toEqual([
      ['image', ''],
      ['video', ''],
      ['location', 'หน้าสำนักงาน'],
    ]);
  });

  it('a day later is asked about again, rather than guessed', async () => {
    const { person, phone } = await anOfficer();
    await play(person, '> รายงาน 3\n> 1\n> ติดตั้งแล้ว\n> พอใจ\n> บันทึก\n< บันทึกแล้ว');
    test.clock.advance(25 * HOUR);
    expect(await phone.photo(await aPhoto())).toContain('เป็นของข้อไหนคะ');
    expect(await person.say('ยกเลิก')).toContain('ทิ้งหลักฐานที่ยังไม่ระบุข้อ 1 ชิ้น');
    expect(await person.say('หลักฐาน')).not.toContain('แนบหลักฐานแล้ว');
  });

  it('is listed with who, what and when; a link can be typed with the word; each can be removed, and its number stays taken', async () => {
    const { person, phone, kept } = await anOfficer();
    expect(await person.say('หลักฐาน 3 https://example.go.th/a')).toContain('แนบหลักฐานแล้วค่ะ');
    const listed = await person.say('หลักฐาน 3');
    expect(listed).toContain('ชิ้นที่ 1\nลิงก์ https://example.go.th/a · สมใจ');
    expect(listed).toContain('ส่งรูป ไฟล์ วิดีโอ');
    expect(await phone.file('คำสั่ง ๑.pdf', aPdf())).toContain('เอกสาร คำสั่ง ๑.pdf · 1 KB · สมใจ');
    expect(await person.say('ลบ 7')).toContain('ไม่มีหลักฐานชิ้นที่ 7');
    await play(person, '> ลบ 2\n< ลบหลักฐานชิ้นที่ 2 ของข้อ 3 ใช่ไหมคะ\n> ลบ\n< ลบหลักฐานชิ้นที่ 2 ของข้อ 3 แล้วค่ะ');
    expect(await person.say('evidence 3')).not.toContain('คำสั่ง');
    await phone.photo(await aPhoto());
    await play(person, '> เสร็จแล้ว\n< เรียบร้อย');
    expect((await kept(3)).map(({ number }) => number)).toEqual([1, 3]);
    const left = await test.store.evidence.tidy({ files: test.clock.now() + 1, held: 0 });
    expect(left).toBeUndefined();
  });

  it('sent twice for one measure is kept once, and said so', async () => {
    const { person, phone, kept } = await anOfficer();
    const photo = await aPhoto();
    await person.say('หลักฐาน 3');
    await phone.photo(photo);
    const said = await phone.file('สำเนา.jpg', photo);
    expect(said).toContain('มีอยู่แล้ว');
    await play(person, '> หลักฐาน 1\n< หลักฐานข้อ 1');
    await phone.photo(photo);
    expect([await kept(3), await kept(1)]).toMatchObject([[{ number: 1 }], [{ number: 1 }]]);
  });

  it.each<[string, string, () => Buffer, number | undefined, string]>([
    ['of 300 MB is not fetched', 'งาน.pdf', () => aPdf(), 300 * 1024 * 1024, 'ใหญ่เกิน 25 MB'],
    ['that is a zip bomb', 'งาน.zip', aBomb, undefined, 'ใหญ่ผิดปกติ'],
    ['that is an SVG with a script', 'โลโก้.svg', () => AN_SVG, undefined, '.svg'],
    ['that is an .exe named .jpg', 'ภาพ.jpg', () => AN_EXE, undefined, 'ไม่ใช่ไฟล์ .jpg จริง'],
    ['with a program in it', 'งาน.zip', () => Buffer.from(zipOf({ 'a.exe': AN_EXE })), undefined, 'มีโปรแกรม'],
  ])('%s is refused with the reason, and the question stays', async (_what, name, make, stated, reason) => {
    const { person, phone, kept } = await anOfficer();
    await play(person, '> รายงาน 3\n> 2');
    const fetched = downloads(test);
    const said = await phone.file(name, make(), stated);
    expect(said).toContain(reason);
    expect(said).toContain('ทำอะไรไปแล้วบ้างคะ');
    expect(await kept(3)).toEqual([]);
    expect(fetched() > 0).toBe(stated === undefined);
  });

  it('that LINE no longer has, or does not give, is asked for again', async () => {
    const { phone } = await anOfficer();
    test.emulator.faults.content.errorBefore = 9;
    expect(await phone.photo(await aPhoto())).toContain('ดาวน์โหลดจาก LINE ไม่สำเร็จ');
    test.emulator.faults.content.errorBefore = 0;
    test.emulator.hold();
    const sent = test.emulator.sendMedia(phone.id, phone.id, 'image', await aPhoto());
    test.emulator.platform.media.set(sent.id, { bytes: Buffer.alloc(0), contentType: 'image/jpeg', state: 'unsent' });
    expect(await phone.act(() => test.emulator.release())).toContain('ไม่พบไฟล์นี้ใน LINE แล้ว');
  });

  it('that is unsent loses content, thumbnail and name, and keeps that it was', async () => {
    const { person, phone, kept } = await anOfficer();
    await person.say('หลักฐาน 3');
    await phone.file('ชื่อลับ.jpg', await aPhoto());
    const [piece] = await kept(3);
    const fileId = piece?.fileId ?? '';
    expect(await test.store.evidence.open(fileId)).not.toBeNull();
    await phone.unsend(phone.lastId());
    expect(await kept(3)).toEqual([]);
    expect(await test.store.evidence.open(fileId)).toBeNull();
    const stored = await test.connection.collection('evidence').findOne({ _id: piece?.id as never });
    expect(JSON.stringify(stored)).not.toContain('ลับ');
    expect(stored).toMatchObject({ state: 'unsent', history: [{ act: 'placed' }, { act: 'unsent' }] });
    expect(stored?.['thumbnail']).toBeUndefined();
  });

  it('is none of a stranger’s, nor of someone who only looks; nothing of it is fetched', async () => {
    const stranger = await test.person('คนแปลกหน้า');
    const fetched = downloads(test);
    expect(await sending(test, stranger).photo(await aPhoto())).toContain('ลงทะเบียนให้เสร็จก่อน');
    const { phone } = await anOfficer(undefined, 'observer');
    expect(await phone.photo(await aPhoto())).toContain('ดูข้อมูลได้อย่างเดียว');
    expect(fetched()).toBe(0);
  });

  it('of a coordinator is a picture or a PDF; a table is a plan unless a measure is talked about', async () => {
    const { person, phone, kept } = await anOfficer(undefined, 'coordinator');
    expect(await phone.file('งาน.pdf', aPdf())).toContain('เป็นของข้อไหนคะ');
    await person.say('ยกเลิก');
    const table = Buffer.from(zipOf({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' }));
    expect(await phone.file('งาน.xlsx', table)).not.toContain('แนบ');
    await person.say('หลักฐาน 3');
    expect(await phone.file('งาน.xlsx', table)).toContain('แนบหลักฐานแล้ว');
    expect(await kept(3)).toMatchObject([{ name: 'งาน.xlsx' }]);
  });

  it('is waited for of what is completed without it, unless there is a reason', async () => {
    const { person, office } = await anOfficer();
    await play(person, '> รายงาน 3\n> 1\n> ติดตั้งแล้ว\n> พอใจ\n> บันทึก\n> ค้าง\n< รอหลักฐาน 1 ข้อ');
    await play(person, '> รายงาน 1\n> 1\n> อบรมแล้ว\n> พอใจ\n> 100');
    await play(person, '> แก้ไข\n> เหตุผลที่ไม่มีหลักฐาน\n> เอกสารสูญหาย\n< เอกสารสูญหาย\n> บันทึก\n> ค้าง\n< รอหลักฐาน 1 ข้อ');
    expect(await office.report(1)).toMatchObject({ noEvidenceReason: 'เอกสารสูญหาย' });
    await person.say('หลักฐาน 3 https://example.go.th');
    expect(await person.say('ค้าง')).not.toContain('รอหลักฐาน');
  });
});
