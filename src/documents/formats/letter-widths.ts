/**
 * Width of a text at size 1 in the fonts that stand in for TH SarabunPSK (Loma, Laksaman, Sarabun, Tahoma), in bold, the widest of
 * them: half as wide again as the font that is meant.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += (WIDTHS.find(([letters]) => letters.test(letter)) ?? OTHERS)[1];
  return width;
}

const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\p{Mn}\p{Me}\p{Cf}]/u, 0],
  [/เ/u, 0.38],
  [/[งรวะาำๅโใไฯๆ]/u, 0.57],
  [/[ฌญฑฒณ]/u, 0.93],
  [/[๐-๙]/u, 0.77],
  [/\p{Script=Thai}/u, 0.68],
  [/\d/u, 0.62],
  [/[.,:;'’‘!|ijlI]/u, 0.32],
  [/[\s\-/()[\]"“”ftr]/u, 0.42],
  [/[mwMW%@]/u, 0.98],
  [/[a-z]/u, 0.6],
  [/[A-Z]/u, 0.76],
];
const OTHERS = [/./u, 1.05] as const;
