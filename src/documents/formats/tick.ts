/** A box as a character. */
export const tick = (isTicked: boolean): string => (isTicked ? '☑' : '☐');

/** Thai fonts have no boxes, and the next best is often one of coloured emoji. */
export const BOX_FONT = 'Segoe UI Symbol';
