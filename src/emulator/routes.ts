import { ok, refusal, REFUSALS } from './answer.ts';
import type { Answer } from './answer.ts';
import type { PlatformTime, Route } from './api.ts';
import type { Gathering } from './model.ts';
import type { Membership } from './membership.ts';
import type { Outbox } from './outbox.ts';
import type { LinePlatform } from './platform.ts';
import type { Quota } from './quota.ts';
import { checkLoading } from './validate/loading.ts';
import { checkMessages } from './validate/request.ts';

/** The Messaging API apart from its webhook settings: sending, quota, profiles, groups, content. */
export function messagingRoutes({
  platform,
  outbox,
  quota,
  membership,
}: {
  platform: LinePlatform;
  outbox: Outbox;
  quota: Quota;
  membership: Membership;
}): (Route | PlatformTime)[] {
  const gathering = (type: Gathering['type'], id: string | undefined): Gathering | undefined => {
    const found = platform.gatherings.get(id ?? '');
    return found?.type === type && found.hasBot ? found : undefined;
  };
  const inGathering =
    (type: Gathering['type'], answer: (found: Gathering, userId: string) => Answer): Route['answer'] =>
    ({ params }) => {
      const found = gathering(type, params[`${type}Id`]);
      return found ? answer(found, params['userId'] ?? '') : REFUSALS.notFound;
    };
  const profile = (userId: string): Answer => {
    const person = platform.people.get(userId);
    if (!person) return REFUSALS.notFound;
    const { displayName, language } = person;
    return ok({ userId, displayName, ...(language === undefined ? {} : { language }) });
  };
  const content =
    (ready: (bytes: Buffer, contentType: string) => Answer, preparing: Answer): Route['answer'] =>
    ({ params }) => {
      const media = platform.media.get(params['messageId'] ?? '');
      if (!media) return REFUSALS.notFound;
      if (media.state === 'unsent') return REFUSALS.gone;
      return media.state === 'preparing' ? preparing : ready(media.bytes, media.contentType);
    };
  const download = content((body, contentType) => ({ status: 200, body, headers: { 'content-type': contentType } }), {
    status: 202,
    body: {},
  });

  return [
    { now: () => platform.clock.now() },
    { method: 'post', path: '/v2/bot/message/reply', endpoint: 'reply', answer: (call) => outbox.reply(call) },
    { method: 'post', path: '/v2/bot/message/push', endpoint: 'push', answer: (call) => outbox.push(call) },
    {
      method: 'post',
      path: '/v2/bot/message/multicast',
      endpoint: 'multicast',
      answer: (call) => outbox.multicast(call),
    },
    ...['reply', 'push', 'multicast', 'narrowcast', 'broadcast'].map((kind): Route => ({
      method: 'post',
      path: `/v2/bot/message/validate/${kind}`,
      endpoint: 'other',
      answer: ({ body }) => checkMessages(body['messages']) ?? ok(),
    })),
    {
      method: 'get',
      path: '/v2/bot/message/quota',
      endpoint: 'quota',
      answer: () => ok(quota.limit === null ? { type: 'none' } : { type: 'limited', value: quota.limit }),
    },
    {
      method: 'get',
      path: '/v2/bot/message/quota/consumption',
      endpoint: 'quota',
      answer: () => ok({ totalUsage: quota.used }),
    },
    {
      method: 'get',
      path: '/v2/bot/profile/:userId',
      endpoint: 'profile',
      answer: ({ params }) => {
        const userId = params['userId'] ?? '';
        return platform.people.get(userId)?.friendship === 'friend' ? profile(userId) : REFUSALS.notFound;
      },
    },
    {
      method: 'get',
      path: '/v2/bot/info',
      endpoint: 'other',
      answer: ({ channel: { chat } }) =>
        ok({ ...platform.bot, chatMode: chat ? 'chat' : 'bot', markAsReadMode: chat ? 'manual' : 'auto' }),
    },
    {
      method: 'get',
      path: '/v2/bot/group/:groupId/summary',
      endpoint: 'group',
      answer: inGathering('group', (group) => ok({ groupId: group.id, groupName: group.name })),
    },
    ...(['group', 'room'] as const).flatMap((type): Route[] => [
      {
        method: 'get',
        path: `/v2/bot/${type}/:${type}Id/members/count`,
        endpoint: 'group',
        answer: inGathering(type, ({ memberIds }) => ok({ count: memberIds.size })),
      },
      {
        method: 'get',
        path: `/v2/bot/${type}/:${type}Id/members/ids`,
        endpoint: 'group',
        answer: () => refusal(403, 'Access to this API is not available for your account'),
      },
      {
        method: 'get',
        path: `/v2/bot/${type}/:${type}Id/member/:userId`,
        endpoint: 'group',
        answer: inGathering(type, ({ memberIds }, userId) =>
          memberIds.has(userId) ? profile(userId) : REFUSALS.notFound,
        ),
      },
      {
        method: 'post',
        path: `/v2/bot/${type}/:${type}Id/leave`,
        endpoint: 'group',
        answer: inGathering(type, (found) => {
          membership.botLeaves(found.id);
          return ok();
        }),
      },
    ]),
    { method: 'get', path: '/v2/bot/message/:messageId/content', endpoint: 'content', answer: download },
    { method: 'get', path: '/v2/bot/message/:messageId/content/preview', endpoint: 'content', answer: download },
    {
      method: 'get',
      path: '/v2/bot/message/:messageId/content/transcoding',
      endpoint: 'content',
      answer: content(() => ok({ status: 'succeeded' }), ok({ status: 'processing' })),
    },
    {
      method: 'post',
      path: '/v2/bot/chat/loading/start',
      endpoint: 'other',
      answer: ({ body }) => checkLoading(body) ?? { status: 202, body: {} },
    },
  ];
}
