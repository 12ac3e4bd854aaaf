import fc from 'fast-check';
import { batched, isLost, refusalsOf, WriteRefused } from '../../src/store/batch.ts';

/** A batch that ends when it is told to. */
interface Held {
  items: number[];
  end: (failure?: Error) => void;
}

function held(most?: number): { call: (item: number) => Promise<number>; batches: Held[] } {
  const batches: Held[] = [];
  const call = batched(
    (items: number[]) =>
      new Promise<number[]>((resolve, reject) => {
        const end = (failure?: Error) => (failure ? reject(failure) : resolve(items.map((item) => item * 10)));
        batches.push({ items, end });
      }),
    most,
  );
  return { call, batches };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));
const itemsOf = (batches: readonly Held[]) => batches.map(({ items }) => items);

test('a call goes out at once; those that come meanwhile go together after it', async () => {
  const { call, batches } = held();
  const first = call(1);
  await soon();
  expect(itemsOf(batches)).toEqual([[1]]);
  const others = [call(2), call(3)];
  await soon();
  expect(itemsOf(batches)).toEqual([[1]]);
  batches[0]?.end();
  expect(await first).toBe(10);
  await soon();
  expect(itemsOf(batches)).toEqual([[1], [2, 3]]);
  batches[1]?.end();
  expect(await Promise.all(others)).toEqual([20, 30]);
  const later = call(4);
  await soon();
  expect(itemsOf(batches)).toEqual([[1], [2, 3], [4]]);
  batches[2]?.end();
  expect(await later).toBe(40);
});

test('calls that are made in one go, or by those one batch has just answered, go together', async () => {
  const { call, batches } = held();
  const answered = Promise.all([call(1), call(2)].map(async (first) => call(await first)));
  await soon();
  batches[0]?.end();
  await soon();
  expect(itemsOf(batches)).toEqual([
    [1, 2],
    [10, 20],
  ]);
  batches[1]?.end();
  expect(await answered).toEqual([100, 200]);
});

test('what throws before it gives a promise, or gives too few results, fails like any other batch', async () => {
  const thrower = batched((): Promise<number[]> => {
    throw new Error('at once');
  });
  await expect(thrower(1)).rejects.toThrow('at once');
  await expect(thrower(2)).rejects.toThrow('at once');
  const mean = batched((items: number[]) => Promise.resolve(items.slice(1)));
  const both = await Promise.allSettled([mean(1), mean(2)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('every call gets its own result in order, a failure reaches its own batch alone, and nothing hangs', async () => {
  const call = fc.record({ wait: fc.nat(3), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), async (calls, most) => {
      const batches: number[][] = [];
      let running = 0;
      const run = batched(async (items: number[]) => {
        running += 1;
        expect(running).toBe(1);
        batches.push(items);
        await soon();
        running -= 1;
        const failing = items.find((item) => calls[item]?.fails);
        if (failing !== undefined) throw new Error(`batch of ${failing}`);
        return items.map((item) => item * 10);
      }, most);
      const results = await Promise.allSettled(
        calls.map(async ({ wait }, item) => {
          for (let turn = 0; turn < wait; turn += 1) await soon();
          return run(item);
        }),
      );
      const byWait = calls.map((_, item) => item).toSorted((a, b) => (calls[a]?.wait ?? 0) - (calls[b]?.wait ?? 0));
      expect(batches.flat()).toEqual(byWait);
      expect(Math.max(0, ...batches.map(({ length }) => length))).toBeLessThanOrEqual(most);
      for (const items of batches) {
        const failing = items.find((item) => calls[item]?.fails);
        const reason = new Error(`batch of ${failing}`);
        for (const item of items)
          expect(results[item]).toEqual(
            failing === undefined ? { status: 'fulfilled', value: item * 10 } : { status: 'rejected', reason },
          );
      }
    }),
  );
});

describe('what became of each write of a bulk', () => {
  const failing = (failure: object) => refusalsOf(3, () => Promise.reject(Object.assign(new Error('bulk'), failure)));

  it('is told by the places of the refused ones', async () => {
    expect(await refusalsOf(2, () => Promise.resolve())).toEqual([null, null]);
    const [first, second, third] = await failing({
      writeErrors: [
        { index: 2, code: 66 },
        { index: 0, code: 121 },
      ],
    });
    expect(second).toBeNull();
    expect([first, third].map((refusal) => refusal instanceof WriteRefused && isLost(refusal))).toEqual([false, true]);
    expect(first).toMatchObject({ code: 121 });
    expect(await failing({ writeErrors: { index: 1, code: 11000 } })).toMatchObject([null, { code: 11000 }, null]);
  });

  it.each([
    ['the connection broke', {}],
    ['the server names none', { writeErrors: [] }],
    ['a refusal has no place', { writeErrors: [{ code: 11000 }] }],
    ['a place is out of the bulk', { writeErrors: [{ index: 3, code: 11000 }] }],
    [
      'the rest is not durable',
      { writeErrors: [{ index: 0, code: 11000 }], result: { getWriteConcernError: () => ({ code: 64 }) } },
    ],
  ])('is not known when %s', async (_reason, failure) => {
    await expect(failing(failure)).rejects.toThrow('bulk');
  });
});
