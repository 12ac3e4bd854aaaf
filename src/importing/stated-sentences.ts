import type { FigureName, StatedFigure } from '../reporting/stated-figures.ts';
import { readAmount } from '../thai/amounts.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { tidy } from '../thai/normalise.ts';

/** Figures stated in the sentences of a report's conclusion: `อยู่ระหว่างดำเนินการ 40 โครงการ`, `… จำนวน 81 โครงการ งบประมาณ … บาท`. */
export function readConclusions(text: string, line: number): StatedFigure[] {
  if (text.length > LONGEST_SENTENCE) return [];
  const plain = toArabicDigits(tidy(text));
  return SENTENCES.flatMap(({ figure, pattern }) => {
    const value = readAmount(pattern.exec(plain)?.[1] ?? '');
    return value === null ? [] : [{ figure, value, line }];
  });
}

const LONGEST_SENTENCE = 300;
const COUNT = '\\s?(?:จำนวน|มี)?\\s?:?\\s?(\\d{1,4})\\s?(?:โครงการ|กิจกรรม|มาตรการ)';
const MONEY = '\\s?(?:จำนวน|รวม|ทั้งสิ้น|:)*\\s?([\\d,]+(?:\\.\\d{1,2})?)\\s?บาท';

const SENTENCES: readonly { figure: FigureName; pattern: RegExp }[] = [
  {
    figure: 'total',
    pattern:
      /^(?=.*(?:แผน|ปีงบประมาณ|ทั้งสิ้น|ทั้งหมด))(?!.*มิติ\s?ที่).{0,160}?จำนวน\s?(?:ทั้งสิ้น|ทั้งหมด)?\s?(\d{1,4})\s?(?:โครงการ|กิจกรรม|มาตรการ)/,
  },
  { figure: 'initialProjects', pattern: new RegExp(`โครงการ\\s?(?:\\(?ตั้งต้น\\)?)${COUNT}`) },
  { figure: 'waitingReport', pattern: new RegExp(`^[-•\\d.)\\s]*รอ(?:การ)?รายงาน(?:ผล)?${COUNT}`) },
  { figure: 'inProgress', pattern: new RegExp(`^[-•\\d.)\\s]*อยู่ระหว่าง(?:การ)?(?:ดำเนินการ|ดำเนินงาน)?${COUNT}`) },
  { figure: 'completed', pattern: new RegExp(`^[-•\\d.)\\s]*ดำเนินการ(?:แล้วเสร็จ|แล้ว|เสร็จสิ้น)${COUNT}`) },
  { figure: 'cannotProceed', pattern: new RegExp(`^[-•\\d.)\\s]*ไม่สามารถดำเนินการได้${COUNT}`) },
  { figure: 'disbursed', pattern: new RegExp(`^[-•\\d.)\\s]*(?:ผลการ|การ)?เบิกจ่าย(?:งบประมาณ)?${MONEY}`) },
  { figure: 'plannedBudget', pattern: new RegExp(`(?:โครงการ|กิจกรรม|มาตรการ)\\s(?:รวม)?งบประมาณ${MONEY}`) },
  { figure: 'implementationPercent', pattern: /การนำแผน.{0,60}ร้อยละ\s?(\d{1,3}(?:\.\d{1,2})?)/ },
];
