import type { Office } from '../flows/office.ts';
import type { TestBot } from '../support/bot.ts';

/** What stands of a measure in round 6, by number, as a browser may see it. */
export async function evidenceOf(test: TestBot, office: Office, number: number) {
  const { id } = await test.store.organisations.ensure(office.name);
  const plans = await test.store.plans.current(id);
  const plan = plans.find(({ measures }) => measures.some(({ measure }) => measure.number === number));
  const measureId = plan?.measures.find(({ measure }) => measure.number === number)?.id ?? '';
  return test.store.evidence.ofMeasure(id, { planId: plan?.id ?? '', measureId, round: 6 });
}

/** Counts the contents that are asked of LINE from now on. */
export function downloads(test: TestBot): () => number {
  const { traffic } = test.emulator;
  const last = traffic.latest[0]?.id ?? 0;
  return () => traffic.latest.filter(({ id, title }) => id > last && title.endsWith('/content')).length;
}
