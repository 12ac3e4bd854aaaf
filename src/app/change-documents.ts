import type { DocumentChange } from '../conversation/document-settings.ts';
import type { Text } from '../conversation/message.ts';
import { AppError } from '../errors.ts';
import { changeScores, holderOf, readScores } from './ita-scores.ts';
import type { Source, Store } from './store-port.ts';

/**
 * Changes what documents say beside what was reported; the audit keeps who did it, and what stood there before. Doing it twice for one
 * event equals doing it once: what stood there is noted before anything is changed, and noted once.
 * @throws AppError `ita-no-plan` or `ita-plan-taken` when no plan can keep the scores; nothing was changed then
 */
export async function changeDocuments(
  store: Store,
  organisationId: string,
  change: DocumentChange,
  source: Source,
): Promise<void> {
  const note = (act: string, about: Record<string, string | number>): Promise<void> =>
    store.audit.note(organisationId, act, source, about);
  switch (change.what) {
    case 'narrative': {
      const { planId, round, part, paragraph } = change;
      const { narrative } = await store.roundNotes.read(organisationId, { planId, round });
      const after = typeof paragraph === 'string' ? { to: paragraph } : { to: 'written', after: paragraph.text };
      await note('writeParagraph', { plan: planId, round, part, before: narrative[part] ?? '', ...after });
      await store.roundNotes.setParagraph(organisationId, { planId, round }, part, paragraph);
      return;
    }
    case 'reporter': {
      const { planId, round, name, position } = change;
      const { reporter } = await store.roundNotes.read(organisationId, { planId, round });
      const before = { nameBefore: reporter?.name ?? '', positionBefore: reporter?.position ?? '' };
      await note('nameReporter', { plan: planId, round, ...before, name, position });
      await store.roundNotes.setReporter(organisationId, { planId, round }, { name, position });
      return;
    }
    case 'scores': {
      const { assessedYear, scores, statedTotal } = change;
      // Before anything is noted: it may be refused.
      holderOf(await store.plans.all(organisationId), assessedYear);
      const stored = await readScores(store, organisationId, assessedYear);
      const before = stored?.indicators.map(({ number, score }) => `${number} ${score}`).join(' ') ?? '';
      const after = scores.map(({ number, score }) => `${number} ${score}`).join(' ');
      const totals = { totalBefore: stored?.statedTotal ?? '', ...(statedTotal === undefined ? {} : { statedTotal }) };
      await note('enterScores', { assessedYear, before, after, ...totals });
      await changeScores(store, organisationId, change);
      return;
    }
    case 'digits': {
      const { document, digits } = change;
      const { digits: before } = await store.documentSettings.read(organisationId);
      await note('setDigits', { document, before: before[document] ?? '', after: digits ?? '' });
      await store.documentSettings.setDigits(organisationId, document, digits);
      return;
    }
    case 'heading': {
      const { field, wording } = change;
      const { headings } = await store.documentSettings.read(organisationId);
      await note('setHeading', { field, before: headings[field] ?? '', after: wording ?? '' });
      await store.documentSettings.setHeading(organisationId, field, wording);
      return;
    }
  }
}

/** The same for the chat: why it was refused, or `null`. */
export async function tryDocumentChange(...args: Parameters<typeof changeDocuments>): Promise<Text | null> {
  try {
    await changeDocuments(...args);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { key: error.messageKey, params: error.params };
  }
}
