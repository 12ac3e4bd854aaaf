import { createHash, randomUUID } from 'node:crypto';
import type { Effect } from '../conversation/effects.ts';
import type { EvidenceInHand, PieceFacts } from '../conversation/facts.ts';
import type { Message, Text } from '../conversation/message.ts';
import type { Place, Sent } from '../conversation/sent.ts';
import { checkStatedSize, isVideo, largestOf, Refused, tooLarge } from '../evidence/check-content.ts';
import { Examination } from '../evidence/examination.ts';
import { LONGEST_NAME } from '../evidence/limits.ts';
import type { ReadBotAddress } from './bot-address.ts';
import { hashToken } from './codes.ts';
import type { KeptEvidence, NewEvidence, Sender } from './evidence-port.ts';
import type { LineContent } from './ports.ts';
import type { Source, Store } from './store-port.ts';

/** Evidence as people send it: fetched, checked and kept before anything is said about it. */
export interface Evidence {
  /** What a person has in hand in a chat, and what they just sent, if they did. */
  read(organisationId: string, sender: Sender, sent: Sent | undefined, now: number): Promise<EvidenceInHand>;
  /** Does what was owed; returns what is to be said of it. */
  apply(organisationId: string, effect: EvidenceEffect, sender: Sender, source: Source): Promise<Message[] | null>;
}

export type EvidenceEffect = Extract<
  Effect,
  { type: 'attachEvidence' | 'attachLink' | 'removeEvidence' | 'dropEvidence' | 'showEvidence' }
>;

/** How long an address can be opened. */
const LINK_HOURS = 24;
const HOUR_MS = 60 * 60 * 1000;

/** Path of the addresses; what follows is the token. */
export const EVIDENCE_PATH = '/evidence/';

export function makeEvidence({
  store,
  content,
  address,
}: {
  store: Store;
  content: LineContent;
  address: ReadBotAddress;
}): Evidence {
  /** @throws Refused */
  const fetched = async (sent: Sent, now: number): Promise<NewEvidence> => {
    const name = (sent.name ?? '').slice(-LONGEST_NAME);
    checkStatedSize(sent);
    const found = await content.read(sent.id, largestOf(sent), async (bytes) => {
      const fileId = randomUUID();
      const examination = new Examination(sent);
      await store.evidence.fill(fileId, examination.pass(bytes), now);
      return { fileId, ...examination.found() };
    });
    if (found === null) throw new Refused('failed');
    if (found === 'gone') throw new Refused('gone');
    if (found === 'tooLarge') throw tooLarge(isVideo(sent));
    return { id: sent.id, messageId: sent.id, name, ...found };
  };

  const received = async (organisationId: string, sender: Sender, sent: Sent, now: number) => {
    const known = await store.evidence.read(organisationId, sent.id);
    if (known !== null) return known;
    const piece = sent.place === undefined ? await fetched(sent, now) : placePiece(sent.id, sent.place);
    const kept = await store.evidence.keep(organisationId, piece, sender, now);
    if (kept === null) throw new Refused('gone');
    return kept;
  };

  return {
    read: async (organisationId, sender, sent, now) => {
      const came = sent === undefined ? undefined : await orProblem(received(organisationId, sender, sent, now));
      const held = (await store.evidence.held(organisationId, sender)).map(asFacts);
      if (came === undefined) return { held };
      // What is shown again was kept before, for a measure or by somebody else.
      const isHeld = 'problem' in came || held.some(({ id }) => id === came.id);
      return { sent: came, held: isHeld ? held : [...held, came] };
    },
    apply: async (organisationId, effect, sender, source) => {
      switch (effect.type) {
        case 'attachEvidence':
          await store.evidence.place(organisationId, effect.pieces, effect, source);
          return null;
        case 'attachLink': {
          const { text, messageId } = effect;
          const id = `link-${hash([source.eventId, text]).slice(0, 24)}`;
          const piece: NewEvidence = {
            id,
            kind: 'link',
            name: text,
            sha256: hash(text),
            ...(messageId === undefined ? {} : { messageId }),
          };
          if ((await store.evidence.keep(organisationId, piece, sender, source.at)) !== null)
            await store.evidence.place(organisationId, [id], effect, source);
          return null;
        }
        case 'removeEvidence':
          await store.evidence.remove(organisationId, effect.piece, source);
          return null;
        case 'dropEvidence':
          await store.evidence.drop(organisationId, effect.pieces, source.at);
          return null;
        case 'showEvidence': {
          const site = (await address())?.site;
          if (site === undefined) return [{ kind: 'text', text: { key: 'evidence.noAddress' } }];
          const { planId, measureId, round, token } = effect;
          const expiresAt = source.at + LINK_HOURS * HOUR_MS;
          const link = { organisationId, memberId: sender.memberId, planId, measureId, round, expiresAt };
          await store.evidenceLinks.keep(hashToken(token), link);
          const params = { link: `${site}${EVIDENCE_PATH}${token}`, until: { instant: expiresAt } };
          return [{ kind: 'text', text: { key: 'evidence.link', params } }];
        }
      }
    },
  };
}

/** Why it is no evidence, as the person is told. */
async function orProblem(receiving: Promise<KeptEvidence>): Promise<PieceFacts | { problem: Text }> {
  try {
    return asFacts(await receiving);
  } catch (error) {
    if (error instanceof Refused) return { problem: error.text };
    throw error;
  }
}

function placePiece(id: string, { title, address, latitude, longitude }: Place): NewEvidence {
  const words = [title, address].filter((one) => one !== undefined && one !== '').join(' ');
  return {
    id,
    messageId: id,
    kind: 'location',
    name: words === '' ? `${latitude}, ${longitude}` : words.slice(0, LONGEST_NAME),
    sha256: hash([latitude, longitude, words]),
    place: { latitude, longitude },
  };
}

const hash = (what: unknown): string => createHash('sha256').update(JSON.stringify(what)).digest('hex');

const asFacts = ({ id, kind, name, sha256, mediaType, size }: KeptEvidence): PieceFacts => ({
  id,
  kind,
  name,
  sha256,
  ...(mediaType === undefined ? {} : { mediaType }),
  ...(size === undefined ? {} : { size }),
});
