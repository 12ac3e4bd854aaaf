import { chosenPlan } from '../conditions.ts';
import { headingLine, headingOf } from '../document-settings.ts';
import type { Phrase, Row } from '../message.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind, Offer } from './kind.ts';
import { text } from './text.ts';

/** Words that the documents carry, kept as typed: who reports, or the heading of a column. What stands there now is shown. */
export const wording: AnswerKind = {
  takesAnything: true,
  offers: (placed) => {
    const ready = readyOf(placed);
    return ready === undefined ? [] : [ready.offer];
  },
  read: (typed, placed) => text.read(typed, placed),
  tapped: (value, placed) => {
    const reading = amongOffers(wording, value, placed);
    return 'answer' in reading ? { answer: readyOf(placed)?.answer ?? '' } : reading;
  },
  details: (answer, placed) => {
    const before: Row = { label: { key: 'documentSettings.before' }, value: orNone(nowOf(placed)) };
    if (placed.step.id !== 'wording') return [before];
    const { headings = [] } = placed.situation.facts.documentSettings ?? {};
    const line = headingLine(headings, headingOf(placed.situation)?.field, String(answer));
    return [before, { label: { key: 'documentSettings.example' }, value: { verbatim: line } }];
  },
  show: (answer) => orNone(answer === '' ? undefined : String(answer)),
};

const orNone = (words: string | undefined): Phrase =>
  words === undefined ? { key: 'documentSettings.none' } : { verbatim: words };

/** What stands in the documents now. */
export function nowOf({ step, situation }: PlacedStep): string | undefined {
  if (step.id === 'wording') return headingOf(situation)?.now;
  const { reporter } = situation.facts.documentSettings?.plans[chosenPlan(situation)?.id ?? ''] ?? {};
  return step.id === 'position' ? reporter?.position : reporter?.name;
}

/** The words that need not be typed: those that stand there, or the usual heading. */
function readyOf(placed: PlacedStep): { offer: Offer; answer: string } | undefined {
  const now = nowOf(placed);
  if (placed.step.id !== 'wording') {
    if (now === undefined) return undefined;
    return { offer: { value: READY, label: { key: 'documentSettings.keep', params: { now } } }, answer: now };
  }
  const { usual } = headingOf(placed.situation) ?? {};
  if (usual === now) return undefined;
  if (usual === undefined) {
    return { offer: { value: READY, label: { key: 'documentSettings.dropColumn' } }, answer: '' };
  }
  return { offer: { value: READY, label: { key: 'documentSettings.usual', params: { usual } } }, answer: usual };
}

const READY = 'ready';
