import { randomUUID } from 'node:crypto';
import { changeDocuments } from '../app/change-documents.ts';
import type { Store } from '../app/store-port.ts';
import type { DocumentChange } from '../conversation/document-settings.ts';

/**
 * Changes what documents say, as the chat does; the audit names who gave the command, where that is said.
 * @throws AppError when it is refused
 */
export const changeByHand = (
  store: Store,
  organisationId: string,
  change: DocumentChange,
  by: string | undefined,
  now: number,
): Promise<void> =>
  changeDocuments(store, organisationId, change, { eventId: `command:${randomUUID()}`, by: by ?? COMMAND, at: now });

/** Stands for a person where nobody is named. */
const COMMAND = 'command';
