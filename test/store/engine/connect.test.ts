import { Schema } from 'mongoose';
import { inspect } from 'node:util';
import { join } from 'node:path';
import { makeSpeakers } from '../../../src/i18n.ts';
import { readLocales } from '../../../src/locale-files.ts';
import { connectStore, openStore } from '../../../src/store/connect.ts';
import type { OpenStore } from '../../../src/store/connect.ts';

const uri = process.env['TEST_MONGODB_URI'] ?? '';
const opened: OpenStore[] = [];

/** Closes a store after the test, also when the test fails. */
function closing(store: OpenStore): OpenStore {
  opened.push(store);
  return store;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

test('a connection says what it is, answers pings, and can be closed twice', async () => {
  const store = closing(await openStore({ mongodbUri: uri, dataDir: 'unused' }));
  expect(store.kind).toBe('server');
  expect(store.connection.name).toBe('nong-sujarit');
  expect(await store.ping()).toBe(true);
  await Promise.all([store.close(), store.close()]);
  expect(await store.ping()).toBe(false);
});

test('the database may be named in the URI', async () => {
  const store = closing(await openStore({ mongodbUri: uri.replace('/?', '/reports?'), dataDir: 'unused' }));
  expect(store.connection.name).toBe('reports');
});

test('a URI cannot weaken what an acknowledged write promises', async () => {
  const weak = `${uri}&w=0&journal=false&wtimeoutMS=1&readPreference=secondary&readConcernLevel=available`;
  const store = closing(await connectStore('server', weak, { database: 'test-weak' }));
  const options = store.connection.getClient().options;
  expect(options.writeConcern).toMatchObject({ w: 'majority', j: true });
  expect(options.readConcern).toMatchObject({ level: 'majority' });
  expect(options.readPreference.mode).toBe('primary');
});

test('every write on the embedded engine asks for the journal', async () => {
  const store = closing(await connectStore('embedded', `${uri}&monitorCommands=true`, { database: 'test-journal' }));
  const concerns: unknown[] = [];
  store.connection.getClient().on('commandStarted', ({ commandName, command }) => {
    if (/insert|update|findAndModify|delete/.test(commandName)) concerns.push(command.writeConcern);
  });
  const Note = store.connection.model('Note', new Schema({ text: String }));
  await Note.create({ text: 'one' });
  await Note.updateOne({ text: 'one' }, { text: 'two' });
  await Note.findOneAndUpdate({ text: 'two' }, { text: 'three' });
  await Note.deleteMany({});
  expect(concerns).toHaveLength(4);
  for (const concern of concerns) expect(concern).toMatchObject({ w: 1, j: true });
  await store.connection.dropDatabase();
});

test('a filter with a field the schema lacks is refused instead of matching everything', async () => {
  const store = closing(await connectStore('embedded', uri, { database: 'test-filter' }));
  const Note = store.connection.model('Note', new Schema({ text: String }));
  await expect(Note.deleteMany({ txet: 'a' } as object)).rejects.toThrow('txet');
});

// The engine knows no accounts, so it refuses whoever names one, as a server refuses a wrong password.
test.each([
  [uri.replace('://', '://officer:s3cret%40@'), 'store-unreachable'],
  ['mongodb://officer:s3c@ret@127.0.0.1/', 'store-address-invalid'],
  ['mongodb://officer:s3cret@127.0.0.1/?noSuchOption=1', 'store-address-invalid'],
  ['postgres://officer:s3cret@127.0.0.1/', 'store-address-invalid'],
  ['', 'store-address-invalid'],
])('what stands in a URI stays out of the refusal (%#)', async (mongodbUri, code) => {
  const refusal: unknown = await openStore({ mongodbUri, dataDir: 'unused' }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code });
  expect(inspect(refusal, { depth: 10, showHidden: true })).not.toMatch(/s3c|officer/);
});

test('every refusal has a sentence in both languages', () => {
  const speakers = makeSpeakers(readLocales(join(process.cwd(), 'locales')));
  const codes = [
    'engine-unavailable',
    'engine-missing',
    'folder-busy',
    'folder-unusable',
    'unreachable',
    'address-invalid',
  ];
  for (const code of codes) {
    const phrase = {
      key: `errors.store-${code}`,
      params: { machine: 'a machine', folder: 'a folder', package: 'a package' },
    };
    expect(speakers.th.say(phrase)).toMatch(/ค่ะ$/);
    expect(speakers.en.say(phrase)).not.toContain('{{');
  }
});
