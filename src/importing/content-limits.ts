import { AppError } from '../errors.ts';

/** Far above any plan (the largest known has 1,300 cells and 90,000 characters); they bound the work on a file that is none. */
const MOST_CELLS = 200_000;
const MOST_CHARACTERS = 2_000_000;

/** Counts what a reader takes out of a file. */
export class ContentLimits {
  #cells = 0;
  #characters = 0;

  /** @throws AppError `import-too-much-content` when cells or texts are more than any plan has */
  add(text: string): void {
    this.#cells += 1;
    this.#characters += text.length;
    if (this.#cells > MOST_CELLS || this.#characters > MOST_CHARACTERS) {
      throw new AppError('import-too-much-content', { params: { cells: MOST_CELLS, characters: MOST_CHARACTERS } });
    }
  }
}
