import { readContent } from '../../src/content.ts';

/** The locales, flows and reminder files of the repository, read once for all bots of a test file. */
export const content = readContent();
