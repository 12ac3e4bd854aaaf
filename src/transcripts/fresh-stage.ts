import type { Store } from '../app/store-port.ts';
import type { Content } from '../content.ts';
import type { Locale } from '../i18n.ts';
import { playClock } from './play.ts';
import type { PlayClock } from './play.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

/** An empty store that goes when it is closed; its claims age by the clock that is given. */
export type OpenScratch = (now: () => number) => Promise<{ store: Store; close(): Promise<void> }>;

/** Does something on a fresh stage whose clock stands at a date and time, and takes it down. */
export async function onFreshStage<Result>(
  parts: { openScratch: OpenScratch; content: Content; locale: Locale; at: string },
  act: (stage: Stage, clock: PlayClock) => Promise<Result>,
): Promise<Result> {
  const { openScratch, content, locale, at } = parts;
  const clock = playClock(at);
  const scratch = await openScratch(() => clock.now());
  try {
    const stage = await openStage({ store: scratch.store, clock, content, locale, seed: 1 });
    try {
      return await act(stage, clock);
    } finally {
      await stage.close();
    }
  } finally {
    await scratch.close();
  }
}
