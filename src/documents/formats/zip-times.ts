/**
 * Writes one time into every entry of a zip file, in place, where the packer has put the time of packing: the same content then
 * gives the same bytes. The instant is in milliseconds since the epoch, written as the time in UTC.
 */
export function setZipTimes(bytes: Uint8Array, instant: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.byteLength - END_LENGTH;
  const time = dosTime(instant);
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    view.setUint32(at + 12, time, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, time, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

/** Of the record at the end of a zip file without a comment, as both packers write it. */
const END_LENGTH = 22;

/** Date and time as zip files have them, which know the years 1980 to 2107 and every other second. */
function dosTime(instant: number): number {
  const date = new Date(instant);
  const year = Math.min(Math.max(date.getUTCFullYear(), 1980), 2107) - 1980;
  const day = (year << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
