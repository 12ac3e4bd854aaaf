import type { Courier } from './courier.ts';
import type { EventMaker } from './events.ts';
import type { LinePlatform } from './platform.ts';

/** Who befriends or blocks the bot, and who comes to and goes from groups. Each method sends the webhook LINE would send. */
export class Membership {
  readonly #platform: LinePlatform;
  readonly #events: EventMaker;
  readonly #courier: Courier;

  constructor(platform: LinePlatform, events: EventMaker, courier: Courier) {
    this.#platform = platform;
    this.#events = events;
    this.#courier = courier;
  }

  /** A person adds the bot as a friend, or unblocks it. */
  follow(userId: string): void {
    const person = this.#platform.person(userId);
    const isUnblocked = person.friendship === 'blocked';
    person.friendship = 'friend';
    this.#platform.did({ type: 'follow', userId });
    this.#tell('follow', userId, true, { follow: { isUnblocked } });
  }

  /** A person blocks the bot. */
  unfollow(userId: string): void {
    const person = this.#platform.person(userId);
    person.friendship = 'blocked';
    // The bot must not count on its being there when they come back.
    delete person.richMenuId;
    this.#platform.did({ type: 'unfollow', userId });
    this.#tell('unfollow', userId, false);
  }

  /** Someone invites the bot into a group. */
  botJoins(groupId: string): void {
    this.#platform.gathering(groupId).hasBot = true;
    this.#platform.did({ type: 'botJoins', groupId });
    this.#tell('join', groupId, true);
  }

  /** Someone removes the bot from a group. */
  botLeaves(groupId: string): void {
    this.#platform.gathering(groupId).hasBot = false;
    this.#platform.did({ type: 'botLeaves', groupId });
    this.#tell('leave', groupId, false);
  }

  /** People come into a group. */
  membersJoin(groupId: string, userIds: readonly string[]): void {
    const gathering = this.#platform.gathering(groupId);
    for (const id of userIds) gathering.memberIds.add(this.#platform.person(id).id);
    this.#platform.did({ type: 'joins', groupId, userIds });
    if (gathering.hasBot) this.#tell('memberJoined', groupId, true, { joined: { members: users(userIds) } });
  }

  /** People leave a group. */
  membersLeave(groupId: string, userIds: readonly string[]): void {
    const gathering = this.#platform.gathering(groupId);
    for (const id of userIds) gathering.memberIds.delete(id);
    this.#platform.did({ type: 'leaves', groupId, userIds });
    if (gathering.hasBot) this.#tell('memberLeft', groupId, false, { left: { members: users(userIds) } });
  }

  #tell(type: string, chatId: string, answerable: boolean, detail: Record<string, unknown> = {}): void {
    this.#platform.touch();
    this.#courier.send([this.#events.make(type, { place: this.#platform.place(chatId), answerable }, detail)]);
  }
}

const users = (userIds: readonly string[]) => userIds.map((userId) => ({ type: 'user', userId }));
