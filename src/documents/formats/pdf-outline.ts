import type { Path } from './pdf-fontkit.ts';

/** An outline as the operators that a page draws it with. */
export function operatorsOf({ commands }: Path): string {
  let x = 0;
  let y = 0;
  const operators = commands.map(({ command, args }) => {
    const numbers = command === 'quadraticCurveTo' ? cubic(x, y, args) : args;
    [x = x, y = y] = numbers.slice(-2);
    return [...numbers.map(Math.round), OPERATORS[command]].join(' ');
  });
  return operators.join('\n');
}

const OPERATORS: Record<string, string> = {
  moveTo: 'm',
  lineTo: 'l',
  quadraticCurveTo: 'c',
  bezierCurveTo: 'c',
  closePath: 'h',
};

/** A page has no curves with one control point: the same curve with two. */
function cubic(x: number, y: number, [cx = 0, cy = 0, endX = 0, endY = 0]: readonly number[]): number[] {
  const between = (from: number, to: number) => from + ((to - from) * 2) / 3;
  return [between(x, cx), between(y, cy), between(endX, cx), between(endY, cy), endX, endY];
}
