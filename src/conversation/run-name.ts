import { chosenMeasure } from './conditions.ts';
import type { Facts } from './facts.ts';
import type { Flow } from './flow.ts';
import type { Text } from './message.ts';
import type { Run } from './session.ts';

/** A conversation by name: the flow, and the measure it is about. */
export function nameOf(flow: Flow, run: Run, facts: Facts): Text {
  const name: Text = { key: `flow.${flow.flow}` };
  const measure = chosenMeasure({ answers: run.answers, facts })?.measure;
  if (measure === undefined) return name;
  return { key: 'flow.about', params: { what: { text: name }, number: measure.number, title: measure.title } };
}
