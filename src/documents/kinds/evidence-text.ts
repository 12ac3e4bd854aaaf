import type { SnapshotRow } from '../snapshot.ts';
import type { Wording } from '../wording.ts';
import { linesOf } from './parts.ts';

/** Addresses, and words that name a paper, a picture or a page which shows that something was done. */
const NAMED =
  /https?:\/\/|www\.|หลักฐาน|ภาพถ่าย|รูปถ่าย|ภาพกิจกรรม|เอกสารแนบ|เอกสารประกอบ|รายงานการประชุม|บันทึกข้อความ|คำสั่ง[^\s]{0,40}\s?(?:ที่|เลขที่)|ประกาศ[^\s]{0,40}\s?(?:ที่|เลขที่|ลงวันที่)|หนังสือ[^\s]{0,40}\s?(?:ที่|เลขที่)\s?[๐-๙0-9ก-๎]/;

/** So much of a hash tells files apart for a reader. */
const SHORT_HASH = 12;

/** What was sent, a line each: kind, name, day, and by which hash the file is recognised. Who sent it is nobody's business. */
export const evidenceSent = ({ evidence = [] }: SnapshotRow, { say, day, count }: Wording): string[] =>
  evidence.map(({ kind, name, at, sha256 }, index) => {
    const params = { number: count(index + 1), kind: say(`evidence.kind.${kind}`), name, day: day(at) };
    const isFile = kind !== 'link' && kind !== 'location';
    const line = isFile
      ? say('documents.evidence.file', { ...params, hash: sha256.slice(0, SHORT_HASH) })
      : say('documents.evidence.piece', params);
    return line.replaceAll(/\s+/g, ' ');
  });

/** The lines of a report that name evidence, as they were written; each once. */
export function evidenceNamed({ report }: SnapshotRow): string[] {
  if (report === undefined) return [];
  const texts = [report, ...(report.steps ?? [])].flatMap(({ result, outcome }) => [result, outcome]);
  const lines = [...texts, report.obstacle].flatMap(linesOf).filter((line) => NAMED.test(line));
  return [...new Set(lines)];
}
