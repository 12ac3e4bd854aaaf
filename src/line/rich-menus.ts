import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import type { LineMenus } from '../app/menu-port.ts';
import { AppError } from '../errors.ts';
import type { RichMenu } from '../rich-menu/rich-menu.ts';
import { withinTime } from './insight.ts';

export interface LineMenusOptions {
  channelAccessToken: string;
  /** Scheme and host of LINE's API, and of its data API, where pictures go. */
  baseURL: string;
  dataBaseURL: string;
  /** How long one call may take, milliseconds. */
  timeoutMs: number;
}

/** People in one request. */
const MOST_LINKED = 500;

/** LINE's rich menus over the SDK, which has no time-outs. */
export function makeLineMenus({ channelAccessToken, baseURL, dataBaseURL, timeoutMs }: LineMenusOptions): LineMenus {
  const client = new messagingApi.MessagingApiClient({ channelAccessToken, baseURL });
  const pictures = new messagingApi.MessagingApiBlobClient({ channelAccessToken, baseURL: dataBaseURL });

  /** @param unless the meaning of a refusal that is an answer, by its status */
  async function ask<Value, Other = never>(
    call: () => Promise<Value>,
    unless: Record<number, Other> = {},
  ): Promise<Value | Other> {
    try {
      return await withinTime(call(), timeoutMs);
    } catch (cause) {
      if (!(cause instanceof HTTPFetchError)) throw new AppError('line-silent', { cause });
      const { status } = cause;
      if (Object.hasOwn(unless, status)) return unless[status] as Other;
      throw new AppError('line-refused', { params: { status, told: told(cause.body) }, cause });
    }
  }

  const remove = async (id: string): Promise<void> => {
    // Somebody else has removed it.
    await ask(() => client.deleteRichMenu(id), { 404: null });
  };

  return {
    list: async () =>
      (await ask(() => client.getRichMenuList())).richmenus.map(({ richMenuId: id, name }) => ({ id, name })),
    isComplete: async (id) => {
      // The SDK would load the picture, and a download that breaks off would be an unhandled rejection.
      const { status, ok, body } = await ask(() =>
        fetch(new URL(`/v2/bot/richmenu/${encodeURIComponent(id)}/content`, dataBaseURL), {
          headers: { authorization: `Bearer ${channelAccessToken}` },
        }),
      );
      await body?.cancel();
      if (ok || status === 404) return ok;
      throw new AppError('line-refused', { params: { status, told: '' } });
    },
    make: async (menu, picture) => {
      const { richMenuId } = await ask(() => client.createRichMenu(asLine(menu)));
      try {
        await ask(() => pictures.setRichMenuImage(richMenuId, new Blob([Buffer.from(picture)], { type: 'image/png' })));
      } catch (error) {
        await remove(richMenuId).catch(() => undefined);
        throw error;
      }
      return richMenuId;
    },
    remove,
    // 403: set by the managers of the account, or over another channel.
    defaultId: async () =>
      (await ask(() => client.getDefaultRichMenuId(), { 403: null, 404: null }))?.richMenuId ?? null,
    setDefault: async (id) => {
      await ask(() => client.setDefaultRichMenu(id));
    },
    clearDefault: async () => {
      await ask(() => client.cancelDefaultRichMenu());
    },
    link: async (richMenuId, lineUserIds) => {
      for (let at = 0; at < lineUserIds.length; at += MOST_LINKED) {
        const userIds = lineUserIds.slice(at, at + MOST_LINKED);
        await ask(() => client.linkRichMenuIdToUsers({ richMenuId, userIds }));
      }
    },
    show: async (id, lineUserId) => {
      await ask(() => client.linkRichMenuIdToUser(lineUserId, id));
    },
    unlink: async (lineUserId) => {
      await ask(() => client.unlinkRichMenuIdFromUser(lineUserId), { 404: null });
    },
  };
}

/** A menu in LINE's JSON. It opens with the chat, and folds when something is tapped, so that the answer can be read. */
const asLine = ({ name, bar, size, areas }: RichMenu): messagingApi.RichMenuRequest => ({
  size,
  selected: true,
  name,
  chatBarText: bar,
  areas: areas.map(({ bounds, label, data }) => ({
    bounds,
    action: { type: 'postback', label, data, displayText: label, inputOption: 'closeRichMenu' },
  })),
});

/** What LINE says is wrong, in one line and not without end. */
function told(body: string): string {
  try {
    const { message, details } = JSON.parse(body) as { message?: string; details?: { message?: string }[] };
    return [message, details?.[0]?.message]
      .filter(Boolean)
      .join(': ')
      .replaceAll(/\p{Cc}+/gu, ' ')
      .slice(0, 200);
  } catch {
    return '';
  }
}
