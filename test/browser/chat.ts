import type { Page } from 'playwright-core';

/** One chat on the page, used as a person uses it: eyes on what the bot said last, fingers on buttons and keys. */
export function openChat(page: Page, name: string) {
  const phone = page.getByRole('region', { name, exact: true });
  const answers = phone.locator('.row.bot');
  const input = phone.getByRole('textbox');

  /** Does something that the bot answers, and gives what it then said last. */
  const answered = async (act: () => Promise<void>): Promise<string> => {
    const before = await answers.count();
    await act();
    await answers.nth(before).waitFor();
    return last();
  };
  const last = () => answers.last().innerText();
  const button = (label: string | RegExp) => phone.getByRole('button', { name: label }).last();
  return {
    phone,
    answers,
    last,
    say: (text: string) =>
      answered(async () => {
        await input.fill(text);
        await input.press('Enter');
      }),
    /** Taps the latest button of this name: a quick reply, or one of a card. */
    tap: (label: string | RegExp) => answered(() => button(label).click()),
    /** The same by the keyboard alone. */
    press: (label: string | RegExp) => answered(() => button(label).press('Enter')),
    tapFirst: () => answered(() => phone.locator('.quick button').first().click()),
    /** What the quick replies offer. */
    offers: () => phone.locator('.quick button').allInnerTexts(),
    sendFile: (path: string) =>
      answered(async () => {
        await phone.locator('input[type=file]').setInputFiles(path);
      }),
  };
}

export type Chat = ReturnType<typeof openChat>;
