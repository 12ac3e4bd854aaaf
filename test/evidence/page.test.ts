import { get } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { anOffice } from '../flows/office.ts';
import { aPdf, aPhoto } from './files.ts';
import { sending } from './sending.ts';

const SITE = 'https://bot.example';

describe('the page of evidence', () => {
  let test: TestBot;
  const server = createServer();
  beforeAll(async () => {
    test = await startTestBot({ site: SITE });
    server.on('request', test.bot.http);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(async () => {
    server.close().closeAllConnections();
    await test.close();
  });

  interface Answer {
    status: number | undefined;
    headers: IncomingHttpHeaders;
    body: Buffer;
  }
  const fetched = (path: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      get({ port: (server.address() as AddressInfo).port, path }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
        );
      }).on('error', reject);
    });

  const anOfficer = async () => {
    const office = await anOffice(test);
    const person = await office.person('officer');
    const phone = sending(test, person.id);
    /** The path of the page of a measure, asked for in the chat. */
    const opened = async (number: number) => {
      await person.say(`หลักฐาน ${number}`);
      const said = await person.say('เปิดดู');
      return /https:\/\/bot\.example(\/evidence\/\S+)/.exec(said)?.[1] ?? '';
    };
    return { office, person, phone, opened };
  };

  it('shows what was sent, each with its picture, to whoever was given the address', async () => {
    const { person, phone, opened } = await anOfficer();
    await person.say('หลักฐาน 3');
    const photo = await aPhoto(900, 600);
    await phone.photo(photo);
    await phone.file('คำสั่ง "ลับ" <b>\'1\'.pdf', aPdf());
    await person.say('<script>alert(1)</script> https://example.go.th/?a=1&b=2');
    const path = await opened(3);
    const { status, headers, body } = await fetched(path);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const page = body.toString();
    expect(page).toContain('กิจกรรมบัตรคิว');
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<b>');
    expect(page).toContain('href="https://example.go.th/?a=1&#38;b=2"');
    const pieces = [...page.matchAll(/href="(\/evidence\/[^"]+)"/g)].map(([, href]) => href ?? '');
    const picture = await fetched(`${pieces[0]}/thumbnail`);
    expect((await sharp(picture.body).metadata()).width).toBeLessThanOrEqual(320);
    const whole = await fetched(pieces[0] ?? '');
    expect(whole.body.equals(photo)).toBe(true);
    expect(whole.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const file = await fetched(pieces.at(-1) ?? '');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="evidence\.pdf"; filename\*=UTF-8''/);
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('คำสั่ง "ลับ" <b>\'1\'.pdf');
  });

  it('shows nothing for any changed address, of another measure or another office, nor after a day', async () => {
    const [one, other] = [await anOfficer(), await anOfficer()];
    for (const [who, number] of [
      [one, 3],
      [one, 2],
      [other, 3],
    ] as const) {
      await who.person.say(`หลักฐาน ${number}`);
      await who.phone.photo(await aPhoto());
    }
    const [path, second, foreign] = [await one.opened(3), await one.opened(2), await other.opened(3)];
    const pieceOf = async (page: string) =>
      /\/evidence\/[^/"]+\/([^/"]+)"/.exec((await fetched(page)).body.toString())?.[1] ?? '';
    const own = await pieceOf(path);
    expect((await fetched(`${path}/${own}`)).status).toBe(200);
    for (const piece of [await pieceOf(second), await pieceOf(foreign), '..%2f', 'x']) {
      expect((await fetched(`${path}/${piece}`)).status).toBe(404);
      expect((await fetched(`${path}/${piece}/thumbnail`)).status).toBe(404);
    }
    expect((await fetched(`${path.slice(0, -1)}!`)).status).toBe(404);
    expect((await fetched('/evidence/')).status).toBe(404);
    await one.person.say('หลักฐาน 3');
    for (const line of ['ลบ 1', 'ลบ']) await one.person.say(line);
    expect((await fetched(`${path}/${own}`)).status).toBe(404);
    test.clock.advance(25 * 60 * 60 * 1000);
    for (const late of [path, `${path}/${own}`, `${path}/${own}/thumbnail`])
      expect((await fetched(late)).status).toBe(410);
  });

  it('shows nothing to who is no longer a member', async () => {
    const { office, person, phone, opened } = await anOfficer();
    await person.say('หลักฐาน 3');
    await phone.photo(await aPhoto());
    const path = await opened(3);
    const { id } = await test.store.organisations.ensure(office.name);
    const member = await test.store.members.byLineUser(person.id);
    await test.store.members.remove(id, member?.id ?? '');
    expect((await fetched(path)).status).toBe(410);
  });
});
