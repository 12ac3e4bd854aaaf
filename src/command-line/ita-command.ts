import { basename } from 'node:path';
import { readScores, storeScores } from '../app/ita-scores.ts';
import type { StoredScores } from '../app/ita-scores.ts';
import type { Store } from '../app/store-port.ts';
import { AppError } from '../errors.ts';
import type { Speaker } from '../i18n.ts';
import { importScores } from '../importing/import-scores.ts';
import { checkIta } from '../reporting/checks/ita.ts';
import { itaLevel, itaScore } from '../reporting/ita.ts';
import { OIT_DOCUMENTS } from '../reporting/model.ts';
import type { Finding, Indicator } from '../reporting/model.ts';
import { readOitItems } from '../oit-items.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { findingLine, findingWorded } from './finding-text.ts';
import { readOptions } from './options.ts';
import { organisationOf } from './organisation.ts';
import { readBytes } from './read-bytes.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/** What the command knows in the end. */
interface Assessment extends StoredScores {
  organisation: string;
  isNew: boolean;
  findings: Finding[];
}

/**
 * `ita [<file>]`: the scores of an assessment, its tools, total and level by the rules of its year, what does not add up, and
 * which item of that year asks for which document. With a file its scores are stored first, with the measures plan of the year
 * after the assessment or, as long as there is none, of the year itself. `--year` is the year that was assessed.
 */
export const itaCommand: Command = async (args, { config, speaker, out }) => {
  const { files, json, plan } = readOptions(args, ['organisation', 'year', 'json']);
  const [file] = files;
  if (files.length > 1) throw new WrongUse('ita [<file>]');
  const read = file === undefined ? null : { name: basename(file), bytes: await readBytes(file) };
  const assessment = await withStore(config, (store) =>
    read === null
      ? shown(store, plan.organisation, plan.fiscalYear)
      : stored(store, plan.organisation, plan.fiscalYear, read),
  );
  out(json ? `${JSON.stringify(told(assessment, speaker))}\n` : `${readable(assessment, speaker)}\n`);
  return EXIT.done;
};

async function shown(store: Store, name: string | undefined, year: number | undefined): Promise<Assessment> {
  const organisation = await organisationOf(store, name);
  const scores = await readScores(store, organisation.id, year);
  if (scores === null) throw new AppError('ita-no-scores');
  return { ...scores, organisation: organisation.name, isNew: false, findings: checkIta({ ...scores, texts: [] }) };
}

async function stored(
  store: Store,
  name: string | undefined,
  year: number | undefined,
  file: { name: string; bytes: Uint8Array },
): Promise<Assessment> {
  const { assessedYear: stated, statedLevel, ...scores } = importScores(file);
  const assessedYear = year ?? stated;
  if (assessedYear === undefined) throw new AppError('ita-no-year', { params: { file: file.name } });
  const organisation = await organisationOf(store, name);
  const kept = await storeScores(store, organisation.id, { ...scores, assessedYear });
  const level = statedLevel === undefined ? {} : { statedLevel };
  const findings = checkIta({ ...scores, ...level, texts: [] });
  return { ...kept, organisation: organisation.name, isNew: true, findings };
}

/** The document of `--json`; scores and means unrounded, `null` where an indicator is missing. */
function told({ organisation, assessedYear, plan, indicators, statedTotal, findings }: Assessment, speaker: Speaker) {
  const score = itaScore(indicators);
  return {
    organisation,
    assessedYear,
    planYear: plan.fiscalYear,
    indicators: indicators.map(({ number, name, score: own, previousScore }) => ({
      number,
      name,
      score: own,
      ...(previousScore === undefined ? {} : { previousScore }),
    })),
    tools: score === null ? null : { IIT: score.iit, EIT: score.eit, OIT: score.oit },
    total: score?.total ?? null,
    level: score === null ? null : itaLevel(score, assessedYear),
    ...(statedTotal === undefined ? {} : { statedTotal }),
    oitItems: readOitItems()[assessedYear] ?? {},
    findings: findings.map((finding) => findingWorded(finding, speaker)),
  };
}

function readable(assessment: Assessment, speaker: Speaker): string {
  const { organisation, assessedYear, plan, indicators, findings, isNew } = assessment;
  const year = { fiscalYear: assessedYear };
  const score = itaScore(indicators);
  const totals =
    score === null
      ? []
      : [
          ...(
            [
              ['IIT', score.iit],
              ['EIT', score.eit],
              ['OIT', score.oit],
            ] as const
          ).map(([tool, mean]) => speaker.say({ key: 'ita.tool', params: { tool, score: fixed(mean) } })),
          speaker.say({
            key: 'ita.total',
            params: { total: fixed(score.total), level: itaLevel(score, assessedYear) },
          }),
        ];
  const params = { year, organisation, plan: { fiscalYear: plan.fiscalYear } };
  return [
    speaker.say({ key: isNew ? 'ita.stored' : 'ita.title', params }),
    ...indicators.map((indicator) => `  ${indicatorText(indicator, speaker)}`),
    ...totals.map((line) => `  ${line}`),
    ...findings.map((finding) => findingLine(finding, speaker)),
    ...itemLines(assessedYear, speaker),
  ].join('\n');
}

function indicatorText({ number, name, score, previousScore }: Indicator, speaker: Speaker): string {
  const params = { number, name, score: fixed(score) };
  if (previousScore === undefined) return speaker.say({ key: 'ita.indicator', params });
  const change = score - previousScore;
  return speaker.say({
    key: 'ita.compared',
    params: { ...params, previous: fixed(previousScore), change: `${change < 0 ? '' : '+'}${fixed(change)}` },
  });
}

function itemLines(assessedYear: number, speaker: Speaker): string[] {
  const items = readOitItems()[assessedYear];
  const year = { fiscalYear: assessedYear };
  if (items === undefined) return [speaker.say({ key: 'ita.noItems', params: { year } })];
  return [
    speaker.say({ key: 'ita.items', params: { year } }),
    ...OIT_DOCUMENTS.flatMap((document) => {
      const item = items[document];
      if (item === undefined) return [];
      return [
        `  ${speaker.say({ key: 'ita.item', params: { item, document: { text: { key: `ita.document.${document}` } } } })}`,
      ];
    }),
  ];
}

const fixed = (score: number): string => score.toFixed(2);
