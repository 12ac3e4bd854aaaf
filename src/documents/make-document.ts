import { AppError } from '../errors.ts';
import type { Speaker } from '../i18n.ts';
import { settleFindings } from './check-snapshot.ts';
import type { Digits, DocumentContent } from './content.ts';
import { actionPlanReport } from './kinds/action-plan-report.ts';
import { copySheet } from './kinds/copy-sheet.ts';
import { summaryOf } from './kinds/dimension-groups.ts';
import { evidenceIndex } from './kinds/evidence-index.ts';
import type { Made, Material } from './kinds/material.ts';
import { measuresPlan } from './kinds/measures-plan.ts';
import { measuresReport } from './kinds/measures-report.ts';
import { noteBlocks } from './kinds/notes.ts';
import { narrativeOf } from './narrative.ts';
import type { DocumentKind, Snapshot } from './snapshot.ts';
import { DOCUMENT_KINDS, PLANS_OF } from './snapshot.ts';
import { makeWording } from './wording.ts';

const MAKERS: Record<DocumentKind, (material: Material) => Made> = {
  'action-plan-report': actionPlanReport,
  'measures-report': measuresReport,
  'measures-plan': measuresPlan,
  'copy-sheet': copySheet,
  'evidence-index': evidenceIndex,
};

/** Prose and tables of measures are written in Thai digits, what goes into the web form in Arabic ones. */
const USUAL_DIGITS: Record<DocumentKind, Digits> = {
  'action-plan-report': 'arabic',
  'measures-report': 'thai',
  'measures-plan': 'thai',
  'copy-sheet': 'arabic',
  'evidence-index': 'thai',
};

/** The digits a kind of document is written in for this organisation. */
export const digitsOf = (kind: DocumentKind, snapshot: Pick<Snapshot, 'digits'>): Digits =>
  snapshot.digits[kind] ?? USUAL_DIGITS[kind];

/**
 * The content of a document, made of a snapshot alone: the same one gives the same content. While errors are open it is a draft;
 * what was explained stands in notes at its end.
 * @param speaker of the language documents are written in
 * @throws AppError `document-kind-unfit`: this kind is not made of such a plan
 */
export function makeDocument(kind: DocumentKind, snapshot: Snapshot, speaker: Speaker): DocumentContent {
  const words = makeWording(speaker, digitsOf(kind, snapshot));
  if (!PLANS_OF[kind].includes(snapshot.kind)) {
    const fitting = DOCUMENT_KINDS.filter((one) => PLANS_OF[one].includes(snapshot.kind));
    const params = {
      kind: words.say(`documents.kind.${kind}`),
      kinds: fitting.map((one) => `${words.say(`documents.kind.${one}`)} (${one})`).join(', '),
    };
    throw new AppError('document-kind-unfit', { params });
  }
  const summary = summaryOf(snapshot);
  const { open, explained } = settleFindings(snapshot, kind);
  const made = MAKERS[kind]({ snapshot, words, summary, narrative: narrativeOf(snapshot, summary, words) });
  return {
    title: made.title,
    author: snapshot.organisation,
    orientation: made.orientation,
    digits: words.digits,
    dataAsOf: snapshot.dataAsOf,
    ...(open.some(({ severity }) => severity === 'error') ? { draft: words.say('documents.draft') } : {}),
    continued: words.say('documents.continued'),
    blocks: [...made.blocks, ...noteBlocks(explained, words)],
  };
}
