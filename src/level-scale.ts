import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { folders } from './folders.ts';
import type { LevelScale } from './reporting/summary.ts';

const schema = z.strictObject({
  name: z.string(),
  levels: z.array(z.strictObject({ from: z.number().min(0).max(100), name: z.string() })).min(1),
});

/** The levels of implementation: editable data, since the commission has not published its cut points. */
export const readLevelScale = (): LevelScale =>
  schema.parse(JSON.parse(readFileSync(join(folders.data, 'implementation-levels.json'), 'utf8')));
