import type { EndReason, FinalState, Occurrence } from './occurrence.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** What is to be done with an occurrence now. */
export type Decision =
  | { act: 'send' }
  /** Not before an instant. */
  | { act: 'wait'; until: number }
  | { act: 'end'; state: FinalState; reason: EndReason };

/** What is known of an occurrence's target at this moment. */
export interface Moment {
  now: number;
  calendar: WorkCalendar;
  /** Whether somebody waits for it: then it goes out at any hour. */
  awaited?: boolean;
  /** Whether the chat still belongs to the organisation. */
  reachable: boolean;
  /** Whether reminders of the organisation rest; what a person sends by hand does not. */
  resting: boolean;
  /** Whether there is anything to say: nothing is when nothing is open. */
  something: boolean;
  /** Whether the month's messages allow it. */
  affordable: boolean;
}

/** The one rule of what becomes of a due occurrence; the same for every instance. */
export function decide({ dueAt, usefulUntil }: Pick<Occurrence, 'dueAt' | 'usefulUntil'>, at: Moment): Decision {
  if (at.now >= usefulUntil) return { act: 'end', state: 'expired', reason: 'tooLate' };
  // The clock was set back after this was made.
  if (at.now < dueAt) return { act: 'wait', until: dueAt };
  const open = at.awaited === true ? at.now : at.calendar.nextOfficeTime(at.now);
  if (open > at.now) return { act: 'wait', until: Math.min(open, usefulUntil) };
  if (!at.reachable) return { act: 'end', state: 'suppressed', reason: 'targetGone' };
  if (at.resting) return { act: 'end', state: 'suppressed', reason: 'paused' };
  if (!at.something) return { act: 'end', state: 'suppressed', reason: 'nothingOpen' };
  return at.affordable ? { act: 'send' } : { act: 'end', state: 'held', reason: 'quota' };
}
