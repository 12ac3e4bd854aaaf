import type { Speaker } from '../i18n.ts';
import type { Finding } from '../reporting/model.ts';

/** A finding as the contract of `--json` has it. */
export const findingWorded = (finding: Finding, speaker: Speaker) => ({
  code: finding.code,
  severity: finding.severity,
  where: finding.where,
  message: messageOf(finding, speaker),
  ...(finding.stated === undefined ? {} : { stated: finding.stated }),
  ...(finding.computed === undefined ? {} : { computed: finding.computed }),
});

/** A finding as a line of text. */
export const findingLine = (finding: Finding, speaker: Speaker): string =>
  `[${finding.severity}] ${finding.where}: ${messageOf(finding, speaker)}`;

const messageOf = ({ code, params, stated, computed, where }: Finding, speaker: Speaker): string =>
  speaker.say({
    key: `findings.${code}`,
    params: { where, ...params, stated: stated ?? '', computed: computed ?? '' },
  });
