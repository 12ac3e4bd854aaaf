import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchBeside } from '../../src/store/scratch.ts';
import { playTranscript } from '../../src/transcripts/save.ts';
import { linesOf } from '../../src/transcripts/text.ts';
import { content } from '../support/content.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';

const FOLDER = 'test/transcripts';
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

/**
 * Conversations that were recorded with `npm run talk` or in the simulator, played against the bot of today. Where the bot
 * is meant to answer otherwise now, `npm run talk -- --again <file>` writes what it answers; the difference is the review.
 */
describe('a recorded conversation', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it.each(FILES)('%s is answered as it was', async (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const played = await playTranscript(text, content, scratchBeside(database.connection));
    expect(linesOf(played)).toEqual(linesOf(text));
  });

  it('is there in Thai and in English, 1:1 and in a group', () => {
    const texts = FILES.map((name) => readFileSync(join(FOLDER, name), 'utf8'));
    for (const pattern of [/^locale: th$/m, /^locale: en$/m, /^@ ก$/m, /^@ กลุ่ม 1, /m, /^! clock /m, /<code 1>/]) {
      expect(texts.filter((text) => pattern.test(text))).not.toEqual([]);
    }
  });
});
