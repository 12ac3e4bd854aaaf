import { messagingApi } from '@line/bot-sdk';
import request from 'supertest';
import sharp from 'sharp';
import { MOST_MENUS } from '../../src/emulator/rich-menus.ts';
import { start, TOKEN } from './start.ts';

const SIZE = { width: 800, height: 540 };
const AREA = { bounds: { x: 0, y: 0, width: 800, height: 540 }, action: { type: 'postback', label: 'a', data: 'd' } };
const MENU = { size: SIZE, selected: false, name: 'menu', chatBarText: 'Menu', areas: [AREA] };
const STRANGER = `U${'f'.repeat(32)}`;

const picture = (size = SIZE, format: 'png' | 'jpeg' | 'webp' = 'png') =>
  sharp({ create: { ...size, channels: 3, background: '#055c2b' } })
    .toFormat(format)
    .toBuffer();

function startMenus() {
  const started = start();
  const { emulator, post } = started;
  const call = (method: 'get' | 'delete', path: string) =>
    request(emulator.app)[method](path).set('authorization', `Bearer ${TOKEN}`);
  const upload = (id: string, bytes: Buffer, type = 'image/png') =>
    request(emulator.app)
      .post(`/v2/bot/richmenu/${id}/content`)
      .set('authorization', `Bearer ${TOKEN}`)
      .set('content-type', type)
      .send(bytes);
  const make = async () => ((await post('/v2/bot/richmenu', MENU)).body as { richMenuId: string }).richMenuId;
  const makeDrawn = async () => {
    const id = await make();
    expect((await upload(id, await picture())).status).toBe(200);
    return id;
  };
  const { id: friend } = emulator.addUser({ name: 'Somchai' });
  return { ...started, call, upload, make, makeDrawn, friend };
}

