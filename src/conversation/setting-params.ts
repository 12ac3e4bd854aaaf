import { digitsNow, lineIn } from './answers/digits.ts';
import { textOrNone } from './answers/paragraph.ts';
import { nowOf } from './answers/wording.ts';
import { chosenPlan } from './conditions.ts';
import { assessmentOf, paragraphOf, scoreBefore, scoresAfter, totalOf } from './document-settings.ts';
import { phraseParam } from './message.ts';
import type { Params, Text } from './message.ts';
import type { PlacedStep } from './path.ts';

/** What a question about the documents says of how they are now; nothing in other conversations. */
export function settingParams(placed: PlacedStep): Params {
  const { step, situation } = placed;
  if (situation.facts.documentSettings === undefined) return {};
  switch (step.answer) {
    case 'choice':
    case 'text':
      return paragraphParams(placed);
    case 'wording': {
      const field = String(situation.answers['heading'] ?? '');
      const column = field === '' ? '' : { text: { key: `documents.reportHeading.${field}` } };
      return { now: nowOf(placed) ?? NONE, column };
    }
    case 'digits': {
      const now = digitsNow(placed) ?? 'thai';
      return { now: { text: { key: `documentSettings.digits.${now}` } }, line: lineIn(now, situation.facts) };
    }
    case 'scores':
      return { now: scoresNow(placed) };
    case 'score':
      return scoreParams(placed);
    default:
      return {};
  }
}

const NONE = { text: { key: 'documentSettings.none' } };

function paragraphParams({ situation }: PlacedStep): Params {
  const found = paragraphOf(situation, chosenPlan(situation)?.id);
  if (found === undefined) return {};
  const { part, from, now } = found;
  return {
    part: { text: { key: `documents.part.${part}` } },
    from: { text: { key: `documentSettings.from.${from}` } },
    now: phraseParam(textOrNone(now)),
  };
}

/** The scores that are stored, in one line. */
function scoresNow({ situation }: PlacedStep): Params[string] {
  const { indicators = [] } = assessmentOf(situation) ?? {};
  const said = indicators
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, score }) => `${number}) ${score.toFixed(2)}`);
  return said.length === 0 ? NONE : said.join(' ');
}

function scoreParams({ situation }: PlacedStep): Params {
  const { index } = situation;
  const assessed = assessmentOf(situation);
  if (index === undefined) {
    const total = totalOf(scoresAfter(situation), assessed?.year ?? 0);
    const computed: Text =
      total === null
        ? { key: 'documentSettings.printed.incomplete' }
        : { key: 'documentSettings.printed.computed', params: total };
    return { computed: { text: computed }, now: assessed?.statedTotal?.toFixed(2) ?? NONE };
  }
  const stored = assessed?.indicators.find(({ number }) => number === index + 1);
  return {
    indicator: stored?.name ?? { text: { key: `documentSettings.indicator.${index + 1}` } },
    now: scoreBefore(situation, index + 1)?.toFixed(2) ?? NONE,
  };
}
