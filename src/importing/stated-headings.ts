import type { FigureName } from '../reporting/stated-figures.ts';

/** How tables of sums name their columns: the first entry all of whose words occur, and none of `not`, decides. Folded words. */
export const FIGURE_HEADINGS: readonly { figure: FigureName; all: readonly string[]; not?: readonly string[] }[] = [
  { figure: 'implementationPercent', all: ['ผลการนำแผน'] },
  { figure: 'implementationPercent', all: ['ร้อยละ', 'ตั้งต้น'] },
  { figure: 'completedPercent', all: ['ร้อยละ', 'โครงการ'] },
  { figure: 'disbursedPercent', all: ['ร้อยละ', 'งบประมาณ'] },
  { figure: 'disbursedPercent', all: ['ร้อยละ', 'เบิกจ่าย'] },
  { figure: 'initialProjects', all: ['โครงการ', 'ตั้งต้น'] },
  { figure: 'inOrdinance', all: ['บรรจุ'] },
  { figure: 'inOrdinance', all: ['โครงการ', 'ข้อบัญญัติ'], not: ['งบประมาณ', 'บาท'] },
  { figure: 'cannotProceed', all: ['ไม่สามารถ'] },
  { figure: 'inProgress', all: ['อยู่ระหว่าง'] },
  { figure: 'waitingReport', all: ['รอรายงาน'] },
  { figure: 'waitingReport', all: ['รอการรายงาน'] },
  { figure: 'completed', all: ['แล้วเสร็จ'], not: ['ร้อยละ', 'งบประมาณ'] },
  { figure: 'completed', all: ['โครงการ', 'ดำเนินการแล้ว'], not: ['ร้อยละ', 'งบประมาณ'] },
  { figure: 'disbursed', all: ['ใช้จริง'] },
  { figure: 'disbursed', all: ['เบิกจ่าย'], not: ['ร้อยละ'] },
  { figure: 'ordinanceBudget', all: ['ข้อบัญญัติ'] },
  { figure: 'ordinanceBudget', all: ['เทศบัญญัติ'] },
  { figure: 'total', all: ['โครงการ', 'ตามแผน'], not: ['งบประมาณ', 'ร้อยละ'] },
  { figure: 'total', all: ['โครงการทั้งหมด'], not: ['ร้อยละ'] },
  { figure: 'total', all: ['จำนวนโครงการ'], not: ['ร้อยละ'] },
  { figure: 'plannedBudget', all: ['งบประมาณ'], not: ['ร้อยละ'] },
  { figure: 'plannedBudget', all: ['ตามแผน'], not: ['ร้อยละ', 'โครงการ'] },
  { figure: 'total', all: ['โครงการ'], not: ['ร้อยละ', 'ระดับ', 'รายการ', 'ชื่อ'] },
];
