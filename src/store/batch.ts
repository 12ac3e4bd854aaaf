/**
 * Group commit: a call goes out at once when none is under way; those that come meanwhile go together as the next batch.
 * A batch that fails rejects its own calls, and no others.
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
  let waiting: Call[] = [];
  let underWay = false;

  const together = async (calls: readonly Call[]): Promise<void> => {
    try {
      const results = await run(calls.map(({ item }) => item));
      if (results.length !== calls.length) throw new Error('a batch must have one result for each of its items');
      for (const [index, { resolve }] of calls.entries()) resolve(results[index] as Result);
    } catch (error) {
      for (const { reject } of calls) reject(error);
    }
  };

  const go = async (): Promise<void> => {
    while (waiting.length > 0) {
      const calls = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await together(calls);
    }
    underWay = false;
  };

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (underWay) return;
      underWay = true;
      // Those whom one batch of another kind has just answered all call now: the first of them takes the rest along.
      process.nextTick(() => void go());
    });
}

/** Why one write of many was refused, while the others took effect or were refused for reasons of their own. */
export class WriteRefused extends Error {
  /** MongoDB's number of the reason. */
  readonly code: unknown;

  constructor(code: unknown, cause: unknown) {
    super(`a write was refused: ${String(code)}`, { cause });
    this.name = 'WriteRefused';
    this.code = code;
  }
}

/**
 * What became of each write of one unordered bulk, by its place in it: `null` where it took effect, else why not.
 * Rejects when that is not known of every single one: the connection broke, or the journal or the majority was not
 * reached. Then none of them may be taken for written, and none for not written.
 */
export async function refusalsOf(count: number, bulk: () => Promise<unknown>): Promise<(WriteRefused | null)[]> {
  const each = Array.from({ length: count }, (): WriteRefused | null => null);
  try {
    await bulk();
  } catch (error) {
    const refused = writeErrorsOf(error);
    if (refused.length === 0) throw error;
    for (const { index, code } of refused) {
      if (index === undefined || !(index in each)) throw error;
      each[index] = new WriteRefused(code, error);
    }
  }
  return each;
}

/** The parts of the driver's `MongoBulkWriteError` that say what became of single writes. */
interface BulkFailure {
  writeErrors?: WriteError | WriteError[];
  result?: { getWriteConcernError?(): unknown };
}

interface WriteError {
  index?: number;
  code?: unknown;
}

function writeErrorsOf(error: unknown): WriteError[] {
  if (typeof error !== 'object' || error === null) return [];
  const { writeErrors, result } = error as BulkFailure;
  // What was not refused has not been made durable either: the driver names only the refusals when there are both.
  if (writeErrors === undefined || result?.getWriteConcernError?.() !== undefined) return [];
  return [writeErrors].flat();
}

/** A filter's value: the one, which MongoDB looks up by a shorter way, or any of several. */
export const among = <Value>(values: readonly Value[]): Value | { $in: readonly Value[] } =>
  values.length === 1 ? (values[0] as Value) : { $in: values };

/**
 * An update of the one document that matches, to be done among others: MongoDB counts how many matched, not which.
 * Where none matches this one asks for a new document, and the `_id` named for that contradicts the filter's: nothing is
 * made, and the server refuses this very write, by its place. So whether a compare-and-set won is told by the write
 * itself. Reading back instead could not tell it: what won may have been changed again, by anybody, before the reading.
 */
export const ifMatched = (filter: { _id: string } & Record<string, unknown>, update: Record<string, unknown>) => ({
  updateOne: { filter: filter as never, update: { ...update, $setOnInsert: { _id: null } }, upsert: true },
});

/** Changing the `_id` of a document, which is what `ifMatched` asks for where nothing matched. */
const IMMUTABLE_FIELD = 66;
const DUPLICATE_KEY = 11000;

/** Whether a compare-and-set was lost: nothing matched, or the document that was to be made is there already. */
export const isLost = (refusal: WriteRefused): boolean =>
  refusal.code === IMMUTABLE_FIELD || refusal.code === DUPLICATE_KEY;
