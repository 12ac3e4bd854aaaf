import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why a test in the browser is left out. */
export const NO_BROWSER = 'skipped: there is no chromium on this machine (install it, or set CHROMIUM_PATH)';

/** The browser of this machine: `CHROMIUM_PATH`, or the first on the PATH; undefined when there is none. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env['CHROMIUM_PATH'] ?? '', ...candidates].find((path) => path !== '' && existsSync(path));
}

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ARGS, timeout: 20_000 });

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

/**
 * Looks at the page as it is now in both languages, on a wide and a narrow screen: what axe finds serious or critical, each
 * with its place. Takes pictures when `SCREENSHOTS` names a folder. The page is wide and Thai before and after.
 */
export async function seriousFaults(page: Page, state: string): Promise<string[]> {
  const found: string[] = [];
  for (const language of ['th', 'en']) {
    found.push(...(await faultsAtSizes(page, `${state}-${language}`)));
    await useLanguage(page, language === 'th' ? 'en' : 'th');
  }
  return found;
}

/** The same of a page in one language. */
export async function faultsAtSizes(page: Page, state: string): Promise<string[]> {
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const { id, impact, nodes } of await violations(page)) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      found.push(`${state} ${size.width}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    }
    await takePicture(page, `${state}-${size.width}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
}

async function violations(page: Page): Promise<AxeResults['violations']> {
  // In the page's own words: this project knows no types of browsers.
  return page.evaluate<AxeResults['violations']>(
    `window.axe.run(document, { resultTypes: ['violations'], preload: false }).then(({ violations }) => violations)`,
  );
}

/** Puts axe into every page that is opened. */
export const withAxe = (page: Page): Promise<unknown> => page.addInitScript({ content: axe.source });

async function useLanguage(page: Page, language: string): Promise<void> {
  await page.locator('#language').click();
  await page.locator(`html[lang="${language}"]`).waitFor();
}

async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
