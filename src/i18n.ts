import { createInstance } from 'i18next';
import type { Locale } from './conversation/locale.ts';
import type { Param, Phrase } from './conversation/message.ts';
import { bangkokDate, bangkokTime, dateParts, toBuddhistYear, toCommonYear, weekday } from './thai/calendar.ts';

export { isLocale, LOCALES } from './conversation/locale.ts';
export type { Locale } from './conversation/locale.ts';

/** Sentences by locale, then by file name (`report.json` → `report.…`): see `readLocales` in `locale-files.ts`. */
export type Sentences = Record<Locale, Record<string, unknown>>;

/** Speaks one language: turns phrases into the text a person reads. */
export interface Speaker {
  readonly locale: Locale;
  /** The text of a phrase; a key that is not in the locale throws (the check makes that impossible). */
  say(phrase: Phrase): string;
  /** The text of a value as it stands inside a sentence. */
  value(param: Param): string;
}

type Filled = Exclude<Phrase, { verbatim: string }>;

/** Makes a speaker for each locale out of the sentences. */
export function makeSpeakers(sentences: Sentences): Record<Locale, Speaker> {
  return { th: makeSpeaker('th', sentences), en: makeSpeaker('en', sentences) };
}

function makeSpeaker(locale: Locale, sentences: Sentences): Speaker {
  const i18n = createInstance();
  void i18n.init({
    lng: locale,
    initAsync: false,
    resources: { [locale]: { translation: sentences[locale] } },
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  });
  const known = new Set<string>();
  const translate = (key: string, params: Record<string, string | number> = {}): string => {
    // Looked for once: sentences do not go away.
    if (!known.has(key) && !i18n.exists(key, params)) throw new Error(`no sentence ${key} in locale ${locale}`);
    known.add(key);
    return i18n.t(key, params);
  };
  const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
  const fixed = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const era = (year: number) => (locale === 'th' ? toBuddhistYear(year) : year);
  const date = (plain: string) => {
    const { year, month, day } = dateParts(plain);
    return translate('format.date', { day, month: translate(`format.month.${month}`), year: era(year) });
  };
  /** Sentences without values are always the same. */
  const said = new Map<string, string>();
  const plain = (key: string): string => {
    const known = said.get(key) ?? translate(key);
    said.set(key, known);
    return known;
  };
  /** What stands in a bubble stands in its alternative text too: the same phrase is said once. */
  const filled = new WeakMap<Phrase, string>();
  const fill = (key: string, of: NonNullable<Filled['params']>): string => {
    const params: Record<string, string | number> = {};
    for (const [name, param] of Object.entries(of)) {
      // A count stays a number: i18next chooses the plural form by it.
      params[name] = name === 'count' && typeof param === 'number' ? param : speaker.value(param);
    }
    return translate(key, params);
  };
  const speaker: Speaker = {
    locale,
    say: (phrase) => {
      if ('verbatim' in phrase) return phrase.verbatim;
      if (phrase.params === undefined) return plain(phrase.key);
      const text = filled.get(phrase) ?? fill(phrase.key, phrase.params);
      filled.set(phrase, text);
      return text;
    },
    value: (param) => {
      if (typeof param === 'string') return param;
      if (typeof param === 'number') return number.format(param);
      if ('money' in param)
        return translate('format.money', {
          amount: (Number.isInteger(param.money) ? number : fixed).format(param.money),
        });
      if ('percent' in param) return translate('format.percent', { value: fixed.format(param.percent) });
      if ('date' in param) return date(param.date);
      if ('day' in param) {
        const name = translate(`format.weekday.${weekday(param.day)}`);
        return translate('format.day', { weekday: name, date: date(param.day) });
      }
      if ('instant' in param) {
        return translate('format.instant', {
          date: date(bangkokDate(param.instant)),
          time: bangkokTime(param.instant),
        });
      }
      if ('fiscalYear' in param) return String(locale === 'th' ? param.fiscalYear : toCommonYear(param.fiscalYear));
      return speaker.say(param.text);
    },
  };
  return speaker;
}
