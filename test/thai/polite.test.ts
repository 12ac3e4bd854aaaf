import { bareRequest } from '../../src/thai/polite.ts';

describe('a request without its politeness', () => {
  it.each([
    ['สรุปหน่อยค่ะ', 'สรุป'],
    ['สรุปปปป!!!', 'สรุป'],
    ['สรุป ๆ ครับ', 'สรุป'],
    ['ค้าง', 'ค้าง'],
    ['REPORT please', 'REPORT'],
    ['ช่วยเหลือด้วยนะคะ', 'ช่วยเหลือ'],
  ])('%s is %s', (typed, bare) => {
    expect(bareRequest(typed).whole).toBe(bare);
  });

  it.each([
    ['ขอสรุปหน่อยค่ะ', 'สรุป'],
    ['ขอดูสรุปครับ', 'สรุป'],
    ['รบกวนขอเอกสาร', 'เอกสาร'],
  ])('%s asks for %s', (typed, word) => {
    expect(bareRequest(typed).withoutLead).toBe(word);
  });

  it('leaves the words of a sentence in their place', () => {
    expect(bareRequest('สรุปผลการอบรมแล้ว').whole).toBe('สรุปผลการอบรมแล้ว');
  });
});
