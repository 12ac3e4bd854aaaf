import type { AnswerKindName } from '../flow.ts';
import { choice } from './choice.ts';
import { code } from './code.ts';
import { finding } from './finding.ts';
import type { AnswerKind } from './kind.ts';
import { measure } from './measure.ts';
import { member } from './member.ts';
import { money } from './money.ts';
import { organisation } from './organisation.ts';
import { plan } from './plan.ts';
import { scope } from './scope.ts';
import { stage } from './stage.ts';
import { text } from './text.ts';
import { unit } from './unit.ts';
import { upload } from './upload.ts';
import { year } from './year.ts';

/** Every kind of answer by the name flow files use. */
export const KINDS: Record<AnswerKindName, AnswerKind> = {
  choice,
  code,
  finding,
  measure,
  member,
  money,
  organisation,
  plan,
  scope,
  stage,
  text,
  unit,
  upload,
  year,
};
