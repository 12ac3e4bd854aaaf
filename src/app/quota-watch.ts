import type { Quota } from '../reminders/quota-plan.ts';
import type { LineInsight } from './ports.ts';
import type { SettingStore } from './store-port.ts';

/** The channel's messages as far as they are known. */
export interface KnownQuota extends Quota {
  /** Instant LINE told it. */
  at: number;
}

const KEY = 'quota';

/** Asks LINE for the quota and keeps it; `before` is what was known until then. When LINE does not tell, the last known one counts. */
export async function readQuota(
  insight: Pick<LineInsight, 'quota'>,
  settings: SettingStore,
  now: number,
): Promise<{ quota: KnownQuota | null; before: KnownQuota | null }> {
  const before = await knownQuota(settings);
  const told = await insight.quota();
  if (told === null) return { quota: before, before };
  const quota = { ...told, at: now };
  await settings.write(KEY, JSON.stringify(quota));
  return { quota, before };
}

/** The quota as LINE last told it; `null`: it never did. */
export async function knownQuota(settings: Pick<SettingStore, 'read'>): Promise<KnownQuota | null> {
  const kept = await settings.read(KEY);
  return kept === null ? null : (JSON.parse(kept) as KnownQuota);
}
