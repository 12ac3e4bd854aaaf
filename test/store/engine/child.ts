/**
 * A process of its own for the tests, since a process can hold one engine and the run's own has it already.
 * `node --import tsx child.ts hold|write|read <dataDir>`; says what it does line by line, ends when stdin ends.
 */
import { AppError } from '../../../src/errors.ts';
import { openStore } from '../../../src/store/connect.ts';
import type { OpenStore } from '../../../src/store/connect.ts';

const LANES = 8;
const [mode, dataDir = ''] = process.argv.slice(2);
const say = (line: string | number): boolean => process.stdout.write(`${line}\n`);
const askedToEnd = new Promise<void>((resolve) => {
  process.stdin.resume().once('end', resolve);
});

try {
  const store = await openStore({ dataDir });
  say('open');
  if (mode === 'write') await write(store);
  if (mode === 'read') await read(store);
  await askedToEnd;
  await store.close();
  say('closed');
} catch (error) {
  say(error instanceof AppError ? `refused ${error.code}` : `failed ${String(error)}`);
}

/** Stores number after number on several lanes and says each one once it is acknowledged. */
async function write({ connection }: OpenStore): Promise<never> {
  const numbers = connection.collection<{ _id: number }>('numbers');
  const totals = connection.collection<{ _id: string; stored: number }>('totals');
  // After the greatest: a killed writer leaves gaps below it.
  const last = await numbers.findOne({}, { sort: { _id: -1 } });
  let next = (last?._id ?? 0) + 1;
  const lane = async (): Promise<never> => {
    for (;;) {
      const number = next++;
      await numbers.insertOne({ _id: number });
      await totals.findOneAndUpdate({ _id: 'all' }, { $inc: { stored: 1 } }, { upsert: true });
      say(number);
    }
  };
  return Promise.race(Array.from({ length: LANES }, lane));
}

async function read({ connection }: OpenStore): Promise<void> {
  const total = await connection.collection('totals').findOne();
  say(`total ${Number(total?.['stored'])}`);
  for await (const { _id } of connection.collection('numbers').find()) say(String(_id));
  say('end');
}
