/** The languages the bot speaks. A new one: a folder in `locales/`, and its name here. */
export const LOCALES = ['th', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Whether a text names a language the bot speaks. */
export const isLocale = (text: unknown): text is Locale => LOCALES.includes(text as Locale);