describe('rich menus', () => {
  it('that break a rule are refused, with the place of what is wrong', async () => {
    const { post } = startMenus();
    const wrong: [object, string][] = [
      [{ size: { width: 799, height: 540 } }, 'size.width'],
      [{ size: { width: 2501, height: 900 } }, 'size.width'],
      [{ size: { width: 800, height: 249 } }, 'size.height'],
      [{ size: { width: 800, height: 600 }, areas: [] }, 'size'],
      [{ selected: 'no' }, 'selected'],
      [{ name: 'n'.repeat(301) }, 'name'],
      [{ chatBarText: 'fifteen letters' }, 'chatBarText'],
      [{ areas: Array.from({ length: 21 }, () => AREA) }, 'areas'],
      [{ areas: [{ ...AREA, bounds: { x: 1, y: 0, width: 800, height: 540 } }] }, 'areas[0].bounds'],
      [{ areas: [{ ...AREA, bounds: { x: 0, y: 0, width: 0, height: 1 } }] }, 'areas[0].bounds.width'],
      [
        { areas: [{ ...AREA, action: { type: 'postback', label: 'l'.repeat(21), data: 'd' } }] },
        'areas[0].action.label',
      ],
      [{ areas: [{ ...AREA, action: { type: 'camera', label: 'photo' } }] }, 'areas[0].action.type'],
    ];
    for (const [change, property] of wrong) {
      for (const path of ['/v2/bot/richmenu', '/v2/bot/richmenu/validate']) {
        const { status, body } = await post(path, { ...MENU, ...change });
        const [first] = (body as { details: { property: string }[] }).details;
        expect([status, first?.property]).toEqual([400, property]);
      }
    }
    expect((await post('/v2/bot/richmenu/validate', MENU)).status).toBe(200);
  });

  it('take one picture: a PNG or JPEG of their size and of a megabyte at most', async () => {
    const { upload, make, get } = startMenus();
    const id = await make();
    const content = `/v2/bot/richmenu/${id}/content`;
    expect((await get(content)).status).toBe(404);
    expect((await upload(id, await picture(), 'image/gif')).status).toBe(415);
    expect((await upload(id, Buffer.from('not a picture'))).body).toEqual({
      message: 'The image size is not allowed for richmenu',
    });
    expect((await upload(id, await picture({ width: 800, height: 541 }))).status).toBe(400);
    expect((await upload(id, await picture(SIZE, 'webp'))).status).toBe(400);
    expect((await upload(id, Buffer.alloc(1024 * 1024 + 1))).status).toBe(413);
    expect((await upload(`richmenu-${'0'.repeat(32)}`, await picture())).status).toBe(404);
    const bytes = await picture(SIZE, 'jpeg');
    expect((await upload(id, bytes, 'image/jpeg')).status).toBe(200);
    expect((await upload(id, bytes, 'image/jpeg')).body).toEqual({
      message: 'An image has already been uploaded to the richmenu',
    });
    const stored = await get(content);
    expect([stored.headers['content-type'], Buffer.compare(stored.body as Buffer, bytes)]).toEqual(['image/jpeg', 0]);
  });

  it('cannot be shown to anybody without a picture', async () => {
    const { post, make, friend } = startMenus();
    const id = await make();
    const told = { message: 'must upload richmenu image before applying it to user', details: [] };
    for (const path of [`/v2/bot/user/${friend}/richmenu/${id}`, `/v2/bot/user/all/richmenu/${id}`]) {
      const { status, body } = await post(path, {});
      expect([status, body]).toEqual([400, told]);
    }
    expect((await post('/v2/bot/richmenu/bulk/link', { richMenuId: id, userIds: [friend] })).body).toEqual(told);
  });

  it('of a person go before the one for everybody, until they are taken away or removed', async () => {
    const { post, call, get, makeDrawn, emulator, friend } = startMenus();
    const [everybodys, own] = [await makeDrawn(), await makeDrawn()];
    const shown = () => emulator.richMenus.shownTo(emulator.platform.person(friend))?.id;
    const ofUser = `/v2/bot/user/${friend}/richmenu`;
    const everybody = '/v2/bot/user/all/richmenu';
    expect((await get(everybody)).body).toEqual({ message: 'no default richmenu', details: [] });
    expect((await post(`${everybody}/${everybodys}`, {})).status).toBe(200);
    expect([shown(), (await get(everybody)).body]).toEqual([everybodys, { richMenuId: everybodys }]);
    expect((await get(ofUser)).body).toEqual({ message: 'the user has no richmenu', details: [] });
    expect((await post(`${ofUser}/${own}`, {})).status).toBe(200);
    expect([shown(), (await get(ofUser)).body]).toEqual([own, { richMenuId: own }]);
    expect((await call('delete', ofUser)).status).toBe(200);
    expect(shown()).toBe(everybodys);
    await post(`${ofUser}/${own}`, {});
    expect((await call('delete', `/v2/bot/richmenu/${own}`)).status).toBe(200);
    expect([shown(), (await call('delete', `/v2/bot/richmenu/${own}`)).status]).toEqual([everybodys, 404]);
    expect((await call('delete', everybody)).status).toBe(200);
    expect(shown()).toBeUndefined();
  });

  it('are not for people who are no friends of the bot, nor for those who have blocked it since', async () => {
    const { post, get, makeDrawn, emulator, friend } = startMenus();
    const id = await makeDrawn();
    const { id: other } = emulator.addUser({ name: 'Malee', friendship: 'none' });
    const body = { richMenuId: id, userIds: [friend, other, STRANGER] };
    expect((await post('/v2/bot/richmenu/bulk/link', body)).status).toBe(202);
    expect((await get(`/v2/bot/user/${friend}/richmenu`)).status).toBe(200);
    expect((await get(`/v2/bot/user/${other}/richmenu`)).status).toBe(404);
    emulator.unfollow(friend);
    emulator.follow(friend);
    expect((await get(`/v2/bot/user/${friend}/richmenu`)).status).toBe(404);
  });

  it('are linked to 500 people at a time at most, by ids that could be theirs', async () => {
    const { post, makeDrawn, friend } = startMenus();
    const richMenuId = await makeDrawn();
    const link = (userIds: unknown) => post('/v2/bot/richmenu/bulk/link', { richMenuId, userIds });
    expect((await link(Array.from({ length: 501 }, () => friend))).status).toBe(400);
    expect((await link([])).status).toBe(400);
    expect((await link(['somchai'])).status).toBe(400);
    expect((await post('/v2/bot/richmenu/bulk/link', { richMenuId: 'richmenu-1', userIds: [friend] })).status).toBe(
      404,
    );
    expect((await link([friend])).status).toBe(202);
    expect((await post('/v2/bot/richmenu/bulk/unlink', { userIds: [friend] })).status).toBe(202);
    expect((await post(`/v2/bot/user/somchai/richmenu/${richMenuId}`, {})).body).toEqual({
      message: "The value for the 'userId' parameter is invalid",
    });
  });

  it('are a thousand at most', async () => {
    const { post, emulator } = startMenus();
    for (let count = 0; count < MOST_MENUS; count += 1) emulator.richMenus.make(MENU);
    expect((await post('/v2/bot/richmenu', MENU)).status).toBe(400);
  });

  it("are made, listed, read and removed by LINE's own client", async () => {
    const { emulator } = start();
    const connection = { channelAccessToken: TOKEN, baseURL: await emulator.listen() };
    const client = new messagingApi.MessagingApiClient(connection);
    const blobs = new messagingApi.MessagingApiBlobClient(connection);
    const { richMenuId } = await client.createRichMenu(MENU as messagingApi.RichMenuRequest);
    await blobs.setRichMenuImage(richMenuId, new Blob([await picture()], { type: 'image/png' }));
    await client.setDefaultRichMenu(richMenuId);
    expect((await client.getRichMenuList()).richmenus).toEqual([{ richMenuId, ...MENU }]);
    expect(await client.getRichMenu(richMenuId)).toEqual({ richMenuId, ...MENU });
    await client.deleteRichMenu(richMenuId);
    await expect(client.getDefaultRichMenuId()).rejects.toMatchObject({ status: 404 });
    // The bytes of a picture are no part of what the page shows of a call.
    expect(JSON.stringify(emulator.traffic.latest).length).toBeLessThan(10_000);
    await emulator.close();
  });
});
