import type { Finding } from '../model.ts';
import { fold } from '../../thai/normalise.ts';
import { toArabicDigits } from '../../thai/digits.ts';
import { ITA_LEVELS, ITA_TOLERANCE, itaLevel, itaScore } from '../ita.ts';
import type { CheckedPlan } from './checked-plan.ts';

/** What the check of an assessment looks at. */
type Assessment = Pick<CheckedPlan, 'indicators' | 'statedTotal' | 'statedLevel' | 'texts'>;

/** The printed ITA total, level and changes against the formula, and scores repeated in the text against the table. */
export function checkIta(plan: Assessment): Finding[] {
  const { indicators } = plan;
  if (indicators === undefined || indicators.length === 0) return [];
  return [...checkTotal(plan), ...checkChanges(plan), ...checkProse(plan)];
}

function checkTotal(plan: Assessment): Finding[] {
  const { indicators = [], statedTotal, statedLevel } = plan;
  const score = itaScore(indicators);
  if (score === null) {
    const computed = indicators.length;
    return [{ code: 'ita-indicators-incomplete', severity: 'warning', where: 'plan', stated: 10, computed }];
  }
  const computed = round(score.total);
  const findings: Finding[] = [];
  if (statedTotal !== undefined) {
    const agrees = Math.abs(statedTotal - score.total) <= ITA_TOLERANCE + Number.EPSILON * 100;
    const code = agrees ? 'ita-total-agrees' : 'ita-total-differs';
    findings.push({ code, severity: agrees ? 'info' : 'error', where: 'plan', stated: statedTotal, computed });
  }
  if (statedLevel !== undefined) {
    // The form of the printed level says by which year's rules it was given.
    const isWord = (ITA_LEVELS as readonly string[]).includes(statedLevel);
    const level = itaLevel(score, isWord ? 2566 : 2565);
    if (level !== statedLevel) {
      findings.push({
        code: 'ita-level-differs',
        severity: 'error',
        where: 'plan',
        stated: statedLevel,
        computed: level,
      });
    }
  }
  return findings;
}

function checkChanges(plan: Assessment): Finding[] {
  return (plan.indicators ?? []).flatMap(({ number, score, previousScore, statedChange }) => {
    if (previousScore === undefined || statedChange === undefined) return [];
    const computed = round(score - previousScore);
    if (Math.abs(Math.abs(computed) - Math.abs(statedChange)) <= ITA_TOLERANCE) return [];
    return [
      {
        code: 'change-differs',
        severity: 'error' as const,
        where: `indicator ${number}`,
        stated: statedChange,
        computed,
      },
    ];
  });
}

/** `…ตัวชี้วัด<name> อยู่ที่ 86.47 คะแนน` in the text of the document. */
function checkProse(plan: Assessment): Finding[] {
  return plan.texts.flatMap(({ where, text }) => {
    if (!text.includes('ตัวชี้วัด') || text.length < 40) return [];
    const plain = toArabicDigits(text);
    return [...plain.matchAll(SCORE)].flatMap((found) => {
      const named = fold(found[1] ?? '');
      const indicator = plan.indicators?.find(({ name }) => named !== '' && fold(name) === named);
      const stated = Number(found[2]);
      if (indicator === undefined || Math.abs(indicator.score - stated) <= ITA_TOLERANCE) return [];
      const params = { indicator: indicator.name };
      const finding: Finding = {
        code: 'indicator-score-differs',
        severity: 'warning',
        where,
        params,
        stated,
        computed: indicator.score,
      };
      return [finding];
    });
  });
}

const SCORE =
  /ตัวชี้วัด(?:ที่\s?\d{1,2}\s?)?(?:ด้าน)?\s?([ก-๎]{4,40}?)\s?(?:อยู่|ได้|เท่ากับ|คิดเป็น|มี)(?:ที่|คะแนน|ร้อยละ)?\s?(\d{1,3}(?:\.\d{1,2})?)(?!\d)/g;

const round = (value: number): number => Math.round(value * 100) / 100;
