import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import { anOffice } from './office.ts';

describe('in English', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  it('the language is chosen by word or button, and answers come in it at once', async () => {
    const officer = await (await anOffice(test)).person('officer');
    await play(
      officer,
      `> ภาษา
       < ใช้ภาษาอะไรคะ / Which language?
       > English
       < English it is.
       > summary
       < 0 of 3 projects
       > language ภาษาไทย
       < ใช้ภาษาไทยแล้วค่ะ
       > language en
       < English it is.`,
    );
  });

  it('is the language of a member in every chat', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer');
    const group = await test.group('กลุ่ม', [officer.id], office.name);
    const there = talk(test, officer.id, group);
    await play(there, '> @น้องสุจริต สรุป\n< 0 จาก 3');
    await play(officer, '> language en\n< English it is.');
    await play(there, '> @Nong Sujarit summary\n< 0 of 3 projects');
  });

  it('changes in the middle of a report, and the question comes again in the new language', async () => {
    const officer = await (await anOffice(test)).person('officer');
    await play(officer, '> รายงาน 1\n> 1\n> ภาษา\n> 2\n< English it is.\n< Back to the report\n< What has been done?');
  });

  it('a stranger chooses it before registering', async () => {
    const id = await test.person('John');
    await play(
      talk(test, id),
      '> language en\n< English it is.\n> good morning to you\n< Personal data: only your LINE user ID\n< Please type the code\n> what code\n< A code is letters and digits',
    );
  });

  it('a whole report is made by typing English words, stored in Thai where the answer is ready-made', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { name: 'John', unit: 'กองคลัง' });
    await officer.say('language en');
    await play(
      officer,
      `> report
       < Which measure would you like to report?
       > 1
       < What is its status?
       > Completed
       < What has been done?
       [Done as planned]
       < What did it lead to?
       > All staff know the rules
       < How much has been disbursed? (budget 50,000 baht)
       > all
       < Please check the report before saving
       < 50,000 baht
       > save
       < Saved
       < 1 of yours is left.
       [Report 3]
       > In progress
       > back
       < (now: In progress)
       > cannot proceed
       < Why can it not proceed?
       > Not enough staff
       > skip
       > 1
       < Everything is reported. Thank you!`,
    );
    expect(await office.report(1)).toMatchObject({ result: 'ดำเนินการครบตามแผน', disbursed: 50_000 });
    expect(await office.report(3)).toEqual({ status: 'cannotProceed', reason: 'insufficientStaff' });
  });

  it('a coordinator invites, and sees pending and help', async () => {
    const coordinator = await (await anOffice(test)).person('coordinator');
    await coordinator.say('language en');
    await play(
      coordinator,
      `> invite
       < Invite as which role?
       > observer
       < How many people may use the code?
       > 1
       < Code for observer
       < register
       > pending
       < Anti-corruption plan: 3 measures not reported (6-month round)
       > help
       < invite [unit]
       > members
       < You are the only member
       > cancel
       < There is nothing under way right now.`,
    );
  });
});
