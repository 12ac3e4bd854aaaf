import { KINDS } from './answers/kinds.ts';
import { asked } from './ask.ts';
import { controlsOf, morePages, numbered, numberedControl, offered, offersNow, PAGE, pageStart } from './buttons.ts';
import { confirmation, whichField } from './confirmation.ts';
import { conflictCard } from './conflict.ts';
import { inBrief } from './excerpt.ts';
import type { Facts } from './facts.ts';
import type { Flow } from './flow.ts';
import { measureList } from './measure-list.ts';
import type { Message } from './message.ts';
import { path } from './path.ts';
import { questionInPrivate } from './question-in-private.ts';
import { nameOf } from './run-name.ts';
import { CONFIRM, CONFLICT, EDIT, RESUME } from './session.ts';
import type { Run } from './session.ts';

/** The question a run stands at, as a message. */
export function question(flow: Flow, run: Run, facts: Facts): Message {
  const steps = path(flow, run.answers, facts);
  if (run.at === CONFIRM) return confirmation(flow, run, steps);
  if (run.at === CONFLICT) {
    const choices = [
      numberedControl(run, 'save', 1, 'edit.overwrite'),
      numberedControl(run, 'cancel', 2, 'edit.keepTheirs'),
      numberedControl(run, 'edit', 3, 'edit.change'),
    ];
    return { ...conflictCard(run, steps, facts), choices };
  }
  if (run.at === EDIT) return whichField(run, steps);
  if (run.at === RESUME) return resumption(flow, run, facts);
  const placed = steps.find((one) => one.key === run.at);
  if (placed === undefined) throw new Error(`flow ${flow.flow} has no open question ${run.at}`);
  const controls = controlsOf(run, steps, placed);
  const kind = KINDS[placed.step.answer];
  if (kind.isMeasure === true)
    return measureList(run, steps, placed, [...controls, ...questionInPrivate(flow, placed)]);
  const offers = offersNow(run, placed);
  const from = pageStart(run, offers.length);
  const card = kind.card?.(placed, offers.slice(from, from + PAGE), from + 1);
  if (card !== undefined) {
    return {
      kind: 'card',
      ...card,
      choices: [
        ...numbered(run, run.at, offers),
        ...morePages(run, offers.length),
        ...controls,
        ...questionInPrivate(flow, placed),
      ],
    };
  }
  return {
    kind: 'text',
    text: asked(run, steps, placed),
    choices: [
      ...offered(run, placed, offers),
      ...morePages(run, offers.length),
      ...controls,
      ...questionInPrivate(flow, placed),
    ],
  };
}

/** After a long while: whether what was typed is the answer. */
function resumption(flow: Flow, run: Run, facts: Facts): Message {
  return {
    kind: 'text',
    text: {
      key: 'resume.ask',
      params: {
        when: { instant: run.touchedAt },
        what: { text: nameOf(flow, run, facts) },
        typed: inBrief(run.held ?? '', facts),
      },
    },
    choices: [
      numberedControl(run, 'useHeld', 1),
      numberedControl(run, 'continue', 2),
      numberedControl(run, 'cancel', 3),
    ],
  };
}
