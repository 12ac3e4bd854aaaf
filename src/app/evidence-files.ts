import { hashToken } from './codes.ts';
import type { EvidenceLink, ShownEvidence } from './evidence-port.ts';
import type { Organisation, Plan, Store } from './store-port.ts';

/** The evidence of one measure, as a page shows it. */
export interface EvidencePage {
  organisation: Organisation;
  plan: Pick<Plan, 'fiscalYear'>;
  round: EvidenceLink['round'];
  measure: { number: number; title: string };
  pieces: readonly ShownEvidence[];
}

/** The bytes of a piece. */
export interface EvidenceContent {
  name: string;
  mediaType: string;
  bytes: AsyncIterable<Uint8Array>;
  size: number;
}

/** Evidence as browsers fetch it: by the token of an address a member asked for, for as long as they are one. */
export interface EvidenceFiles {
  page(token: string, now: number): Promise<EvidencePage | 'expired' | null>;
  /** `null`: it is not of the measure the address is of, or has no bytes, or no longer. */
  content(token: string, id: string, now: number): Promise<EvidenceContent | 'expired' | null>;
  /** A JPEG. */
  thumbnail(token: string, id: string, now: number): Promise<Uint8Array | 'expired' | null>;
}

export function makeEvidenceFiles(store: Store): EvidenceFiles {
  const linkOf = async (token: string, now: number): Promise<EvidenceLink | 'expired' | null> => {
    const link = await store.evidenceLinks.read(hashToken(token), now);
    if (link === null || link === 'expired') return link;
    const members = await store.members.list(link.organisationId);
    return members.some(({ id }) => id === link.memberId) ? link : 'expired';
  };

  const pieceOf = async (token: string, id: string, now: number) => {
    const link = await linkOf(token, now);
    if (link === null || link === 'expired') return link;
    const pieces = await store.evidence.ofMeasure(link.organisationId, link);
    const piece = pieces.find((one) => one.id === id);
    return piece === undefined ? null : { link, piece };
  };

  return {
    page: async (token, now) => {
      const link = await linkOf(token, now);
      if (link === null || link === 'expired') return link;
      const { organisationId, planId, measureId, round } = link;
      const organisation = await store.organisations.byId(organisationId);
      const plan = (await store.plans.all(organisationId)).find(({ id }) => id === planId);
      const measure = plan?.measures.find(({ id }) => id === measureId)?.measure;
      if (organisation === null || plan === undefined || measure === undefined) return null;
      const { number, title } = measure;
      const pieces = await store.evidence.ofMeasure(organisationId, link);
      return { organisation, plan, round, measure: { number, title }, pieces };
    },
    content: async (token, id, now) => {
      const found = await pieceOf(token, id, now);
      if (found === null || found === 'expired') return found;
      const { fileId, mediaType = 'application/octet-stream', size = 0, name, number } = found.piece;
      const bytes = fileId === undefined ? null : await store.evidence.open(fileId);
      return bytes === null ? null : { name: name === '' ? String(number) : name, mediaType, bytes, size };
    },
    thumbnail: async (token, id, now) => {
      const found = await pieceOf(token, id, now);
      if (found === null || found === 'expired') return found;
      return store.evidence.thumbnail(found.link.organisationId, id);
    },
  };
}
