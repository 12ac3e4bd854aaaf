import { roundSpan } from '../../thai/calendar.ts';
import type { Block } from '../content.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Wording } from '../wording.ts';
import type { Material } from './material.ts';

/** `ประจำปีงบประมาณ พ.ศ. … รอบ … เดือน (… – …)`: which year and round a document is about. */
export function yearAndRound({ fiscalYear, round }: Snapshot, words: Wording): string[] {
  const { from, to } = roundSpan(fiscalYear, round);
  return [
    words.say('documents.title.year', { year: words.number(fiscalYear) }),
    words.say('documents.title.round', { round, from: words.month(from), to: words.month(to) }),
  ];
}

/** The name of the plan, without what the title of a report puts around it. */
export function planName({ kind, planTitle = '' }: Snapshot, words: Wording): string {
  const named = kind === 'action-plan' ? ACTION_PLAN.exec(planTitle.replaceAll(/\s+/g, ' '))?.[0].trim() : undefined;
  return named ?? words.say(`documents.planName.${kind}`);
}

const ACTION_PLAN = /แผนปฏิบัติการ(?:เพื่อ)?ป้องกัน.*?(?=\s*(?:ประจำปี|รอบ|ของ\s?(?:อง|เท)|องค์การบริหาร|เทศบาล|เมืองพัทยา|$))/;

/** The titles of a document, and which of its frozen forms it is. */
export function titleBlocks({ snapshot, words }: Material, lines: readonly string[]): Block[] {
  const { frozen } = snapshot;
  const title: Block = { kind: 'title', lines };
  if (frozen === undefined) return [title];
  return [
    title,
    { kind: 'paragraph', align: 'center', text: words.say('documents.frozen', { number: frozen.number }) },
  ];
}

/** `** ข้อมูล ณ วันที่ …`: the one date of the figures. */
export const dataAsOfBlock = ({ snapshot, words }: Material): Block => ({
  kind: 'paragraph',
  text: words.say('documents.dataAsOf', { date: words.day(snapshot.dataAsOf) }),
});

/** Who answers for the report; room to write it when nobody is entered. */
export function reporterBlock({ snapshot, words }: Material): Block {
  const { reporter } = snapshot;
  const room = '........................................';
  const params = { name: reporter?.name ?? room, position: reporter?.position ?? room };
  return { kind: 'paragraph', text: words.say('documents.reporter', params) };
}
