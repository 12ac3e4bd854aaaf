import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES } from './i18n.ts';
import type { Sentences } from './i18n.ts';

/**
 * Reads `locales/<locale>/<file>.json`; the file name becomes the first part of every key in it.
 * @throws SyntaxError naming the file when one is not JSON
 */
export function readLocales(folder: string): Sentences {
  const read = (locale: string): Record<string, unknown> => {
    const entries = readdirSync(join(folder, locale)).filter((name) => name.endsWith('.json'));
    return Object.fromEntries(
      entries.map((name) => {
        const path = join(folder, locale, name);
        try {
          return [name.slice(0, -'.json'.length), JSON.parse(readFileSync(path, 'utf8')) as unknown];
        } catch (error) {
          throw new SyntaxError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        }
      }),
    );
  };
  return Object.fromEntries(LOCALES.map((locale) => [locale, read(locale)])) as Sentences;
}
