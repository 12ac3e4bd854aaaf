import type { Incoming } from '../../src/app/incoming.ts';
import { laneKey, makeLanes } from '../../src/app/lanes.ts';
import type { Lanes } from '../../src/app/lanes.ts';

const event = (id: string, timestamp: number, userId = 'U1', chatId = userId): Incoming => ({
  id,
  destination: 'bot',
  timestamp,
  redelivered: false,
  chat: { type: chatId === userId ? 'user' : 'group', id: chatId },
  userId,
  content: { kind: 'follow' },
});

/** Lanes whose handling waits for the test: `let(id)` lets an event end, `fail(id)` makes it fail. */
class Stage {
  readonly begun: string[] = [];
  readonly failed: string[] = [];
  readonly lanes: Lanes;
  private readonly open = new Map<
    string,
    { resolve: (end: 'done' | 'later') => void; reject: (error: Error) => void }
  >();
  private readonly begins: (() => void)[] = [];

  constructor(options: { settleMs?: number; now?: () => number } = {}) {
    this.lanes = makeLanes({
      settleMs: options.settleMs ?? 0,
      now: options.now ?? (() => 1_000_000),
      handle: ({ id }) => {
        this.begun.push(id);
        for (const tell of this.begins.splice(0)) tell();
        return new Promise((resolve, reject) => {
          this.open.set(id, { resolve, reject });
        });
      },
      failed: ({ id }) => void this.failed.push(id),
    });
  }

  add(...events: Incoming[]): void {
    for (const one of events) this.lanes.add(one);
  }

  /** Resolves when this many events have begun. */
  async reached(count: number): Promise<void> {
    while (this.begun.length < count) await new Promise<void>((resolve) => void this.begins.push(resolve));
  }

  let(id: string, end: 'done' | 'later' = 'done'): void {
    this.open.get(id)?.resolve(end);
  }

  fail(id: string): void {
    this.open.get(id)?.reject(new Error('on purpose'));
  }
}

describe('lanes', () => {
  it('handle the events of a conversation one by one in the order they happened', async () => {
    const stage = new Stage();
    stage.add(event('c', 3), event('a', 1), event('d', 4), event('b', 2));
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) {
      await stage.reached(index + 1);
      expect(stage.begun).toHaveLength(index + 1);
      stage.let(id);
    }
    await stage.lanes.idle();
    expect(stage.begun).toEqual(['a', 'b', 'c', 'd']);
    expect(stage.lanes.size).toBe(0);
  });

  it('let an event that happened earlier overtake those that wait', async () => {
    const stage = new Stage();
    stage.add(event('a', 1), event('d', 4));
    await stage.reached(1);
    stage.add(event('b', 2));
    stage.let('a');
    await stage.reached(2);
    stage.let('b');
    await stage.reached(3);
    stage.let('d');
    await stage.lanes.idle();
    expect(stage.begun).toEqual(['a', 'b', 'd']);
  });

  it('wait until a fresh event is settled, so that an earlier one under way comes first', async () => {
    const stage = new Stage({ settleMs: 40, now: () => 1_000 });
    stage.add(event('late', 1_000));
    expect(stage.begun).toEqual([]);
    stage.add(event('early', 990));
    await stage.reached(1);
    expect(stage.begun).toEqual(['early']);
    stage.let('early');
    await stage.reached(2);
    stage.let('late');
    await stage.lanes.idle();
  });

  it('do not make people, chats or unnamed senders wait for each other', async () => {
    const stage = new Stage();
    const unnamed = { ...event('x', 1), userId: undefined };
    const { userId: _none, ...nobody } = unnamed;
    stage.add(event('a', 1), event('b', 1, 'U2'), event('c', 1, 'U1', 'C1'), event('d', 1, 'U2', 'C1'));
    stage.add(nobody, { ...nobody, id: 'y' });
    await stage.reached(6);
    for (const id of stage.begun) stage.let(id);
    await stage.lanes.idle();
    expect(new Set(stage.begun)).toEqual(new Set(['a', 'b', 'c', 'd', 'x', 'y']));
  });

  it('never key two people alike', () => {
    const keys = [
      event('a', 1),
      event('b', 1, 'U2'),
      event('c', 1, 'U1', 'C1'),
      event('d', 1, 'U1', 'C2'),
      { ...event('e', 1), destination: 'other' },
    ].map(laneKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('wait for a redelivered event as long from when it came: its neighbours come beside it', async () => {
    const stage = new Stage({ settleMs: 40, now: () => 100_000 });
    stage.add({ ...event('late', 1_000), redelivered: true });
    await Promise.resolve();
    expect(stage.begun).toEqual([]);
    stage.add({ ...event('early', 990), redelivered: true });
    await stage.reached(1);
    expect(stage.begun).toEqual(['early']);
    stage.let('early');
    await stage.reached(2);
    stage.let('late');
    await stage.lanes.idle();
  });

  it('take an event again after the earlier ones it was put off for', async () => {
    const stage = new Stage();
    stage.add(event('b', 2));
    await stage.reached(1);
    stage.add(event('a', 1));
    stage.let('b', 'later');
    await stage.reached(2);
    stage.let('a');
    await stage.reached(3);
    stage.let('b');
    await stage.lanes.idle();
    expect(stage.begun).toEqual(['b', 'a', 'b']);
    expect(stage.lanes.size).toBe(0);
  });

  it('leave what comes after a failure to the sweep, which brings the lane back in order', async () => {
    const stage = new Stage();
    stage.add(event('a', 1), event('b', 2), event('c', 3), event('other', 1, 'U2'));
    await stage.reached(2);
    stage.fail('a');
    stage.let('other');
    await stage.lanes.idle();
    expect(stage.begun).toEqual(['a', 'other']);
    expect(stage.failed).toEqual(['a']);
    expect(stage.lanes.size).toBe(0);
    stage.add(event('c', 3), event('a', 1), event('b', 2));
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      await stage.reached(3 + index);
      stage.let(id);
    }
    await stage.lanes.idle();
    expect(stage.begun.slice(2)).toEqual(['a', 'b', 'c']);
  });

  it('take an event that is waiting or in hand only once', async () => {
    const stage = new Stage();
    stage.add(event('a', 1), event('b', 2));
    await stage.reached(1);
    stage.add(event('a', 1), event('b', 2));
    expect(stage.lanes.size).toBe(2);
    stage.let('a');
    await stage.reached(2);
    stage.let('b');
    await stage.lanes.idle();
    expect(stage.begun).toEqual(['a', 'b']);
  });

  it('are idle only when what was added meanwhile is done, too', async () => {
    const stage = new Stage();
    await stage.lanes.idle();
    stage.add(event('a', 1));
    let idle = false;
    const wait = async (): Promise<void> => {
      await stage.lanes.idle();
      idle = true;
    };
    const waited = wait();
    await stage.reached(1);
    stage.add(event('b', 1, 'U2'));
    stage.let('a');
    await stage.reached(2);
    expect(idle).toBe(false);
    stage.let('b');
    await waited;
    expect(stage.lanes.size).toBe(0);
  });
});
