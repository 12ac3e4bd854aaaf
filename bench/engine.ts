import { join } from 'node:path';
import { openEngine } from '../src/store/engine/open.ts';
import { serveParent } from './child.ts';

/** The embedded engine alone: ours and the baseline connect to it in the same way, and its CPU and memory are neither's. */
const folder = process.argv[2] ?? '';
const engine = await openEngine({ folder: join(folder, 'store'), cacheFolder: join(folder, 'engine') });
serveParent(engine.uri, () => engine.close());
