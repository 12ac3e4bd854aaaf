import type { SnapshotRow } from '../snapshot.ts';
import { linesOf } from './parts.ts';

/** Addresses, and words that name a paper, a picture or a page which shows that something was done. */
const NAMED =
  /https?:\/\/|www\.|หลักฐาน|ภาพถ่าย|รูปถ่าย|ภาพกิจกรรม|เอกสารแนบ|เอกสารประกอบ|รายงานการประชุม|บันทึกข้อความ|คำสั่ง[^\s]{0,40}\s?(?:ที่|เลขที่)|ประกาศ[^\s]{0,40}\s?(?:ที่|เลขที่|ลงวันที่)|หนังสือ[^\s]{0,40}\s?(?:ที่|เลขที่)\s?[๐-๙0-9ก-๎]/;

/** The lines of a report that name evidence, as they were written; each once. */
export function evidenceNamed({ report }: SnapshotRow): string[] {
  if (report === undefined) return [];
  const texts = [report, ...(report.steps ?? [])].flatMap(({ result, outcome }) => [result, outcome]);
  const lines = [...texts, report.obstacle].flatMap(linesOf).filter((line) => NAMED.test(line));
  return [...new Set(lines)];
}
