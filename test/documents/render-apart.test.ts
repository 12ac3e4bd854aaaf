import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderHere } from '../../src/documents/render.ts';
import type { Render } from '../../src/documents/render.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { readLocales } from '../../src/locale-files.ts';
import { renderApart } from '../../src/render-apart.ts';
import { furnish, pack } from '../support/packed.ts';
import { aReport, aRow, aSnapshot } from '../support/snapshot.ts';

const ROWS = 120;

describe('a document made in a thread of its own', () => {
  let folder = '';
  let render: Render;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sujarit-apart-'));
    await pack(folder, ['src/document-thread.ts']);
    await furnish(folder);
    render = renderApart(pathToFileURL(join(folder, 'packed', 'document-thread.js')));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const result = 'จัดอบรมให้ความรู้แก่พนักงานส่วนตำบล ณ หอประชุม '.repeat(20);
  const rows = Array.from({ length: ROWS }, (_, index) =>
    aRow(index + 1, { dimension: 1, report: aReport('completed', { result, outcome: result, obstacle: result }) }),
  );
  const order = { kind: 'action-plan-report', format: 'pdf', snapshot: aSnapshot(rows) } as const;

  it('is the one made here, byte by byte, and everything else goes on meanwhile', async () => {
    let turns = 0;
    let isDone = false;
    const turn = (): void => {
      turns += 1;
      if (!isDone) setTimeout(turn, 1);
    };
    turn();
    const apart = await render(order);
    isDone = true;
    const here = await renderHere(makeSpeakers(readLocales('locales')).th)(order);
    expect(Buffer.from(apart).equals(Buffer.from(here))).toBe(true);
    expect(turns).toBeGreaterThan(20);
  });

  it('under way when it is told to stop ends at once, and those behind it do not begin', async () => {
    const halt = new AbortController();
    const began = performance.now();
    const [first, second] = [render(order, halt.signal), render(order, halt.signal)];
    halt.abort();
    for (const one of [first, second]) await expect(one).rejects.toMatchObject({ code: 'document-not-made' });
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('that cannot be made is an error of that one alone', async () => {
    const broken = render({ ...order, snapshot: { ...order.snapshot, rows: null as never } });
    const next = render({ ...order, format: 'csv' });
    await expect(broken).rejects.toMatchObject({ code: 'document-not-made' });
    expect((await next).length).toBeGreaterThan(1000);
  });
});
