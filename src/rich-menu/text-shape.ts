import { outlineOf } from '../documents/formats/pdf-font.ts';
import type { Weight } from '../documents/formats/pdf-font.ts';

/** A text as a shape, so that Thai marks stand right on every machine, whatever fonts it has. */
export interface TextShape {
  /** SVG path at size 1000 from the base line, y upwards. */
  path: string;
  /** Size of the letters, pixels. */
  size: number;
  /** Pixels. */
  width: number;
}

const EM = 1000;

/**
 * @param size wanted, pixels; smaller where the text would be wider than `most`
 */
export function textShape(text: string, weight: Weight, size: number, most: number): TextShape {
  const { operators, width } = outlineOf(text, weight);
  const fitting = Math.min(size, (most * EM) / width);
  return { path: svgPath(operators), size: fitting, width: (width * fitting) / EM };
}

/** The same outline as SVG writes it: the operator before its numbers. */
const svgPath = (operators: string): string =>
  operators
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parts = line.split(' ');
      const operator = parts.pop() ?? '';
      return `${operator === 'h' ? 'Z' : operator.toUpperCase()}${parts.join(' ')}`;
    })
    .join('');
