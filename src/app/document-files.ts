import { LRUCache } from 'lru-cache';
import { copyFields } from '../documents/kinds/copy-sheet.ts';
import type { Render } from '../documents/render.ts';
import { DOCUMENT_FORMATS, PLANS_OF } from '../documents/snapshot.ts';
import type { DocumentFormat, DocumentKind, Snapshot } from '../documents/snapshot.ts';
import { MEDIA_TYPES } from '../documents/write-document.ts';
import type { Speaker } from '../i18n.ts';
import { AppError } from '../errors.ts';
import { hashToken } from './codes.ts';
import type { DocumentLink, FrozenSnapshot, Publication, ReadyDocument } from './document-port.ts';
import type { Organisation, Store } from './store-port.ts';

/** A document to be fetched. */
export interface DocumentFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** The copy sheet to work with. */
export interface CopyPage {
  snapshot: Snapshot;
  measures: {
    id: string;
    number: number;
    title: string;
    /** Instant it was ticked off; absent: not yet. */
    enteredAt?: number;
    /** `before`: what was entered, where the value has changed since. */
    fields: { key: string; label: string; value: string; before?: string }[];
  }[];
}

/** What an organisation shows everyone of a fiscal year. */
export interface PublicPage {
  organisation: Organisation;
  fiscalYear: number;
  entries: {
    publication: Publication;
    snapshot: FrozenSnapshot;
    files: { kind: DocumentKind; format: DocumentFormat; path: string }[];
  }[];
}

/** Why an address gives no document: not any more, or not yet. */
export type Unready = 'expired' | 'waiting';

/** Documents as browsers fetch them. */
export interface DocumentFiles {
  /**
   * By the token of an address somebody asked for in the chat.
   * @throws AppError `document-not-made`
   */
  byToken(token: string, now: number): Promise<DocumentFile | CopyPage | Unready | null>;
  /** Ticks a measure of a copy sheet off, or takes the tick away; false: there is no such sheet or measure. */
  enter(token: string, measureId: string, isEntered: boolean, now: number): Promise<boolean>;
  /** `null`: nothing is shown. */
  publicPage(organisationId: string, fiscalYear: number): Promise<PublicPage | null>;
  /** @param path as the page names it */
  publicFile(organisationId: string, fiscalYear: number, path: string): Promise<DocumentFile | null>;
}

/** Documents anyone may see; the index of evidence and the copy sheet are for the office. */
const PUBLIC: readonly DocumentKind[] = ['action-plan-report', 'measures-report', 'measures-plan'];
/** Files that are kept once they were made: what is published does not change. Bytes. */
const MOST_KEPT = 32 * 1024 * 1024;

