import type { Audience, Stage } from './ladder.ts';
import { openAwake, openOf, openUnder } from './office.ts';
import type { Colleague, LinkedGroup, Office } from './office.ts';

/** One chat a reminder goes to. `cost`: LINE's messages, one per person who is in the chat. */
export interface Target {
  kind: 'group' | 'person';
  audience: Audience;
  chatId: string;
  /** The member's id; absent for a group. */
  memberId?: string;
  cost: number;
}

/**
 * Who gets a stage now: each chat once, with the first audience that names it. A stage about what is open goes to
 * nobody who has nothing open. Officers are told privately, unless nobody of them is registered or the group is cheaper.
 */
export function targetsOf(stage: Pick<Stage, 'to' | 'wording'>, office: Office): Target[] {
  const all = stage.to.flatMap((audience) => targetsIn(audience, stage, office));
  return all.filter(({ chatId }, index) => all.findIndex((other) => other.chatId === chatId) === index);
}

function targetsIn(audience: Audience, { wording }: Pick<Stage, 'wording'>, office: Office): Target[] {
  const { colleagues, groups } = office;
  const people = (role: Colleague['role']) =>
    colleagues.filter((one) => one.role === role && one.isUnreachable !== true);
  const whole = wording === 'digest' || wording === 'closing' || wording === 'outlook';
  switch (audience) {
    case 'group':
      return groups.map(groupTarget('group'));
    case 'coordinator':
      return people('coordinator').map(personTarget('coordinator'));
    case 'supervisors':
      return people('supervisor')
        .filter((person) => whole || openUnder(office, person).length > 0)
        .map(personTarget('supervisors'));
    case 'officers': {
      const concerned = people('officer').filter((person) => openOf(office, person).length > 0);
      const groupCost = groups.reduce((sum, group) => sum + costOf(group), 0);
      // Before there is a plan everything is counted as open.
      const something = office.plans.length === 0 || openAwake(office).length > 0;
      const unheard = concerned.length === 0 && something;
      const byGroup = groups.length > 0 && (unheard || concerned.length > groupCost);
      return byGroup ? groups.map(groupTarget('officers')) : concerned.map(personTarget('officers'));
    }
  }
}

/** A group whose size LINE has not told is counted as one that would be cheap for nobody. */
const UNKNOWN_SIZE = 100;
const costOf = ({ members }: LinkedGroup): number => members ?? UNKNOWN_SIZE;

const groupTarget =
  (audience: Audience) =>
  (group: LinkedGroup): Target => ({ kind: 'group', audience, chatId: group.chatId, cost: costOf(group) });

const personTarget =
  (audience: Audience) =>
  ({ id, chatId }: Colleague): Target => ({ kind: 'person', audience, chatId, memberId: id, cost: 1 });
