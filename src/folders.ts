import { fileURLToPath } from 'node:url';

/** Folders of the project, found from wherever this file runs: `src/` in tests, `dist/` when built. */
const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const folders = {
  flows: at('flows'),
  locales: at('locales'),
  data: at('data'),
  sample: at('data/sample'),
  /** The simulator's page is served as it was written: the build copies no files. */
  simulatorPage: at('src/emulator/page'),
  drawnFlows: at('docs/flows.md'),
} as const;
