import { readStatus } from '../thai/statuses.ts';

/**
 * What is ticked in a cell that prints every status with a box before it (`☑ แล้วเสร็จ ☐ อยู่ระหว่าง`, `( ) แล้วเสร็จ (/) อยู่ระหว่าง`):
 * the words behind each ticked box; `null` for a cell of any other kind.
 */
export function tickedStatuses(text: string): string[] | null {
  const flat = text.split('\n').join(' ');
  const boxes = [...flat.matchAll(BOX)];
  const parts = boxes.map((box, index) => ({
    isTicked: TICK.test(box[0]),
    words: flat.slice(box.index + box[0].length, boxes[index + 1]?.index ?? flat.length).trim(),
  }));
  const statuses = parts.filter(({ words }) => readStatus(words) !== null);
  if (statuses.length < 2 && !(statuses.length === 1 && parts.length === 1 && parts[0]?.isTicked === false))
    return null;
  return statuses.filter(({ isTicked }) => isTicked).map(({ words }) => words);
}

/** A box of any shape, ticked or empty. */
const BOX = /[☑✓✔✅☒☐□○◯⬜●■◉]|\(\s{0,4}[✓✔√xX/]?\s{0,4}\)|\[\s{0,4}[✓✔√xX/]?\s{0,4}\]|(?<=^|\s)[/√](?=\s)/g;
const TICK = /[☑✓✔✅☒●■◉√xX/]/;
