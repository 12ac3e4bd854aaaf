import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SentFile } from '../conversation/converse.ts';
import type { UnitFacts, UploadFacts, UploadReading } from '../conversation/facts.ts';
import type { Session } from '../conversation/session.ts';
import { AppError } from '../errors.ts';
import { LARGEST_FILE } from '../importing/decode.ts';
import { importOwnPlan } from '../importing/import-own-plan.ts';
import type { OwnPlan } from '../importing/import-own-plan.ts';
import type { Finding } from '../reporting/model.ts';
import { reportingRound, reportingYear } from '../reporting/rounds.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { sameOrganisation } from '../thai/organisation-names.ts';
import { sameUnit } from '../thai/units.ts';
import type { LineContent } from './ports.ts';
import { differenceFrom, reportsIn, storePlan } from './store-plan.ts';
import type { Organisation, Plan, Store, Upload } from './store-port.ts';

/** Plan files that coordinators send in their 1:1 chat. */
export interface Uploads {
  /** The files of a person's conversations, and the one just sent: fetched and kept before anything is said about it. */
  read(organisation: Organisation, session: Session, sent: SentFile | undefined, now: number): Promise<UploadFacts[]>;
  /** Stores the plan of a file for an organisation; false: the file is no longer there, or holds no plan. */
  store(organisation: Organisation, id: string, fiscalYear: number | undefined, now: number): Promise<boolean>;
}

/** What a file is held against. */
interface Known {
  plans: readonly Plan[];
  units: readonly UnitFacts[];
  basis: string;
}

/** Files whose reading is remembered: a conversation asks for it at every turn. */
const REMEMBERED = 8;

export function makeUploads({ store, content }: { store: Store; content: LineContent }): Uploads {
  const readings = new LRUCache<string, { own: OwnPlan } | { problem: AppError }>({ max: REMEMBERED });

  const planIn = ({ id, name, bytes }: Upload, organisation: Organisation, fiscalYear: number) => {
    const key = JSON.stringify([organisation.id, id, fiscalYear]);
    const known = readings.get(key);
    if (known !== undefined) return known;
    const fresh = readingOf({ name, bytes }, { organisation: organisation.name, fiscalYear });
    readings.set(key, fresh);
    return fresh;
  };

  const factsOf = (upload: Upload, organisation: Organisation, known: Known, now: number): UploadFacts => ({
    id: upload.id,
    name: upload.name,
    basis: known.basis,
    read: (fiscalYear) => {
      const found = planIn(upload, organisation, fiscalYear ?? reportingYear(bangkokDate(now)));
      return 'problem' in found ? problemOf(found.problem) : previewOf(found.own, organisation, known, now);
    },
  });

  const received = async (organisation: Organisation, sent: SentFile, now: number): Promise<Upload | UploadFacts> => {
    const refused = (problem: UploadReading): UploadFacts => ({
      id: sent.id,
      name: sent.name,
      basis: '',
      read: () => problem,
    });
    const known = await store.uploads.read(organisation.id, sent.id);
    if (known !== null) return known;
    const bytes = sent.size > LARGEST_FILE ? 'tooLarge' : await content.bytes(sent.id, LARGEST_FILE);
    if (bytes === null) return refused({ problem: { key: 'planFile.failed' } });
    if (bytes === 'gone') return refused({ problem: { key: 'planFile.gone' } });
    if (bytes === 'tooLarge') {
      return refused({
        problem: { key: 'errors.import-too-large', params: { megabytes: LARGEST_FILE / 1024 / 1024 } },
      });
    }
    const upload = { id: sent.id, name: sent.name, bytes };
    await store.uploads.keep(organisation.id, upload, now);
    return upload;
  };

  return {
    read: async (organisation, session, sent, now) => {
      const ids = session.runs.flatMap(({ answers }) => (typeof answers['file'] === 'string' ? [answers['file']] : []));
      const kept = await Promise.all(
        ids.filter((id) => id !== sent?.id).map((id) => store.uploads.read(organisation.id, id)),
      );
      const fresh = sent === undefined ? [] : [await received(organisation, sent, now)];
      const files = [...kept.filter((one) => one !== null), ...fresh];
      if (files.length === 0) return [];
      const [plans, units] = await Promise.all([store.plans.all(organisation.id), store.units.list(organisation.id)]);
      const known = {
        plans,
        units,
        basis: createHash('sha256').update(JSON.stringify(plans)).digest('hex').slice(0, 16),
      };
      return files.map((file) => ('read' in file ? file : factsOf(file, organisation, known, now)));
    },
    store: async (organisation, id, fiscalYear, now) => {
      const upload = await store.uploads.read(organisation.id, id);
      if (upload === null) return false;
      const found = planIn(upload, organisation, fiscalYear ?? reportingYear(bangkokDate(now)));
      if ('problem' in found) return false;
      await storePlan(store, found.own.plan, id, now);
      return true;
    },
  };
}

function readingOf(
  file: { name: string; bytes: Uint8Array },
  own: { organisation: string; fiscalYear: number },
): { own: OwnPlan } | { problem: AppError } {
  try {
    return { own: importOwnPlan(file, own) };
  } catch (error) {
    if (error instanceof AppError) return { problem: error };
    throw error;
  }
}

const problemOf = ({ messageKey, params }: AppError): UploadReading => ({ problem: { key: messageKey, params } });

const isKnown = (name: string, units: readonly UnitFacts[]): boolean =>
  units.some((unit) => [unit.name, ...unit.aliases].some((spelling) => sameUnit(spelling, name)));

const WEIGHT: Record<Finding['severity'], number> = { error: 0, warning: 1, info: 2 };

function previewOf(own: OwnPlan, organisation: Organisation, { plans, units }: Known, now: number): UploadReading {
  const { plan, named, isYearAssumed } = own;
  const before = plans.find(({ kind, fiscalYear }) => kind === plan.kind && fiscalYear === plan.fiscalYear);
  const budgets = plan.measures.flatMap(({ plannedBudget }) => plannedBudget ?? []);
  return {
    isOther: named !== undefined && !sameOrganisation(named, organisation.name),
    kind: plan.kind,
    fiscalYear: plan.fiscalYear,
    isYearAssumed,
    round: plan.round ?? reportingRound(plan.fiscalYear, undefined, bangkokDate(now)),
    measures: plan.measures.length,
    units: plan.units.map(({ name }) => name),
    newUnits: units.length === 0 ? [] : plan.units.map(({ name }) => name).filter((name) => !isKnown(name, units)),
    reported: reportsIn(plan),
    findings: plan.findings.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]),
    ...(named === undefined ? {} : { named }),
    ...(budgets.length === 0 ? {} : { plannedBudget: budgets.reduce((sum, one) => sum + one, 0) }),
    ...(before === undefined ? {} : { difference: differenceFrom(before, plan) }),
  };
}
