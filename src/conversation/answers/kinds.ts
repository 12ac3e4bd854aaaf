import type { AnswerKindName } from '../flow.ts';
import { assessment } from './assessment.ts';
import { change } from './change.ts';
import { choice } from './choice.ts';
import { code } from './code.ts';
import { digits } from './digits.ts';
import { evidence } from './evidence.ts';
import { finding } from './finding.ts';
import { givenUnits, giver, taker } from './handover.ts';
import { heading } from './heading.ts';
import type { AnswerKind } from './kind.ts';
import { anyMeasure, measure, toReview } from './measure.ts';
import { member } from './member.ts';
import { money } from './money.ts';
import { organisation } from './organisation.ts';
import { paragraph } from './paragraph.ts';
import { plan } from './plan.ts';
import { scope } from './scope.ts';
import { score } from './score.ts';
import { scores } from './scores.ts';
import { stage } from './stage.ts';
import { status } from './status.ts';
import { text } from './text.ts';
import { unit } from './unit.ts';
import { upload } from './upload.ts';
import { wording } from './wording.ts';
import { verdict } from './verdict.ts';
import { year } from './year.ts';

/** Every kind of answer by the name flow files use. */
export const KINDS: Record<AnswerKindName, AnswerKind> = {
  assessment,
  anyMeasure,
  change,
  choice,
  code,
  digits,
  evidence,
  finding,
  givenUnits,
  giver,
  heading,
  measure,
  member,
  money,
  organisation,
  paragraph,
  plan,
  scope,
  score,
  scores,
  stage,
  status,
  taker,
  text,
  toReview,
  unit,
  upload,
  verdict,
  wording,
  year,
};
