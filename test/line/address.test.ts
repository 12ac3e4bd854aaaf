import { event, GROUP, receiveEvents, textEvent } from './webhook.ts';

/** A group text with a mention of this bot where `@bot` stands. */
function mentioning(text: string, self = '@bot'): Record<string, unknown> {
  const mentionees = [{ type: 'user', index: text.indexOf(self), length: self.length, isSelf: true }];
  return textEvent(text, GROUP, { mention: { mentionees } });
}

const contentOf = (raw: unknown) => receiveEvents(raw).events[0]?.content;

describe('a mention of the bot', () => {
  test.each([
    ['@bot รายงาน ๕', 'รายงาน ๕'],
    ['  @bot, รายงาน', 'รายงาน'],
    ['รายงาน ๕ @bot ', 'รายงาน ๕'],
    ['😀👩‍👩‍👧 รายงาน @bot', '😀👩‍👩‍👧 รายงาน'],
    ['ช่วย @bot สรุปหน่อย', 'ช่วย @bot สรุปหน่อย'],
    ['@bot', ''],
    ['@botก็', 'ก็'],
  ])('%j is addressed to it and reads %j', (text, read) => {
    expect(contentOf(mentioning(text))).toMatchObject({ text: read, addressed: true });
  });

  test('is cut where LINE says it stands, in UTF-16 units, although emoji stand around it', () => {
    const text = '@น้อง😀สุจริต รายงาน';
    expect(contentOf(mentioning(text, '@น้อง😀สุจริต'))).toMatchObject({ text: 'รายงาน' });
  });

  test('twice, at both ends, is cut twice', () => {
    const mentionees = [
      { index: 0, length: 4, isSelf: true },
      { index: 11, length: 4, isSelf: true },
    ];
    expect(contentOf(textEvent('@bot รายงาน@bot', GROUP, { mention: { mentionees } }))).toMatchObject({
      text: 'รายงาน',
    });
  });

  test('of someone else, or of everyone, is not a mention of the bot', () => {
    const mentionees = [
      { type: 'user', index: 0, length: 4, isSelf: false },
      { type: 'all', index: 5, length: 4 },
    ];
    const received = receiveEvents(textEvent('@ant @All สวัสดี', GROUP, { mention: { mentionees } }));
    expect(received).toMatchObject({ events: [], passedOver: { notAddressed: 1 } });
  });

  test.each([
    { index: -1, length: 4 },
    { index: 2, length: 400 },
    { index: 0.5, length: 1 },
    { index: 0, length: 0 },
    { index: '0', length: 4 },
  ])('that cannot stand in the text is ignored: %j', (mention) => {
    const raw = textEvent('@bot รายงาน', GROUP, { mention: { mentionees: [null, { ...mention, isSelf: true }] } });
    expect(receiveEvents(raw).passedOver).toEqual({ notAddressed: 1 });
  });
});

describe('the bot’s name at the beginning', () => {
  test.each([
    ['น้องสุจริต สรุป', 'สรุป'],
    ['@น้องสุจริต สรุป', 'สรุป'],
    ['＠สุจริต: สรุป', 'สรุป'],
    ['@ สุจริต\nสรุป', 'สรุป'],
    ['SUJARIT, summary', 'summary'],
    ['nong  Sujarit summary', 'summary'],
    ['\u200Bสุจริต!', ''],
    ['สุจริต', ''],
  ])('%j calls it in a group and is cut: %j', (text, read) => {
    expect(contentOf(textEvent(text, GROUP))).toMatchObject({ text: read, addressed: true });
  });

  test.each(['สุจริตธรรมนำไทย', 'สุจริต์', 'คุณสุจริต สรุป', 'sujaritism', '@สุจริตใจ', ''])(
    'a longer word is not its name: %j',
    (text) => {
      expect(receiveEvents(textEvent(text, GROUP)).passedOver).toEqual({ notAddressed: 1 });
    },
  );

  test('may be an answer in a 1:1 chat and stays there, unless it has an @', () => {
    expect(contentOf(textEvent('สุจริต โปร่งใส'))).toMatchObject({ text: 'สุจริต โปร่งใส', addressed: true });
    expect(contentOf(textEvent('@สุจริต สรุป'))).toMatchObject({ text: 'สรุป', addressed: true });
  });
});

describe('what a group says to itself', () => {
  test('is dropped here: nothing of it goes on', () => {
    const received = receiveEvents(textEvent('เที่ยงนี้กินอะไรดี', GROUP));
    expect(received).toMatchObject({ events: [], passedOver: { notAddressed: 1 } });
    expect(JSON.stringify(received)).not.toContain('เที่ยง');
  });

  test('is dropped when edited, too', () => {
    const edited = event('messageEdited', { source: GROUP, message: { type: 'text', id: '5', text: 'กินก๋วยเตี๋ยว' } });
    expect(receiveEvents(edited)).toMatchObject({ events: [], passedOver: { notAddressed: 1 } });
  });

  test('goes on when it quotes a message, which may be the bot’s, and says that it does not call the bot', () => {
    expect(contentOf(textEvent('2', GROUP, { quotedMessageId: '468' }))).toEqual({
      kind: 'text',
      messageId: '444573844083572737',
      text: '2',
      addressed: false,
      quotedMessageId: '468',
    });
  });
});
