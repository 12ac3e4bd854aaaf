/** Words that the dictionary of the platform takes apart and readers do not want to see at two lines' ends. */
const COMPOUNDS = `
กองคลัง กองช่าง กองการศึกษา เกียรติบัตร ข้อบัญญัติ ข้อเสนอแนะ ขับเคลื่อน ครบถ้วน ความพึงพอใจ คุณธรรม โครงการ ค่านิยม จริยธรรม จัดจ้าง จัดซื้อ
จำนวนเงิน เจ้าหน้าที่ ชี้แจง ซ้ำซ้อน ดำเนินการ ตรวจสอบ ต่อเนื่อง ตัวชี้วัด ตัวอย่าง ท้องถิ่น ทับซ้อน ธรรมาภิบาล นายกเทศมนตรี บกพร่อง เบิกจ่าย
ทุจริต เทศบาล ประชาชน ประพฤติมิชอบ ประเมินผล ปราบปราม ปลัดเทศบาล ปีงบประมาณ งบประมาณ เป้าหมาย เปิดเผย ผลประโยชน์ ผู้บริหาร ผู้รับบริการ ผู้ว่าราชการ
พึงพอใจ มาตรการ มอบหมาย มิชอบ มีส่วนร่วม ยกระดับ ยับยั้ง ร้องเรียน ร้อยละ ระยะเวลา รับผิดชอบ รับรู้ เร่งด่วน ส่วนตำบล ส่วนร่วม
สมาชิกสภา สำนักปลัด เสริมสร้าง เสร็จสิ้น แล้วเสร็จ หน่วยงาน หลากหลาย หลีกเลี่ยง โปร่งใส องค์การ องค์การบริหาร อุปสรรค อย่างน้อย อยู่ระหว่าง
`
  .trim()
  .split(/\s+/u);

const FOUND = new RegExp(COMPOUNDS.toSorted((one, other) => other.length - one.length).join('|'), 'gu');

/** Places inside such words, where no line ends. */
export function insideWords(text: string): Set<number> {
  const places = new Set<number>();
  for (const { index, 0: word } of text.matchAll(FOUND)) {
    for (let at = index + 1; at < index + word.length; at += 1) places.add(at);
  }
  return places;
}
