import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { anOffice } from '../flows/office.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play } from '../support/talk.ts';
import { faultsAtSizes, findChromium, NO_BROWSER, openBrowser, withAxe } from './browser.ts';

const chromium = findChromium();
if (chromium === undefined) process.stderr.write(`test/browser: ${NO_BROWSER}\n`);
const SITE = 'https://bot.example.go.th';

describe('pages that people open from the chat', () => {
  let test: TestBot;
  let server: Server;
  let browser: Browser;
  let page: Page;
  let url = '';

  beforeAll(async () => {
    if (chromium === undefined) return;
    test = await startTestBot({ site: SITE });
    server = createServer(test.bot.http);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser(chromium);
    // What looks at the page is not of the page: its policy would keep that out.
    const context = await browser.newContext({ bypassCSP: true, permissions: ['clipboard-read', 'clipboard-write'] });
    page = await context.newPage();
    await withAxe(page);
  }, 60_000);
  afterAll(async () => {
    if (chromium === undefined) return;
    await browser.close();
    server.close().closeAllConnections();
    await test.close();
  });

  const itInBrowser = chromium === undefined ? it.skip : it;
  const pathIn = (said: string): string => /bot\.example\.go\.th(\/[^\s?]+)/.exec(said)?.[1] ?? '';

  itInBrowser(
    'the copy sheet copies one value at a time, ticks measures off, and hides nothing from anyone',
    async () => {
      const coordinator = await (await anOffice(test)).person('coordinator');
      await play(coordinator, '> เอกสาร\n> ใบคัดลอก E-PlanNACC');
      await page.goto(url + pathIn(await coordinator.say('หน้าเว็บคัดลอก')));
      expect(await faultsAtSizes(page, 'copy')).toEqual([]);
      await page.getByRole('button', { name: 'คัดลอก ชื่อโครงการ' }).first().click();
      await page.getByRole('status').getByText('คัดลอกแล้ว').waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('โครงการอบรมคุณธรรม');
      await page.getByRole('button', { name: 'กรอกแล้ว' }).first().click();
      await page.getByText('กรอกแล้ว 1 จาก 3 ข้อ').waitFor();
      expect(await faultsAtSizes(page, 'copy-entered')).toEqual([]);
    },
  );

  itInBrowser('the public page and the report on it are for everyone', async () => {
    const coordinator = await (await anOffice(test)).person('coordinator');
    await coordinator.say('เผยแพร่');
    const path = pathIn(await coordinator.say('เผยแพร่เลย'));
    await page.goto(url + path);
    expect(await faultsAtSizes(page, 'public')).toEqual([]);
    await page.getByRole('link', { name: 'HTML' }).click();
    await page.locator('table').first().waitFor();
    expect(await faultsAtSizes(page, 'report')).toEqual([]);
  });

  itInBrowser('a link that was changed shows nothing of anybody', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator');
    await coordinator.say('เผยแพร่');
    const path = pathIn(await coordinator.say('เผยแพร่เลย'));
    for (const changed of [
      path.replace(/.\/2570/, '0/2570'),
      path.replace('2570', '2569'),
      `${path}/x.pdf`,
      '/documents/x',
    ]) {
      const answer = await page.goto(url + changed);
      expect([changed, answer?.status()]).toEqual([changed, 404]);
      expect(await page.content()).not.toContain(office.name);
    }
  });
});
