import { writeFileSync } from 'node:fs';
import { readFlows } from './book.ts';
import { problemLine } from './checked-yaml.ts';
import { drawFlow } from './conversation/draw-flow.ts';
import { readLocales } from './locale-files.ts';
import { folders } from './folders.ts';

/** `flows-tool check` checks the flow files; `flows-tool draw` writes them as diagrams to docs/flows.md. */
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
  if (command !== 'check') return 2;
  process.stdout.write(`${files.length} flows are in order\n`);
  return 0;
}

process.exitCode = main(process.argv[2]);
