/**
 * Group commit: a call goes out at once when none is under way; those that come meanwhile go together as the next batch.
 * @param run does a batch; its results stand in the order of its items
 * @param most items of one batch
 */
export function batched<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  most = 128,
): (item: Item) => Promise<Result> {
  interface Call {
    item: Item;
    resolve: (result: Result) => void;
    reject: (error: unknown) => void;
  }
  const waiting: Call[] = [];
  let underWay = false;

  const go = async (): Promise<void> => {
    underWay = true;
    while (waiting.length > 0) {
      const calls = waiting.splice(0, most);
      try {
        const results = await run(calls.map(({ item }) => item));
        for (const [index, { resolve }] of calls.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of calls) reject(error);
      }
    }
    underWay = false;
  };

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!underWay) void go();
    });
}
