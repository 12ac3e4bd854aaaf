import { ok, refusal, REFUSALS } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call, Route } from './api.ts';
import type { LinePlatform } from './platform.ts';
import { fits, MOST_MENUS } from './rich-menus.ts';
import type { HeldRichMenu, RichMenus } from './rich-menus.ts';
import { checkLinks, checkRichMenu } from './validate/rich-menu.ts';

/** LINE's words, where callers tell refusals apart by them. */
const WORDS = {
  noPicture: refusal(400, 'must upload richmenu image before applying it to user', { details: [] }),
  pictureThere: refusal(400, 'An image has already been uploaded to the richmenu'),
  wrongPicture: refusal(400, 'The image size is not allowed for richmenu'),
  tooLarge: refusal(413, 'Payload Too Large'),
  notAPicture: refusal(415, 'Unsupported Media Type'),
  tooMany: refusal(400, 'The maximum number of rich menus has been reached'),
  wrongUser: refusal(400, "The value for the 'userId' parameter is invalid"),
  noneOfUser: refusal(404, 'the user has no richmenu', { details: [] }),
  noDefault: refusal(404, 'no default richmenu', { details: [] }),
};
const PICTURES = ['image/png', 'image/jpeg'];
const MOST_BYTES = 1024 * 1024;

/** The rich menus of the Messaging API: made, linked to people, and everybody's. */
export function richMenuRoutes(menus: RichMenus, platform: LinePlatform): Route[] {
  const of =
    (answer: (held: HeldRichMenu, call: Call) => Answer | Promise<Answer>): Route['answer'] =>
    (call) => {
      const held = menus.find(call.params['richMenuId'] ?? '');
      return held === undefined ? REFUSALS.notFound : answer(held, call);
    };
  /** What may be shown to people. */
  const drawn = (answer: (held: HeldRichMenu, call: Call) => Answer): Route['answer'] =>
    of((held, call) => (held.picture === undefined ? WORDS.noPicture : answer(held, call)));
  const upload = async (held: HeldRichMenu, { upload: sent }: Call): Promise<Answer> => {
    const { bytes = Buffer.alloc(0), contentType = '' } = sent ?? {};
    if (!PICTURES.includes(contentType)) return WORDS.notAPicture;
    if (held.picture !== undefined) return WORDS.pictureThere;
    if (bytes.length > MOST_BYTES) return WORDS.tooLarge;
    if (!(await fits(held, bytes))) return WORDS.wrongPicture;
    held.picture = { bytes, contentType };
    return ok();
  };
  const isUser = (userId = ''): boolean => /^U[0-9a-f]{32}$/.test(userId);
  const told = ({ id, menu }: HeldRichMenu) => ({ richMenuId: id, ...menu });
  const menu = '/v2/bot/richmenu';
  const one = `${menu}/:richMenuId`;
  const everybody = '/v2/bot/user/all/richmenu';
  const person = '/v2/bot/user/:userId/richmenu';
  const route = (method: Route['method'], path: string, answer: Route['answer']): Route => ({
    method,
    path,
    endpoint: 'other',
    answer,
  });

  // Of two paths that fit, the first answers: `list`, `bulk` and `all` stand before ids.
  return [
    route('post', menu, ({ body }) => {
      const wrong = checkRichMenu(body);
      if (wrong !== undefined) return wrong;
      return menus.all.length >= MOST_MENUS ? WORDS.tooMany : ok({ richMenuId: menus.make(body).id });
    }),
    route('post', `${menu}/validate`, ({ body }) => checkRichMenu(body) ?? ok()),
    route('get', `${menu}/list`, () => ok({ richmenus: menus.all.map(told) })),
    route('post', `${menu}/bulk/link`, ({ body }) => {
      const wrong = checkLinks(body, 'link');
      if (wrong !== undefined) return wrong;
      const held = menus.find(String(body['richMenuId']));
      if (held === undefined) return REFUSALS.notFound;
      if (held.picture === undefined) return WORDS.noPicture;
      menus.link(body['userIds'] as string[], held.id);
      return { status: 202, body: {} };
    }),
    route('post', `${menu}/bulk/unlink`, ({ body }) => {
      const wrong = checkLinks(body, 'unlink');
      if (wrong !== undefined) return wrong;
      menus.link(body['userIds'] as string[], undefined);
      return { status: 202, body: {} };
    }),
    route(
      'get',
      one,
      of((held) => ok(told(held))),
    ),
    route(
      'delete',
      one,
      of(({ id }) => {
        menus.remove(id);
        return ok();
      }),
    ),
    { ...route('post', `${one}/content`, of(upload)), takesUpload: true },
    route(
      'get',
      `${one}/content`,
      of(({ picture }) =>
        picture === undefined
          ? REFUSALS.notFound
          : { status: 200, body: picture.bytes, headers: { 'content-type': picture.contentType } },
      ),
    ),
    route('get', everybody, () =>
      menus.defaultId === undefined ? WORDS.noDefault : ok({ richMenuId: menus.defaultId }),
    ),
    route('delete', everybody, () => {
      menus.setDefault(undefined);
      return ok();
    }),
    route(
      'post',
      `${everybody}/:richMenuId`,
      drawn(({ id }) => {
        menus.setDefault(id);
        return ok();
      }),
    ),
    route('get', person, ({ params }) => {
      if (!isUser(params['userId'])) return WORDS.wrongUser;
      const richMenuId = platform.people.get(params['userId'] ?? '')?.richMenuId;
      return richMenuId === undefined ? WORDS.noneOfUser : ok({ richMenuId });
    }),
    route('delete', person, ({ params }) => {
      if (!isUser(params['userId'])) return WORDS.wrongUser;
      menus.link([params['userId'] ?? ''], undefined);
      return ok();
    }),
    route(
      'post',
      `${person}/:richMenuId`,
      drawn(({ id }, { params }) => {
        if (!isUser(params['userId'])) return WORDS.wrongUser;
        menus.link([params['userId'] ?? ''], id);
        return ok();
      }),
    ),
  ];
}
