import { anyOf, keyed } from './pattern.ts';

/** What follows a number that counts something: then it is neither money nor the number of a measure. */
export const COUNTER_WORDS = anyOf(
  `คน รุ่น ครั้ง ราย ปี วัน เดือน ชั่วโมง ชม นาที หมู่ ชุมชน แห่ง ชุด เล่ม ฉบับ แผ่น ป้าย โครงการ กิจกรรม เรื่อง ข้อ(?!\\s?\\d|ที่) ช่องทาง ช่อง
  ครัวเรือน ครอบครัว หลัง คัน เครื่อง ชิ้น อัน ตัว กล่อง โรง ศูนย์ กอง หน่วย สาย จุด ต้น กม กิโล เมตร ตร ไร่ ลิตร คะแนน ดาว
  เปอร์ โมง คู่ กลุ่ม ทีม ท่าน รูป องค์ ภาพ คลิป โพสต์ ตอน เวที งวด ไตรมาส รอบ สัปดาห์ อาทิตย์ มาตรการ ขั้น หน้า บท เคส สัญญา
  รายการ ประเภท ชนิด มิติ ด้าน แปลง ซอง ขวด ถัง ตัน กก ผืน ใบ ห้อง อาคาร ตำบล อำเภอ นาย คดี คำร้อง หัวข้อ ประเด็น ที่นั่ง
  ระดับ บาทต่อ ใน\\d จาก\\d ใน(?=\\s\\d) จาก(?=\\s\\d) ทุ่ม น\\. people persons? times years? days? rounds? months? hours? sessions? participants villages? classes batch(?:es)? of`,
);
export const COUNTED = keyed(` ?(?:%|${COUNTER_WORDS}|/ ?\\d)`, 'uy');
