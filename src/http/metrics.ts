import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Meter } from '../app/log-port.ts';

/** What `/metrics` shows: counts and times, no identities. */
export interface Metrics extends Meter {
  registry: Registry;
  webhook(status: number, seconds: number): void;
  passedOver(reason: string, count: number): void;
}

export function makeMetrics(waiting: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counters = {
    events: counter('sujarit_events_total', 'Events that took effect, by kind'),
    replies: counter('sujarit_replies_total', 'Replies, by outcome'),
    pushes: counter('sujarit_pushes_total', 'Pushes, by outcome'),
    reminders: counter('sujarit_reminders_total', 'Reminders, by final state'),
    failures: counter('sujarit_event_failures_total', 'Failed attempts to handle an event, by kind'),
    passedOver: counter('sujarit_events_passed_over_total', 'Events not taken, by type or reason'),
  };
  const times = new Histogram({
    name: 'sujarit_webhook_seconds',
    help: 'Time until a webhook was answered, by status',
    labelNames: ['status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
    registers,
  });
  const gauge: Gauge = new Gauge({
    name: 'sujarit_events_waiting',
    help: 'Events on record and not handled yet in this process',
    registers,
    collect: () => gauge.set(waiting()),
  });
  function counter(name: string, help: string): Counter<'label'> {
    return new Counter({ name, help, labelNames: ['label'], registers: [registry] });
  }
  return {
    registry,
    count: (what, label) => counters[what].inc({ label }),
    webhook: (status, seconds) => times.observe({ status }, seconds),
    passedOver: (reason, count) => counters.passedOver.inc({ label: reason }, count),
  };
}
