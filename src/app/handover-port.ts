/** What handing over needs of a store. */

/** The work of one member that goes to another. */
export interface Handover {
  /** Member id; they may have left since. */
  giver: string;
  giverName: string;
  /** Names of the units that go over; those that went, once somebody has taken over. */
  units: readonly string[];
  /** The giver leaves the organisation. */
  leaves: boolean;
  /** Member id; absent until somebody has taken over. */
  taker?: string;
  /** Instant, milliseconds since the epoch. */
  at: number;
}

export interface HandoverStore {
  /** Keeps a handover, once however often it is called. */
  open(organisationId: string, id: string, handover: Handover): Promise<void>;
  read(organisationId: string, id: string): Promise<Handover | null>;
  /** Somebody has taken over, and these units went to them; the first who did. */
  take(organisationId: string, id: string, taker: string, units: readonly string[]): Promise<void>;
  /** Who has taken over from a member: their ids. */
  takersFrom(organisationId: string, giver: string): Promise<string[]>;
  /** A further address of its brief. */
  addToken(organisationId: string, id: string, token: { hash: string; expiresAt: number }): Promise<void>;
  byToken(hash: string, now: number): Promise<{ organisationId: string; id: string } | 'expired' | null>;
}
