import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders } from '../../src/folders.ts';
import { importPlan } from '../../src/importing/import-plan.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';

/** What one measure may cost its officer, in the middle of the sample office's measures; the README says so. */
const MOST_TAPS = 4;
const MOST_MESSAGES = 1;

const median = (counts: readonly number[]): number =>
  counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;

describe('the effort of a report, over the plans of the sample office', () => {
  let test: TestBot;
  let person: Talk;
  let numbers: number[];

  beforeEach(async () => {
    test = await startTestBot();
    const plans = readdirSync(folders.sample)
      .toSorted()
      .map((file) => importPlan({ name: file, bytes: readFileSync(join(folders.sample, file)) }));
    for (const plan of plans) await test.plan(plan);
    const organisation = plans[0]?.organisation ?? '';
    const coordinator = await test.person('สมปอง', { organisation, role: 'coordinator' });
    person = talk(test, coordinator);
    numbers = plans.flatMap(({ measures }) => measures.map(({ number }) => number));
  });
  afterEach(() => test.close());

  it(`is at most ${MOST_TAPS} taps by buttons, in one run through all that remain`, async () => {
    await person.say('รายงานที่เหลือ');
    const statuses = ['ดำเนินการแล้วเสร็จ', 'อยู่ระหว่างดำเนินการ', 'ไม่สามารถดำเนินการได้'];
    const taps: number[] = [];
    for (let measure = 0; measure < numbers.length; measure += 1) {
      let count = 0;
      let answer = '';
      do {
        const choices = person.choices();
        const status = statuses[measure % statuses.length] ?? '';
        const wanted =
          choices.find((label) => label === 'บันทึก' || label.startsWith('บันทึก')) ??
          choices.find((label) => label === status) ??
          // A question that may be skipped is; any other takes its first ready answer.
          choices.find((label) => label === 'ข้าม') ??
          choices[0] ??
          '';
        answer = await person.tap(wanted);
        count += 1;
      } while (!/บันทึกแล้วค่ะ/.test(answer) && count < 30);
      taps.push(count);
    }
    expect(taps).toHaveLength(numbers.length);
    expect(median(taps)).toBeLessThanOrEqual(MOST_TAPS);
    expect(await person.say('ค้าง')).toContain('รายงานครบทุกข้อแล้วค่ะ');
  });

  it(`is ${MOST_MESSAGES} message by typing, and one tap to say that it was understood`, async () => {
    const said = [
      'เสร็จแล้ว จัดประชุม 2 ครั้ง ผู้เข้าร่วม 60 คน ผลลัพธ์: เจ้าหน้าที่เข้าใจขั้นตอน เบิก 5,000',
      'กำลังทำ ร่างประกาศแล้ว ปัญหา: รอลงนาม ยังไม่เบิก',
      'ทำไม่ได้เพราะไม่มีงบ',
    ];
    const messages: number[] = [];
    for (const [index, number] of numbers.entries()) {
      await person.say('ยกเลิก');
      let answer = await person.say(`รายงาน ${number} ${said[index % said.length]}`);
      let count = 1;
      // The number stands in both plans: which is meant is a tap.
      if (answer.includes('รายงานแผนไหนคะ'))
        answer = await person.tap(person.choices()[index < numbers.length / 2 ? 0 : 1] ?? '');
      while (!answer.includes('ตรวจสอบรายงานก่อนบันทึก') && count < 9) {
        answer = await person.say(person.choices().includes('ข้าม') ? 'ข้าม' : '1');
        count += 1;
      }
      messages.push(count);
      await person.tap('บันทึก');
    }
    expect(median(messages)).toBeLessThanOrEqual(MOST_MESSAGES);
  });
});
