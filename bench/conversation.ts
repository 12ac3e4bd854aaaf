/** One thing an officer types, and what must stand in the answer. */
export interface Step {
  say: (measure: number) => string;
  hear: string;
}

/** A whole report by typing: what the officer says is what `flows/report.yaml` asks of a measure with a budget. */
export const REPORT: readonly Step[] = [
  { say: (measure) => `รายงาน ${measure}`, hear: 'สถานะตอนนี้เป็นอย่างไรคะ' },
  { say: () => '1', hear: 'ทำอะไรไปแล้วบ้างคะ' },
  { say: () => 'จัดอบรม 2 รุ่น มีผู้เข้าร่วม 120 คน', hear: 'เกิดผลอย่างไรคะ' },
  { say: () => 'บุคลากรเข้าใจและปฏิบัติตามประมวลจริยธรรม', hear: 'เบิกจ่ายไปแล้วเท่าไรคะ' },
  { say: () => '45,000 บาท', hear: 'ตรวจสอบรายงานก่อนบันทึก' },
  { say: () => '1', hear: 'บันทึกแล้วค่ะ' },
];
