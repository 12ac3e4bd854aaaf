import { IMPORTED } from '../reporting/model.ts';
import type { Param } from './message.ts';

/** Who reported, as it is said: a person by name, a file as a file. */
export const authorOf = ({ by }: { by: string }): Param =>
  by === IMPORTED ? { text: { key: 'report.byImport' } } : by;
