import { parentPort, workerData } from 'node:worker_threads';
import { renderHere } from './documents/render.ts';
import type { RenderOrder } from './documents/render.ts';
import { folders } from './folders.ts';
import { makeSpeakers } from './i18n.ts';
import { readLocales } from './locale-files.ts';

/** A thread that makes one document and ends: see `render-apart.ts`. */
const bytes = await renderHere(makeSpeakers(readLocales(folders.locales)).th)(workerData as RenderOrder);
parentPort?.postMessage(bytes, []);
