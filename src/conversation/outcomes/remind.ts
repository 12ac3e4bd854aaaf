import type { ReminderFacts } from '../facts.ts';
import { nextSteps } from '../menu.ts';
import type { Message, Row } from '../message.ts';
import { say, sentence } from './outcome.ts';
import type { Finished, Outcome } from './outcome.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Sends a reminder, lets reminders rest, shows what comes and what became of them, or changes a stage. */
export const remind: Outcome = (finished) => {
  const { facts, answer } = finished;
  const { reminders } = facts;
  if (reminders === undefined) return [say(sentence('remind.unknown'))];
  switch (answer('act')) {
    case 'now':
      return sendNow(finished, reminders);
    case 'rest': {
      const until = answer('rest') === 'round' ? reminders.roundEnds : facts.now + daysOf(answer('rest')) * DAY_MS;
      return [
        { type: 'restReminders', until },
        say({ ...sentence('remind.resting', { until: { instant: until } }), choices: nextSteps(facts, ['remind']) }),
      ];
    }
    case 'resume':
      return [{ type: 'restReminders', until: 0 }, say(sentence('remind.resumed'))];
    case 'stages':
      return changeStage(finished, reminders);
    case 'log':
      return [say(logCard(reminders))];
    default:
      return [say(comingCard(reminders))];
  }
};

function sendNow({ facts, answer }: Finished, { now }: ReminderFacts) {
  if (now.chats === 0) return [say(sentence('remind.nobody'))];
  if (answer('sure') !== 'yes') return [say(sentence('remind.notSent'))];
  const key = now.at > facts.now ? 'remind.later' : 'remind.sent';
  return [
    { type: 'remindNow' as const },
    say({
      ...sentence(key, { count: now.chats, when: { instant: now.at } }),
      choices: nextSteps(facts, ['pending', 'summary']),
    }),
  ];
}

function changeStage({ answer }: Finished, { stages }: ReminderFacts) {
  const found = stages.find(({ id }) => id === answer('stage'));
  const change = String(answer('change'));
  if (found === undefined) return [say(sentence('remind.unknown'))];
  const time = /^at(?<hours>\d\d)(?<minutes>\d\d)$/.exec(change)?.groups;
  const at = time === undefined ? found.at : `${time['hours']}:${time['minutes']}`;
  const off = change === 'off';
  return [
    { type: 'changeStage' as const, stage: found.id, change: { off, at } },
    say(sentence(off ? 'remind.stageOff' : 'remind.stageOn', { stage: { text: found.name }, at })),
  ];
}

const daysOf = (answer: string | number | undefined): number => Number(String(answer ?? '').replace(/\D/g, '')) || 1;

function comingCard({ coming, left, cost }: ReminderFacts): Message {
  return {
    kind: 'card',
    title: { key: coming.length === 0 ? 'remind.coming.none' : 'remind.coming.title' },
    rows: coming.map(({ what, at, targets, cost: own }): Row => ({
      label: what,
      value: { key: 'remind.coming.value', params: { when: { instant: at }, targets, cost: own } },
    })),
    note:
      left === null
        ? { key: 'remind.coming.cost', params: { cost } }
        : { key: 'remind.coming.costLeft', params: { cost, left } },
  };
}

function logCard({ log, groups }: ReminderFacts): Message {
  return {
    kind: 'card',
    title: { key: log.length === 0 ? 'remind.log.none' : 'remind.log.title' },
    rows: log.map(({ what, whom, at, ending }): Row => ({
      label: { key: 'remind.log.what', params: { what: { text: what }, when: { instant: at } } },
      value: {
        key: 'remind.log.value',
        params: { whom: 'verbatim' in whom ? whom.verbatim : { text: whom }, ending: { text: ending } },
      },
    })),
    note: groups,
  };
}
