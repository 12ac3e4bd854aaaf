import type { Quota } from '../reminders/quota-plan.ts';
import type { LineInsight } from './ports.ts';
import type { SettingStore } from './store-port.ts';

/** The channel's messages as far as they are known. */
export interface KnownQuota extends Quota {
  /** Instant LINE told it. */
  at: number;
}

const KEY = 'quota';
const LIMIT_KEY = 'quotaLimitTold';

/** Asks LINE for the quota and keeps it. When LINE does not tell, the last known one counts. */
export async function readQuota(
  insight: Pick<LineInsight, 'quota'>,
  settings: SettingStore,
  now: number,
): Promise<KnownQuota | null> {
  const told = await insight.quota();
  if (told === null) return knownQuota(settings);
  const quota = { ...told, at: now };
  await settings.write(KEY, JSON.stringify(quota));
  return quota;
}

/**
 * Whether LINE's monthly limit is another one than people were last told; `told` keeps the new one. Readings in between, by
 * whomever, do not matter.
 */
export async function limitChange(
  settings: SettingStore,
  { limit }: Quota,
): Promise<{ before: number | null; told: () => Promise<void> } | null> {
  const now = JSON.stringify(limit);
  const before = await settings.once(LIMIT_KEY, now);
  if (before === now) return null;
  return { before: JSON.parse(before) as number | null, told: () => settings.write(LIMIT_KEY, now) };
}

/** The quota as LINE last told it; `null`: it never did. */
export async function knownQuota(settings: Pick<SettingStore, 'read'>): Promise<KnownQuota | null> {
  const kept = await settings.read(KEY);
  return kept === null ? null : (JSON.parse(kept) as KnownQuota);
}