export function makeDocumentFiles({
  store,
  official,
  render,
}: {
  store: Store;
  official: Speaker;
  render: Render;
}): DocumentFiles {
  const kept = new LRUCache<string, DocumentFile>({ maxSize: MOST_KEPT, sizeCalculation: ({ bytes }) => bytes.length });

  const fileOf = async (kind: DocumentKind, snapshot: Snapshot, format: DocumentFormat): Promise<DocumentFile> => ({
    ...nameOf(kind, snapshot, format),
    bytes: await render({ kind, snapshot, format }),
  });

  /** A large document that was made before; `waiting`: its bytes are gone, so it is made once more. */
  const keptFile = async (found: ReadyDocument): Promise<DocumentFile | 'waiting'> => {
    const bytes = await store.documentFiles.read(found.id, found.pieces);
    if (bytes !== null) return { ...nameOf(found.kind, found, found.format), bytes };
    await store.documentLinks.makeAgain(found.id);
    return 'waiting';
  };

  const copyPage = async ({ organisationId, planId, snapshot }: DocumentLink): Promise<CopyPage> => {
    const { entered } = await store.roundNotes.read(organisationId, { planId, round: snapshot.round });
    const titles = new Map(snapshot.rows.map(({ id, measure }) => [id, measure.title]));
    const measures = copyFields(snapshot, official).map(({ measureId, number, fields }) => {
      const before = entered[measureId];
      return {
        id: measureId,
        number,
        title: titles.get(measureId) ?? '',
        ...(before === undefined ? {} : { enteredAt: before.at }),
        fields: fields.map((field) => {
          const was = before?.values[field.key];
          return { ...field, ...(was === undefined || was === field.value ? {} : { before: was }) };
        }),
      };
    });
    return { snapshot, measures };
  };

  const publicPage: DocumentFiles['publicPage'] = async (organisationId, fiscalYear) => {
    const organisation = await store.organisations.byId(organisationId);
    const shown = organisation === null ? [] : await store.publications.list(organisationId, fiscalYear);
    const entries = await Promise.all(
      shown.map(async (publication) => {
        const snapshot = await store.snapshots.read(organisationId, publication, publication.number);
        if (snapshot === null) return [];
        const files = PUBLIC.filter((kind) => PLANS_OF[kind].includes(snapshot.kind)).flatMap((kind) =>
          DOCUMENT_FORMATS.map((format) => ({
            kind,
            format,
            path: `${publication.planId}-${publication.round}-${publication.number}-${kind}.${format}`,
          })),
        );
        return [{ publication, snapshot: withoutPeople(snapshot), files }];
      }),
    );
    const all = entries.flat();
    return organisation === null || all.length === 0 ? null : { organisation, fiscalYear, entries: all };
  };

  return {
    byToken: async (token, now) => {
      const found = await store.documentLinks.read(hashToken(token), now);
      if (found === null) return null;
      if (found.state === 'ready') return keptFile(found);
      if (found.state === 'failed') throw new AppError('document-not-made');
      if (found.state !== 'open') return found.state;
      const { kind, snapshot, format } = found.link;
      return format === 'page' ? copyPage(found.link) : fileOf(kind, snapshot, format);
    },
    enter: async (token, measureId, isEntered, now) => {
      const opened = await store.documentLinks.read(hashToken(token), now);
      if (opened?.state !== 'open' || opened.link.format !== 'page') return false;
      const { link } = opened;
      const found = copyFields(link.snapshot, official).find((one) => one.measureId === measureId);
      if (found === undefined) return false;
      const values = Object.fromEntries(found.fields.map(({ key, value }) => [key, value]));
      const target = { planId: link.planId, round: link.snapshot.round };
      await store.roundNotes.setEntered(link.organisationId, target, measureId, isEntered ? { at: now, values } : null);
      return true;
    },
    publicPage,
    publicFile: async (organisationId, fiscalYear, path) => {
      const page = await publicPage(organisationId, fiscalYear);
      for (const { snapshot, files } of page?.entries ?? []) {
        const wanted = files.find((file) => file.path === path);
        if (wanted === undefined) continue;
        const known = kept.get(path) ?? (await fileOf(wanted.kind, snapshot, wanted.format));
        kept.set(path, known);
        return known;
      }
      return null;
    },
  };
}

const nameOf = (
  kind: DocumentKind,
  { fiscalYear, round }: Pick<Snapshot, 'fiscalYear' | 'round'>,
  format: DocumentFormat,
): Omit<DocumentFile, 'bytes'> => ({
  name: `${kind}-${fiscalYear}-${round}.${format}`,
  mediaType: MEDIA_TYPES[format],
});

/** What everyone may see names nobody. */
export const withoutPeople = ({ reporter: _reporter, ...snapshot }: FrozenSnapshot): FrozenSnapshot => ({
  ...snapshot,
  rows: snapshot.rows.map(({ report, evidence: _evidence, ...row }) => ({
    ...row,
    ...(report === undefined ? {} : { report: { ...report, by: '' } }),
  })),
  explanations: snapshot.explanations.map((one) => ({ ...one, by: '' })),
  frozen: { ...snapshot.frozen, by: '' },
});
