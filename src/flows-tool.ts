import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFlows } from './book.ts';
import { problemLine } from './checked-yaml.ts';
import { drawFlow } from './conversation/draw-flow.ts';
import { readLocales } from './locale-files.ts';
import { folders } from './folders.ts';
import { keepFlows } from './kept-flows.ts';

/**
 * `flows-tool check` checks the flow files; `draw` writes them as diagrams to docs/flows.md; `keep` keeps each version
 * for the test that goes on from every step of it.
 */
function main(command: string | undefined): number {
  const { files, problems } = readFlows(folders.flows, readLocales(folders.locales));
  for (const problem of problems) process.stderr.write(`${problemLine(problem)}\n`);
  if (problems.length > 0) return 1;
  if (command === 'draw') {
    const parts = files.map(
      ({ flow }) => `## ${flow.flow} (version ${flow.version})\n\n\`\`\`mermaid\n${drawFlow(flow)}\`\`\`\n`,
    );
    writeFileSync(
      folders.drawnFlows,
      `# Flows\n\nDrawn from \`flows/\` by \`npm run flows:draw\`.\n\n${parts.join('\n')}`,
    );
    return 0;
  }
  if (command === 'keep') {
    const { kept, problems: differing } = keepFlows(files, join(folders.flows, '../test/fixtures/flows'));
    process.stdout.write(kept.map((name) => `${name}\n`).join(''));
    process.stderr.write(differing.map((problem) => `${problem}\n`).join(''));
    return differing.length > 0 ? 1 : 0;
  }
  if (command !== 'check') return 2;
  process.stdout.write(`${files.length} flows are in order\n`);
  return 0;
}

process.exitCode = main(process.argv[2]);
