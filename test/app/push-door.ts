import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeDeliver } from '../../src/app/deliver.ts';
import type { Deliver, Push } from '../../src/app/deliver.ts';
import type { Store } from '../../src/app/store-port.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { makeLineGateway } from '../../src/line/send.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from '../support/clock.ts';
import type { TestClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';
import { testDatabase } from '../support/store.ts';

const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
/** People in the group a push goes to. */
const SIZE = 5;

/** The door out between a real collection and an emulated LINE. */
export interface Door {
  deliver: Deliver;
  emulator: Emulator;
  clock: TestClock;
  /** Every attempt, as it went out: what for, under which key, when. */
  sends: { id: string; key: string; at: number }[];
  /** Called before each attempt with its number, from 1. */
  beforeSend: (count: number) => void;
  /** People in the group. */
  size: number;
  /** Something new for the group, that names nobody, one of its people, or somebody who is not in it. */
  toGroup(named?: 'nobody' | 'member' | 'stranger'): Push;
  /** How often a push stands on the screen of its chat, in whichever form. */
  visible(push: Push): number;
  /** How often its plain form does. */
  plain(push: Push): number;
}

export interface DoorOptions {
  clock?: TestClock;
  /** Messages a month. */
  limit?: number | null;
  channelAccessToken?: string;
  /** LINE answers 403 to everything. */
  forbidding?: boolean;
  /** Nobody listens where LINE should be. */
  unreachable?: boolean;
  random?: () => number;
  /** A second door to the LINE of another one. */
  beside?: Door;
}

/** Doors on one store, whose database keeps the time of the last door that stands for itself. */
export interface Doors {
  store: Store;
  door(options?: DoorOptions): Promise<Door>;
  close(): Promise<void>;
}

export async function openDoors(): Promise<Doors> {
  const database = await testDatabase();
  let time: TestClock = fixedClock();
  const store = await makeStore(database.connection, () => time.now());
  const emulators: Emulator[] = [];
  const servers: Server[] = [];
  let made = 0;

  /** A LINE that answers 403, or an address where nobody is. */
  const elsewhere = async (answers: boolean): Promise<string> => {
    const server = createServer((_request, response) => response.writeHead(403).end('{"message":"Forbidden"}'));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (answers) servers.push(server);
    else server.close();
    return url;
  };

  const door = async (options: DoorOptions = {}): Promise<Door> => {
    const { clock = fixedClock(), limit = null, beside } = options;
    made += 1;
    if (beside === undefined) time = clock;
    const seed = made;
    const emulator = beside?.emulator ?? createEmulator({ clock, ...CHANNEL, seed, monthlyLimit: limit });
    if (beside === undefined) emulators.push(emulator);
    const off = options.forbidding === true || options.unreachable === true;
    const line = {
      channelAccessToken: options.channelAccessToken ?? CHANNEL.channelAccessToken,
      baseURL: off ? await elsewhere(options.forbidding === true) : await emulator.listen(),
      timeoutMs: 150,
      log: silentLog,
    };
    const gateway = makeLineGateway(line);
    const people = Array.from({ length: SIZE }, () => emulator.addUser({ name: 'คน' }).id);
    const stranger = emulator.addUser({ name: 'คนนอก' }).id;
    const group = emulator.addGroup({ name: 'กลุ่ม', memberIds: people }).id;
    let pushes = 0;
    const shown = ({ chatId }: Push, texts: readonly unknown[]): number =>
      emulator.visible(chatId).filter(({ fromBot, message }) => fromBot && texts.includes(message['text'])).length;
    const self: Door = {
      deliver: makeDeliver({
        deliveries: store.deliveries,
        gateway: {
          reply: (token, messages) => gateway.reply(token, messages),
          push: async (to, messages, key) => {
            // The key is on record before it is used.
            const rows = await database.connection
              .collection<{ _id: string }>('deliveries')
              .find({ retryKey: key })
              .toArray();
            expect(rows).toHaveLength(1);
            self.sends.push({ id: rows[0]?._id ?? '', key, at: clock.now() });
            self.beforeSend(self.sends.length);
            return gateway.push(to, messages, key);
          },
        },
        insight: makeLineInsight(line),
        clock,
        log: silentLog,
        meter: { count: () => {} },
        ...(options.random === undefined ? {} : { random: options.random }),
      }),
      emulator,
      clock,
      sends: [],
      beforeSend: () => {},
      size: SIZE,
      toGroup: (named = 'nobody') => {
        pushes += 1;
        const id = `push-${seed}-${pushes}`;
        const userId = named === 'member' ? people[0] : stranger;
        const substitution = { p0: { type: 'mention', mentionee: { type: 'user', userId } } };
        const plain = [{ type: 'text', text: `ข้อความ ${id}` }];
        const naming = [{ type: 'textV2', text: `ข้อความ ${id} {p0}`, substitution }];
        const messages = named === 'nobody' ? plain : naming;
        return { id, organisationId: 'office', chatId: group, messages, plain, cost: SIZE };
      },
      visible: (push) => shown(push, [...new Set([...push.messages, ...push.plain].map(({ text }) => text))]),
      plain: (push) =>
        shown(
          push,
          push.plain.map(({ text }) => text),
        ),
    };
    return self;
  };

  return {
    store,
    door,
    close: async () => {
      for (const emulator of emulators) await emulator.close();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await database.drop();
    },
  };
}
