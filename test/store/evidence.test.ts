import { randomUUID } from 'node:crypto';
import type { Source, Store } from '../../src/app/store-port.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';

const NOW = 1_000_000;
const SENDER = { memberId: 'member', chatId: 'chat' };
const source = (eventId: string): Source => ({ eventId, by: 'สมใจ', memberId: 'member', at: NOW });

async function* bytes(...texts: string[]) {
  for (const text of texts) yield Promise.resolve(Buffer.from(text));
}

describe('stored evidence', () => {
  let database: TestDatabase;
  let store: Store;
  let office: string;
  beforeAll(async () => {
    database = await testDatabase();
    store = await makeStore(database.connection);
  });
  beforeEach(async () => {
    office = (await store.organisations.ensure(randomUUID())).id;
  });
  afterAll(() => database.drop());

  /** Of a measure of its own, in a plan of this office. */
  const target = (measureId = randomUUID()) => ({ planId: office, measureId, round: 6 as const });

  const sent = async (sha256: string = randomUUID()) => {
    const id = randomUUID();
    const fileId = randomUUID();
    await store.evidence.fill(fileId, bytes('ab', 'c'), NOW);
    const piece = { id, messageId: id, kind: 'document' as const, name: 'ก.pdf', sha256, fileId, size: 3 };
    await store.evidence.keep(office, piece, SENDER, NOW);
    return { id, fileId };
  };
  const read = async (fileId: string): Promise<string | null> => {
    const found = await store.evidence.open(fileId);
    if (found === null) return null;
    const parts: Uint8Array[] = [];
    for await (const part of found) parts.push(part);
    return Buffer.concat(parts).toString();
  };
  const numbers = async (of: ReturnType<typeof target>) =>
    (await store.evidence.ofMeasure(office, of)).map(({ number }) => number);

  it('is nobody’s until it is placed, and of one measure then; twice for one event is once', async () => {
    const { id, fileId } = await sent();
    expect(await store.evidence.held(office, SENDER)).toMatchObject([{ id }]);
    const [one, two] = [target(), target()];
    for (const event of ['e1', 'e1']) await store.evidence.place(office, [id], one, source(event));
    expect(await store.evidence.held(office, SENDER)).toEqual([]);
    await store.evidence.place(office, [id], two, source('e2'));
    // What an instance does late, another has undone since.
    await store.evidence.place(office, [id], one, source('e1'));
    expect([await numbers(one), await numbers(two)]).toEqual([[], [1]]);
    expect(await read(fileId)).toBe('abc');
  });

  it('has numbers of its own though many are placed at once, and keeps equal bytes once', async () => {
    const of = target();
    const same = randomUUID();
    const pieces = await Promise.all([sent(same), sent(same), sent(), sent(), sent()]);
    await Promise.all(pieces.map(({ id }, index) => store.evidence.place(office, [id], of, source(`e${index}`))));
    expect((await numbers(of)).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
    const left = await Promise.all(pieces.map(({ fileId }) => read(fileId)));
    expect(left.filter((one) => one === null)).toHaveLength(1);
  });

  it('that is removed has no content any more, and nobody gets its number', async () => {
    const of = target();
    const [first, second] = [await sent(), await sent()];
    await store.evidence.place(office, [first.id], of, source('e1'));
    for (const event of ['e2', 'e2']) await store.evidence.remove(office, first.id, source(event));
    await store.evidence.place(office, [second.id], of, source('e3'));
    expect(await numbers(of)).toEqual([2]);
    expect(await read(first.fileId)).toBeNull();
    const row = await database.connection.collection('evidence').findOne({ _id: first.id as never });
    expect(row).toMatchObject({
      state: 'removed',
      number: 1,
      history: [{ act: 'placed' }, { act: 'removed', by: 'สมใจ' }],
    });
    expect(row?.['name']).toBeUndefined();
    expect((await store.evidence.ofPlan(office, office, 6)).get(of.measureId)).toMatchObject({ last: 2, pieces: [{}] });
  });

  it('whose message is unsent while it is fetched is not kept', async () => {
    const id = randomUUID();
    const fileId = randomUUID();
    await store.evidence.fill(fileId, bytes('x'), NOW);
    await store.evidence.eraseMessage(id, NOW);
    const piece = { id, messageId: id, kind: 'image' as const, name: '', sha256: id, fileId };
    expect(await store.evidence.keep(office, piece, SENDER, NOW)).toBeNull();
    expect(await read(fileId)).toBeNull();
    expect(await store.evidence.held(office, SENDER)).toEqual([]);
  });

  it('of one office is nothing to another', async () => {
    const { id } = await sent();
    const of = target();
    await store.evidence.place(office, [id], of, source('e1'));
    for (const act of [
      () => store.evidence.place('other', [id], target(), source('e2')),
      () => store.evidence.remove('other', id, source('e3')),
      () => store.evidence.drop('other', [id], NOW),
    ])
      await act();
    expect(await numbers(of)).toEqual([1]);
    expect(await store.evidence.read('other', id)).toBeNull();
    expect(await store.evidence.thumbnail('other', id)).toBeNull();
    expect(await store.evidence.ofMeasure('other', of)).toEqual([]);
  });

  it('leaves no half: what broke off and what nobody named is taken away, what stands is not', async () => {
    const broken = randomUUID();
    async function* breaking() {
      yield Promise.resolve(Buffer.alloc(600_000));
      throw new Error('the connection broke');
    }
    await expect(store.evidence.fill(broken, breaking(), NOW)).rejects.toThrow('the connection broke');
    const files = database.connection.collection('evidenceFiles.chunks');
    expect(await files.countDocuments({ files_id: broken })).toBe(0);
    // A process that died between the file and the piece, and one that died between the piece and the list of loose files.
    const lost = randomUUID();
    await store.evidence.fill(lost, bytes('x'), NOW);
    const { id, fileId } = await sent();
    await store.evidence.place(office, [id], target(), source('e1'));
    await database.connection.collection('looseFiles').insertOne({ _id: fileId as never, at: NOW });
    await store.evidence.tidy({ files: NOW, held: 0 });
    expect([await read(lost), await read(fileId)]).toEqual(['x', 'abc']);
    await store.evidence.tidy({ files: NOW + 1, held: 0 });
    expect([await read(lost), await read(fileId)]).toEqual([null, 'abc']);
    expect(await database.connection.collection('looseFiles').countDocuments()).toBe(0);
  });

  it('that never had a measure is forgotten in the end', async () => {
    const { fileId } = await sent();
    await store.evidence.tidy({ files: 0, held: NOW + 1 });
    expect(await store.evidence.held(office, SENDER)).toEqual([]);
    expect(await read(fileId)).toBeNull();
  });
});
