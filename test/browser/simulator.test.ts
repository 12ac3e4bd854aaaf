import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Browser, Locator, Page } from 'playwright-core';
import { readConfig } from '../../src/config.ts';
import { start } from '../../src/start.ts';
import type { Running } from '../../src/start.ts';
import { tickingClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';
import { addressOf } from '../support/store.ts';
import { faultsAtSizes, findChromium, NO_BROWSER, openBrowser, seriousFaults, withAxe } from './browser.ts';
import { openChat } from './chat.ts';
import type { Chat } from './chat.ts';

const chromium = findChromium();
if (chromium === undefined) process.stderr.write(`test/browser: ${NO_BROWSER}\n`);

const NEWCOMER = 'ทดสอบ ใจดี';
const COORDINATOR = 'มาลี ฝ่ายนิติการ';
const GROUP = 'รายงาน ITA ทุ่งตะวันใหม่';

/** What a test asks of a picture on the page. */
interface Picture {
  decode(): Promise<void>;
  naturalWidth: number;
}

/** A picture of one green point. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgOM76HwAEcgIzAaR6PgAAAABJRU5ErkJggg==',
  'base64',
);

/** The program as `npm start` starts it, on a free port and a database of its own. */
async function startProgram(folder: string): Promise<{ program: Running; uri: string }> {
  const uri = addressOf(`browser-${randomUUID()}`);
  const read = readConfig({ PORT: '0', MONGODB_URI: uri, DATA_DIR: folder });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return { program: await start(read.config, tickingClock(), silentLog), uri };
}

/** A picture is there, and is one. */
async function expectLoaded(picture: Locator): Promise<void> {
  await picture.waitFor();
  expect(await picture.evaluate((image: Picture) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(0);
}

/** Makes a person with the page's tools, who registers with a code of the coordinator. */
async function register(page: Page): Promise<Chat> {
  await page.getByRole('textbox', { name: 'ชื่อคน' }).fill(NEWCOMER);
  await page.getByRole('button', { name: 'เพิ่มคน', exact: true }).click();
  const newcomer = openChat(page, NEWCOMER);
  await newcomer.answers.nth(1).waitFor();
  const coordinator = openChat(page, COORDINATOR);
  await coordinator.say('เชิญ กองคลัง');
  await coordinator.tap('เจ้าหน้าที่');
  await coordinator.tap('1 คน');
  const [code = ''] = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(await coordinator.phone.innerText()) ?? [];
  await expectLoaded(coordinator.phone.getByRole('img', { name: 'รูปภาพ' }).last());
  await newcomer.say(`ลงทะเบียน ${code}`);
  await newcomer.say(NEWCOMER);
  expect(await newcomer.tap('บันทึก')).toContain('ลงทะเบียนเรียบร้อย');
  return newcomer;
}

/** Whatever is asked: skips what may be skipped, else takes the first that is offered; until the report is kept. */
const tapToTheEnd = (chat: Chat) =>
  toTheEnd(chat, async () => {
    const offers = await chat.offers();
    if (offers.includes('ข้าม')) return chat.tap('ข้าม');
    return offers.length > 0 ? chat.tapFirst() : chat.tap('บันทึก');
  });

/** The same without a button: the number of the first choice, or the word that skips. */
const typeToTheEnd = (chat: Chat) =>
  toTheEnd(chat, async () => chat.say(/พิมพ์:.*ข้าม/.test(await chat.last()) ? 'ข้าม' : '1'));

async function toTheEnd(chat: Chat, answer: () => Promise<string>): Promise<void> {
  for (let answers = 0; answers < MOST_ANSWERS; answers += 1) {
    if ((await answer()).includes('บันทึกแล้ว')) return;
  }
  throw new Error(`${MOST_ANSWERS} answers, and the report is not kept: ${await chat.last()}`);
}

/** No report asks for more. */
const MOST_ANSWERS = 15;

/** Asks the bot in the group for the summary, as its first member. */
async function summaryInGroup(page: Page): Promise<string> {
  const group = openChat(page, GROUP);
  await group.phone.getByRole('checkbox', { name: /กล่าวถึง/ }).setChecked(true);
  return group.say('สรุป กองคลัง');
}

(chromium === undefined ? describe.skip : describe)(
  `the simulator in a browser${chromium ? '' : ` (${NO_BROWSER})`}`,
  () => {
    let browser: Browser;
    let page: Page;
    let program: Running;
    let folder: string;
    let uri: string;
    const complaints: string[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-browser-'));
      [browser, { program, uri }] = await Promise.all([openBrowser(chromium ?? ''), startProgram(folder)]);
      page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'th-TH' });
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await withAxe(page);
      await page.goto(`${program.url}/simulator/`);
      await page.getByRole('region', { name: GROUP }).waitFor();
    });

    afterAll(async () => {
      await browser?.close();
      await program?.stop();
      const connection = await mongoose.createConnection(uri).asPromise();
      await connection.dropDatabase();
      await connection.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('lets a newcomer register, report by taps alone, send a photo, and everyone read the summary', async () => {
      await page.getByRole('button', { name: 'เครื่องมือ', exact: true }).click();
      expect(await seriousFaults(page, 'tools')).toEqual([]);
      const newcomer = await register(page);
      await page.getByRole('button', { name: 'ปิดเครื่องมือ' }).click();

      await newcomer.tap('รายงาน');
      await newcomer.tap(/แผนป้องกันการทุจริต|แผนปฏิบัติการ/);
      await newcomer.press(/^4\./);
      // Who hears the page instead of seeing it is told the question.
      expect(await page.locator('#news').innerText()).toContain('สถานะตอนนี้เป็นอย่างไรคะ');
      expect(await seriousFaults(page, 'question')).toEqual([]);
      await tapToTheEnd(newcomer);

      const photo = join(folder, 'photo.png');
      await writeFile(photo, PHOTO);
      await newcomer.sendFile(photo);
      const shown = newcomer.phone.getByRole('img', { name: 'รูปภาพ' });
      await shown.waitFor();
      expect(await shown.evaluate((image: Picture) => image.decode().then(() => image.naturalWidth))).toBe(1);

      expect(await summaryInGroup(page)).toContain('1/8');
      expect(await seriousFaults(page, 'summary')).toEqual([]);
      expect(complaints).toEqual([]);
    }, 60_000);

    it('has a menu below a chat that works by the keyboard alone, and none in LINE on PC', async () => {
      const newcomer = openChat(page, NEWCOMER);
      const menu = newcomer.phone.getByRole('group', { name: 'เมนูของบอต' });
      const summary = menu.getByRole('button', { name: 'สรุป' });
      const bar = menu.getByRole('button', { name: 'เมนู', exact: true });
      if (await summary.isHidden()) await bar.press('Enter');
      await expectLoaded(menu.locator('img'));
      // Tapped, it makes room for the answer.
      expect(await newcomer.press('สรุป')).toContain('รอรายงานอีก');
      expect([await summary.isHidden(), await bar.getAttribute('aria-expanded')]).toEqual([true, 'false']);
      const pc = page.getByRole('checkbox', { name: /LINE PC/ });
      await pc.check();
      expect(await menu.isHidden()).toBe(true);
      await pc.uncheck();
      await bar.press('Enter');
      expect(await faultsAtSizes(page, 'menu')).toEqual([]);
      expect(complaints).toEqual([]);
    }, 60_000);

    it('lets the same be reported in LINE on PC, which has no quick replies, by typed numbers', async () => {
      const newcomer = openChat(page, NEWCOMER);
      await page.getByRole('checkbox', { name: /LINE PC/ }).check();
      expect(await newcomer.offers()).toEqual([]);
      await newcomer.say('รายงาน');
      await newcomer.say('2');
      await newcomer.say('9');
      expect(await seriousFaults(page, 'pc')).toEqual([]);
      await typeToTheEnd(newcomer);
      expect(await summaryInGroup(page)).toContain('2/8');
      expect(complaints).toEqual([]);
    }, 60_000);
  },
);
