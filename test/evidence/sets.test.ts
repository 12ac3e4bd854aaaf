import fc from 'fast-check';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play } from '../support/talk.ts';
import { anOffice } from '../flows/office.ts';
import { AN_EXE, aPhoto } from './files.ts';
import { evidenceOf } from './kept.ts';
import { sending } from './sending.ts';

describe('photos that are sent at once', () => {
  let test: TestBot;
  beforeAll(async () => {
    // Two instances, each of which gets every webhook: whatever is done is done once.
    test = await startTestBot({ instances: 2 });
  });
  afterAll(() => test.close());
  afterEach(() => {
    test.emulator.faults.webhook.shuffle = false;
    test.emulator.faults.webhook.duplicates = 0;
  });

  const anOfficer = async () => {
    const office = await anOffice(test);
    const person = await office.person('officer', { unit: 'กองคลัง' });
    return { person, phone: sending(test, person.id), kept: (number: number) => evidenceOf(test, office, number) };
  };
  const photos = (count: number) => Promise.all(Array.from({ length: count }, () => aPhoto()));
  const answersIn = (said: string) => said.split('หลักฐานของข้อนี้').length - 1;

  it('have one answer, in whatever order and how often they come', async () => {
    const { person, phone, kept } = await anOfficer();
    await person.say('หลักฐาน 3');
    const webhook = test.emulator.faults.webhook;
    [webhook.shuffle, webhook.duplicates] = [true, 1];
    const all = await photos(20);
    const said = await phone.act(() => {
      test.emulator.hold();
      test.emulator.sendImages(person.id, person.id, all);
      test.emulator.release();
    });
    expect(said).toContain('เก็บ 20 จาก 20 รูป');
    expect(answersIn(said)).toBe(1);
    const pieces = await kept(3);
    expect(pieces.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(new Set(pieces.map(({ sha256 }) => sha256)).size).toBe(20);
  });

  it('that are sent before the measure is named wait for it together', async () => {
    const { person, phone, kept } = await anOfficer();
    const said = await phone.photos(await photos(4));
    expect(said.split('เป็นของข้อไหนคะ')).toHaveLength(2);
    await play(person, '> 3\n< หลักฐานของข้อนี้\n< 4 ชิ้น');
    expect(await kept(3)).toHaveLength(4);
  });

  it('say which of them were there already, and which were none', async () => {
    const { person, phone, kept } = await anOfficer();
    await person.say('หลักฐาน 3');
    const [one, two] = [await aPhoto(), await aPhoto()];
    const said = await phone.photos([one, two, one, AN_EXE]);
    expect(said).toContain('เก็บ 2 จาก 4 รูป');
    expect(said).toContain('1 ชิ้นมีอยู่แล้ว');
    expect(said).toContain('1 ชิ้น: ไม่รู้จักไฟล์ชนิดนี้ค่ะ');
    expect(await kept(3)).toHaveLength(2);
  });

  it('of which some never come are told of with the next answer, and lost is none that came', async () => {
    const { person, phone, kept } = await anOfficer();
    await person.say('หลักฐาน 3');
    const [first] = await photos(1);
    const said = await phone.act(() => {
      const media = { bytes: first ?? Buffer.alloc(0), contentType: 'image/jpeg', state: 'ready' as const };
      test.emulator.platform.media.set('9001', media);
      const set = { id: 'SET', index: 2, total: 3 };
      void test.emulator.postEvents([photoEvent(person.id, '9001', set, test.clock.now())]);
    });
    expect(said).toBe('');
    const told = await person.say('สรุป');
    expect(told).toContain('มาถึง 1 จาก 3 รูป');
    expect(await kept(3)).toHaveLength(1);
  });

  it('of several people at once never cross measures or offices', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ number: fc.integer({ min: 1, max: 3 }), count: fc.integer({ min: 1, max: 3 }) }), {
          minLength: 2,
          maxLength: 3,
        }),
        async (sets) => {
          const webhook = test.emulator.faults.webhook;
          [webhook.shuffle, webhook.duplicates] = [true, 0];
          const officers = await Promise.all(sets.map(() => anOfficer()));
          const sent = await Promise.all(sets.map(({ count }) => photos(count)));
          for (const [index, { person }] of officers.entries()) await person.say(`หลักฐาน ${sets[index]?.number ?? 1}`);
          test.emulator.hold();
          for (const [index, { person }] of officers.entries()) {
            test.emulator.sendImages(person.id, person.id, sent[index] ?? []);
          }
          test.emulator.release();
          await test.settled();
          const found = await Promise.all(
            officers.map(async ({ kept }) => (await Promise.all([1, 2, 3].map(kept))).map(({ length }) => length)),
          );
          expect(found).toEqual(sets.map(({ number, count }) => [1, 2, 3].map((one) => (one === number ? count : 0))));
        },
      ),
      { numRuns: 3 },
    );
  });
});

/** A photo of a set, as LINE tells of it. */
const photoEvent = (userId: string, messageId: string, imageSet: object, timestamp: number) => ({
  type: 'message',
  mode: 'active',
  timestamp,
  webhookEventId: `event-${messageId}`,
  deliveryContext: { isRedelivery: false },
  replyToken: `token-${messageId}`,
  source: { type: 'user', userId },
  message: { type: 'image', id: messageId, contentProvider: { type: 'line' }, imageSet },
});
