import type { Incoming } from '../../src/app/incoming.ts';
import { makeOrganisationReader } from '../../src/app/organisation-facts.ts';
import type { OrganisationReader } from '../../src/app/organisation-facts.ts';
import { rememberSessions } from '../../src/app/sessions.ts';
import type { Debt, Store } from '../../src/app/store-port.ts';
import { newSession } from '../../src/conversation/session.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { MORNING } from '../support/clock.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';

let database: TestDatabase;
let store: Store;
/** Calls that reached the store. */
let asked: string[];
let offices = 0;

beforeAll(async () => {
  database = await testDatabase();
  const real = await makeStore(database.connection);
  const counted = <Part extends object>(part: Part, name: string): Part =>
    new Proxy(part, {
      get: (target, property) => {
        const method: unknown = Reflect.get(target, property);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]): unknown => {
          asked.push(`${name}.${String(property)}`);
          return Reflect.apply(method, target, given);
        };
      },
    });
  store = {
    ...real,
    members: counted(real.members, 'members'),
    sessions: counted(real.sessions, 'sessions'),
    organisations: counted(real.organisations, 'organisations'),
  };
});
beforeEach(() => {
  asked = [];
  offices += 1;
});
afterAll(() => database.drop());

describe('a member whom an instance remembers', () => {
  const lineUserId = () => `U-${offices}`;
  let organisationId: string;
  let reader: OrganisationReader;
  beforeEach(async () => {
    organisationId = (await store.organisations.ensure(`เทศบาลตำบลที่ ${offices}`)).id;
    await store.members.join(organisationId, {
      lineUserId: lineUserId(),
      name: 'สมชาย',
      role: 'officer',
      locale: 'th',
    });
    reader = makeOrganisationReader(store);
    await reader.ofPerson(lineUserId());
    asked = [];
  });
  const member = async () => (await reader.ofPerson(lineUserId()))?.member ?? null;

  it('costs one small read, as long as nobody of the office has changed', async () => {
    expect(await member()).toMatchObject({ organisationId, name: 'สมชาย' });
    expect(asked).toEqual(['organisations.marks']);
  });

  it('is a stranger as soon as another instance has removed them', async () => {
    const { id = '' } = (await member()) ?? {};
    await store.members.remove(organisationId, id);
    expect(await member()).toBeNull();
  });

  it('has the role, the units and the language that another instance has given them', async () => {
    const more = { lineUserId: lineUserId(), name: 'สมชาย', role: 'supervisor' as const, unit: 'กองคลัง' };
    await store.members.join(organisationId, { ...more, locale: 'th' });
    expect(await member()).toMatchObject({ role: 'supervisor', units: ['กองคลัง'], locale: 'th' });
    await store.members.setLocale(lineUserId(), 'en');
    expect(await member()).toMatchObject({ locale: 'en' });
  });

  it('belongs to the other office once they have gone over to it', async () => {
    const { id = '' } = (await member()) ?? {};
    await store.members.remove(organisationId, id);
    const other = await store.organisations.ensure(`เทศบาลเมืองที่ ${offices}`);
    await store.members.join(other.id, { lineUserId: lineUserId(), name: 'สมชาย', role: 'officer', locale: 'th' });
    const found = await reader.ofPerson(lineUserId());
    expect(found).toMatchObject({ member: { organisationId: other.id }, own: { organisation: { id: other.id } } });
  });
});

describe('a conversation that an instance remembers', () => {
  const key = () => `bot|U-${offices}|U-${offices}`;
  const aDebt = (eventId: string): Debt => {
    const event: Incoming = {
      id: eventId,
      destination: 'bot',
      timestamp: MORNING,
      redelivered: false,
      chat: { type: 'user', id: 'U' },
      userId: 'U',
      content: { kind: 'follow' },
    };
    return { eventId, occasion: { ...event, receivedAt: MORNING }, effects: [], locale: 'th' };
  };
  const advance = (sessions: Pick<Store['sessions'], 'advance'>, revision: number, eventId: string) =>
    sessions.advance(key(), revision, newSession(), [aDebt(eventId)], MORNING);

  it('is not read again, and owes nothing once it was paid here', async () => {
    const sessions = rememberSessions(store.sessions);
    expect(await sessions.read(key())).toBeNull();
    expect(await advance(sessions, 0, 'one')).toBe(true);
    expect((await sessions.read(key()))?.debts).toEqual([aDebt('one')]);
    sessions.paid(key(), 'one');
    expect(await sessions.read(key())).toEqual({ revision: 1, session: newSession(), debts: [] });
    expect(asked.filter((call) => call === 'sessions.read')).toHaveLength(1);
  });

  it('is read again when another instance has gone on, with what that one left to be done', async () => {
    const sessions = rememberSessions(store.sessions);
    await advance(sessions, 0, 'one');
    sessions.paid(key(), 'one');
    expect(await advance(store.sessions, 1, 'two')).toBe(true);
    expect(await advance(sessions, 1, 'three')).toBe(false);
    expect(await sessions.read(key())).toMatchObject({ revision: 2, debts: [{ eventId: 'two' }] });
  });

  it('is read again when it is not known whether it went on', async () => {
    let fails = true;
    const sessions = rememberSessions({
      ...store.sessions,
      read: (one) => store.sessions.read(one),
      advance: async (...call) => {
        const won = await store.sessions.advance(...call);
        if (fails) throw new Error('the connection broke');
        return won;
      },
    });
    await expect(advance(sessions, 0, 'one')).rejects.toThrow('the connection broke');
    fails = false;
    expect(await sessions.read(key())).toMatchObject({ revision: 1, debts: [{ eventId: 'one' }] });
  });
});
