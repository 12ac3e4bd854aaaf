import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { talk } from '../support/talk.ts';
import { anOffice } from '../flows/office.ts';
import { AN_EXE, aPdf, aPhoto } from './files.ts';
import { downloads, evidenceOf } from './kept.ts';
import { sending } from './sending.ts';

describe('evidence in a group', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());
  afterEach(() => {
    test.emulator.faults.webhook.omitUserId = 0;
  });

  /** A linked group of two officers of an office, and a stranger. */
  const aGroup = async () => {
    const office = await anOffice(test);
    const [one, two] = [
      await office.person('officer', { name: 'สมใจ' }),
      await office.person('officer', { name: 'สมหมาย' }),
    ];
    const stranger = await test.person('คนนอก');
    const group = await test.group('กลุ่มงาน', [one.id, two.id, stranger], office.name);
    const member = (id: string) => ({ ...talk(test, id, group), ...sending(test, id, group) });
    const kept = async () =>
      (await Promise.all([1, 2, 3].map((number) => evidenceOf(test, office, number)))).map(({ length }) => length);
    return { office, group, one: member(one.id), two: member(two.id), stranger: member(stranger), kept };
  };

  it('is silence and nothing fetched, whatever is sent, unless it is asked for', async () => {
    const { one, two, stranger, kept } = await aGroup();
    const fetched = downloads(test);
    await one.say('หลักฐาน 3', { mentionBot: true });
    for (const who of [two, stranger]) {
      expect(await who.photo(await aPhoto())).toBe('');
      expect(await who.file('งาน.pdf', aPdf())).toBe('');
      expect(await who.place('ที่ทำการ')).toBe('');
      expect(await who.photos([await aPhoto(), await aPhoto()])).toBe('');
    }
    expect(fetched()).toBe(0);
    expect(await kept()).toEqual([0, 0, 0]);
  });

  it('is what a person sends while their own question for evidence is open', async () => {
    const { one, kept } = await aGroup();
    expect(await one.say('หลักฐาน 3', { mentionBot: true })).toContain('ที่ท่านส่งในกลุ่มจะแนบกับข้อนี้ค่ะ');
    expect(await one.photo(await aPhoto())).toContain('แนบหลักฐานแล้วค่ะ');
    expect(await one.photos([await aPhoto(), await aPhoto()])).toContain('เก็บ 2 จาก 2 รูป');
    await one.tap('เสร็จแล้ว');
    expect(await one.photo(await aPhoto())).toBe('');
    expect(await kept()).toEqual([0, 0, 3]);
  });

  it('is not what a report in the group leaves open, nor what comes after it', async () => {
    const { one, kept } = await aGroup();
    await one.say('รายงาน 3', { mentionBot: true });
    const fetched = downloads(test);
    expect(await one.photo(await aPhoto())).toBe('');
    await one.say('1', { mentionBot: true });
    expect(await one.file('งาน.pdf', aPdf())).toBe('');
    expect(fetched()).toBe(0);
    expect(await kept()).toEqual([0, 0, 0]);
  });

  it('is what is quoted with the word for it, and the check decides what that is', async () => {
    const { one, two, stranger, kept } = await aGroup();
    await one.photo(await aPhoto());
    const photo = one.lastId();
    expect(await one.say('หลักฐาน 2', { mentionBot: true, quote: photo })).toContain('แนบหลักฐานแล้วค่ะ');
    await one.file('งาน.exe', AN_EXE);
    const program = one.lastId();
    expect(await two.say('หลักฐาน 2', { mentionBot: true, quote: program })).toContain('ไม่รู้จักไฟล์ชนิดนี้');
    expect(await stranger.say('หลักฐาน 2', { mentionBot: true, quote: photo })).not.toContain('แนบ');
    expect(await two.say('หลักฐาน 2', { quote: program })).toBe('');
    expect(await kept()).toEqual([0, 1, 0]);
  });

  it('that is quoted again with another measure is of that one', async () => {
    const { one, two, kept } = await aGroup();
    await one.photo(await aPhoto());
    const photo = one.lastId();
    await one.say('หลักฐาน 2', { mentionBot: true, quote: photo });
    expect(await two.say('หลักฐาน 3', { mentionBot: true, quote: photo })).toContain('แนบหลักฐานแล้วค่ะ');
    expect(await kept()).toEqual([0, 0, 1]);
  });

  it('waits for its measure when the quote does not name one', async () => {
    const { one, kept } = await aGroup();
    await one.file('งาน.pdf', aPdf());
    expect(await one.say('หลักฐาน', { mentionBot: true, quote: one.lastId() })).toContain('เป็นของข้อไหนคะ');
    expect(await one.say('1', { mentionBot: true })).toContain('แนบหลักฐานแล้วค่ะ');
    expect(await kept()).toEqual([1, 0, 0]);
  });

  it('is a link beside the receipt of a report, of that report and no other', async () => {
    const { one, two, kept } = await aGroup();
    const report = async (number: number) => {
      for (const line of [`รายงาน ${number}`, '1', 'ทำแล้ว', 'ได้ผล']) await one.say(line, { mentionBot: true });
      expect(await one.say('บันทึก', { mentionBot: true })).toContain('บันทึกแล้วค่ะ');
      return one.last().at(-1)?.id ?? '';
    };
    const receipt = await report(3);
    await report(2);
    expect(await one.say('ดูที่ https://example.go.th/3', { quote: receipt })).toContain('แนบหลักฐานแล้วค่ะ');
    expect(await two.say('https://example.go.th/4', { quote: receipt })).toContain('แนบหลักฐานแล้วค่ะ');
    expect(await kept()).toEqual([0, 0, 2]);
  });

  it('of another office’s group, or of nobody LINE names, is nothing', async () => {
    const { one, kept } = await aGroup();
    const other = await anOffice(test);
    const foreign = await test.group('กลุ่มอื่น', [one.id], other.name);
    const abroad = { ...talk(test, one.id, foreign), ...sending(test, one.id, foreign) };
    await abroad.say('หลักฐาน 3', { mentionBot: true });
    const fetched = downloads(test);
    expect(await abroad.photo(await aPhoto())).toBe('');
    const photo = abroad.lastId();
    expect(await abroad.say('หลักฐาน 3', { mentionBot: true, quote: photo })).not.toContain('แนบ');
    await one.say('หลักฐาน 3', { mentionBot: true });
    test.emulator.faults.webhook.omitUserId = 1;
    expect(await one.photo(await aPhoto())).toBe('');
    expect(fetched()).toBe(0);
    expect(await kept()).toEqual([0, 0, 0]);
    expect(await evidenceOf(test, other, 3)).toEqual([]);
  });
});
