import { AppError } from '../errors.ts';
import { importPlan } from './import-plan.ts';
import type { ImportFile, ImportOptions } from './import-plan.ts';
import type { ImportedPlan } from './imported-plan.ts';

/** A plan read for the office of the person who sent it. */
export interface OwnPlan {
  plan: ImportedPlan;
  /** The office as the file names it; absent when it names none. */
  named?: string;
  /** The file names no fiscal year. */
  isYearAssumed: boolean;
}

/**
 * Reads a plan for an office that is known: neither its name nor its year need stand in the file.
 * @param own full name of the office, and the fiscal year (Buddhist Era) of a file that names none
 * @throws AppError as `importPlan` does, but for a missing office or year
 */
export function importOwnPlan(file: ImportFile, own: { organisation: string; fiscalYear: number }): OwnPlan {
  const missing = new Set<string>();
  for (;;) {
    const options: ImportOptions = {
      ...(missing.has('import-no-organisation') ? { organisation: own.organisation } : {}),
      ...(missing.has('import-no-year') ? { fiscalYear: own.fiscalYear } : {}),
    };
    try {
      const plan = importPlan(file, options);
      return {
        plan: { ...plan, organisation: own.organisation },
        isYearAssumed: missing.has('import-no-year'),
        ...(missing.has('import-no-organisation') ? {} : { named: plan.organisation }),
      };
    } catch (error) {
      const code = error instanceof AppError ? error.code : '';
      if (!ASSUMABLE.has(code) || missing.has(code)) throw error;
      missing.add(code);
    }
  }
}

const ASSUMABLE: ReadonlySet<string> = new Set(['import-no-organisation', 'import-no-year']);
