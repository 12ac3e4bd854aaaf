import type { Message } from '../conversation/message.ts';
import type { Subject } from '../reminders/occurrence.ts';
import { slotId } from '../reminders/outlook.ts';
import { freshToken, hashToken } from './codes.ts';
import type { ClaimedDocument } from './document-port.ts';
import { addressOf } from './documents.ts';
import type { SlotRecord } from './reminder-port.ts';
import type { Store } from './store-port.ts';

/** The notice of a large document, for the one who asked: due at once, of use as long as the address opens it. */
export function noticeOf({ id, link }: ClaimedDocument, isMade: boolean, now: number): SlotRecord {
  const { organisationId, eventId, expiresAt, asker } = link;
  const { memberId, chatId, site, rows } = asker;
  const key = `document-${eventId}`;
  return {
    id: slotId(organisationId, key),
    organisationId,
    key,
    subject: { kind: 'document', link: id, isMade, site, rows },
    dueAt: now,
    usefulUntil: expiresAt,
    priority: AWAITED,
    targets: [{ kind: 'person', audience: 'coordinator', chatId, memberId, cost: 1 }],
  };
}

/** Somebody waits for it: the last to be dropped when the month is short. */
const AWAITED = 1;

/**
 * What the notice says. Tokens are not kept, so each time it is said it has one of its own; those of earlier attempts, which
 * LINE may have shown, open the document as well.
 * @returns `null`: the address has expired
 */
export async function sayDocument(
  store: Store,
  { link, isMade, site, rows }: Extract<Subject, { kind: 'document' }>,
  now: number,
): Promise<Message[] | null> {
  if (!isMade) return [{ kind: 'card', title: { key: 'documentMaking.failed' }, rows: rows.slice(0, 2), note: FAILED }];
  const token = freshToken();
  if (!(await store.documentLinks.addToken(link, hashToken(token), now))) return null;
  return [
    { kind: 'card', title: { key: 'documentFlow.ready' }, rows: [...rows] },
    { kind: 'text', text: { key: 'documentFlow.link', params: { link: addressOf(site, token) } } },
  ];
}

const FAILED = { key: 'documentMaking.smaller' };
