import type { Finding } from '../model.ts';
import { findDates, dateText } from '../../thai/dates.ts';
import { readDate } from '../../thai/periods.ts';
import { toBuddhistYear } from '../../thai/calendar.ts';
import { editDistance } from '../../thai/distance.ts';
import { toArabicDigits } from '../../thai/digits.ts';
import { fold, skeleton } from '../../thai/normalise.ts';
import type { CheckedMeasure, CheckedPlan } from './checked-plan.ts';

/** One data-as-of date, years of this plan, titles that are not nearly the same, item codes with the letter o. */
export function checkDocument(plan: CheckedPlan): Finding[] {
  return [...dataAsOf(plan), ...years(plan), ...nearDuplicates(plan.measures), ...itemCodes(plan)];
}

function dataAsOf(plan: CheckedPlan): Finding[] {
  const distinct = new Map(plan.dataAsOf.map((date) => [readDate(date) ?? fold(date), date]));
  if (distinct.size < 2) return [];
  const stated = [...distinct.values()].join(' · ');
  return [{ code: 'data-as-of-differs', severity: 'warning', where: 'plan', stated, computed: distinct.size }];
}

/** A year in a row that is neither the fiscal year nor the one before; years of laws and of plans over several years are meant. */
function years(plan: CheckedPlan): Finding[] {
  return plan.measures.flatMap((measure) => {
    const steps = (measure.steps ?? []).flatMap((step) => [step.method, step.result, step.outcome]);
    const texts = [measure.title, measure.method, measure.result, measure.outcome, ...steps];
    const wrong = new Set(texts.flatMap((text) => foreignYears(text ?? '', plan.fiscalYear)));
    return [...wrong].map((stated): Finding => {
      const where = `measure ${measure.number}`;
      return { code: 'year-foreign', severity: 'warning', where, stated, computed: plan.fiscalYear };
    });
  });
}

const YEAR = /(?<![\d/])(25\d{2})(?!\d)/g;
const LAW = /พ\.ร\.บ|พระราช|ระเบียบ|ประกาศ|ข้อบังคับ|กฎ|รัฐธรรมนูญ|แผนพัฒนา|ยุทธศาสตร์|มาตรฐาน|แก้ไขเพิ่มเติม|ฉบับที่/;

function foreignYears(text: string, fiscalYear: number): number[] {
  const plain = toArabicDigits(text);
  const isRange = (index: number) =>
    /\d{4}\s?[-–—]\s?(?:พ\.ศ\.\s?)?$/.test(plain.slice(Math.max(0, index - 16), index));
  const written = [...plain.matchAll(YEAR)].flatMap((found) => {
    const before = plain.slice(Math.max(0, found.index - 80), found.index);
    const after = plain.slice(found.index + 4, found.index + 16);
    const isMeant = LAW.test(before) || isRange(found.index) || /^\s?[-–—]\s?(?:พ\.ศ\.\s?)?\d{4}/.test(after);
    return isMeant ? [] : [Number(found[1])];
  });
  const short = findDates(dateText(text)).flatMap(({ year }) => (year === undefined ? [] : [toBuddhistYear(year)]));
  const dated = short.filter((year) => !plain.includes(String(year)) && !plain.includes(String(year - 543)));
  const isNear = (year: number) => Math.abs(year - fiscalYear) <= 10;
  return [...written, ...dated].filter((year) => isNear(year) && year !== fiscalYear && year !== fiscalYear - 1);
}

const MOST_COMPARED = 300;
/** Share of characters that may differ. */
const NEARLY_SAME = 0.08;

interface TitleKey {
  measure: CheckedMeasure;
  key: string;
  digits: string;
}

function titleKey(measure: CheckedMeasure): TitleKey {
  const key = skeleton(measure.title).slice(0, 120);
  return { measure, key, digits: key.replace(/\D/g, '') };
}

/** Titles so alike that one may have been entered twice; the same words with another number (รุ่นที่ 1, รุ่นที่ 2) are two. */
function nearDuplicates(measures: readonly CheckedMeasure[]): Finding[] {
  const keys = measures.slice(0, MOST_COMPARED).map(titleKey);
  return keys.flatMap((title, index) => {
    const { measure } = title;
    const isAlike = (other: TitleKey) => other.measure.topic === measure.topic && isNearlySame(other, title);
    const earlier = keys.slice(0, index).find(isAlike);
    if (earlier === undefined) return [];
    const params = { title: measure.title.slice(0, 80), other: earlier.measure.number };
    const where = `measure ${measure.number}`;
    return [
      { code: 'title-near-duplicate', severity: 'warning' as const, where, params, computed: earlier.measure.number },
    ];
  });
}

function isNearlySame({ key: a, digits }: TitleKey, { key: b, digits: others }: TitleKey): boolean {
  if (Math.min(a.length, b.length) < 8 || Math.abs(a.length - b.length) > a.length * NEARLY_SAME) return a === b;
  if (digits !== others) return false;
  const limit = Math.floor(Math.max(a.length, b.length) * NEARLY_SAME);
  return editDistance(a, b, limit) <= limit;
}

/** `ข้อ ๐๓๕`: the item o35 with a zero where the letter o belongs, each code once. */
function itemCodes(plan: CheckedPlan): Finding[] {
  const places = new Map<string, string[]>();
  for (const { where, text } of plan.texts) {
    for (const found of text.matchAll(/ข้อ\s?[(]?([๐0][๐-๙0-9]{2})(?![๐-๙0-9])/g)) {
      const known = places.get(found[1] ?? '') ?? [];
      if (!known.includes(where)) known.push(where);
      places.set(found[1] ?? '', known);
    }
  }
  return [...places].map(([stated, lines]) => ({
    code: 'item-code-thai-zero',
    severity: 'info',
    where: lines[0] ?? 'plan',
    params: { places: lines.slice(0, 8).join(', ') },
    stated,
    computed: `o${toArabicDigits(stated).slice(1)}`,
  }));
}
