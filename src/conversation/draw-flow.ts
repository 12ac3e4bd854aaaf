import { isEach } from './flow.ts';
import type { Flow, FlowCondition, FlowStep } from './flow.ts';

/** A flow as a Mermaid flowchart: its steps in order, conditions on the arrows, what it does at the end. */
export function drawFlow(flow: Flow): string {
  const lines = ['flowchart TD', `  start(["${flow.command ?? flow.flow}"])`];
  let last = 'start';
  const draw = (step: FlowStep, indent: string) => {
    lines.push(`${indent}${step.id}["${step.id}<br/><i>${describe(step)}</i>"]`);
    lines.push(`${indent}${last} -->${step.when === undefined ? '' : `|"${condition(step.when)}"|`} ${step.id}`);
    last = step.id;
  };
  flow.steps.forEach((entry, index) => {
    if (!isEach(entry)) return draw(entry, '  ');
    lines.push(`  subgraph each${index}["for each of ${entry.each}"]`);
    entry.steps.forEach((step) => draw(step, '    '));
    lines.push('  end');
  });
  if (flow.confirm !== undefined) {
    lines.push('  confirm{{"confirm, change, cancel"}}', `  ${last} --> confirm`);
    last = 'confirm';
  }
  lines.push(`  done(["${flow.outcome}"])`, `  ${last} --> done`);
  return `${lines.join('\n')}\n`;
}

const describe = (step: FlowStep): string =>
  [
    step.options?.map(({ value }) => value).join(' / ') ?? step.answer,
    ...(step.asked === false ? ['added on the card'] : []),
    ...(step.optional ? ['may be skipped'] : []),
  ].join(', ');

const condition = (when: FlowCondition): string =>
  Object.entries(when)
    .map(([name, wanted]) =>
      typeof wanted === 'boolean' ? (wanted ? name : `not ${name}`) : `${name}: ${wanted.join(', ')}`,
    )
    .join(' and ');
