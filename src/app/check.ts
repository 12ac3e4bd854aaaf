import type { Params, Text } from '../conversation/message.ts';

/** What is looked at; sentences in `locales/<locale>/doctor.json` under code and state, or code and reason. */
export type CheckCode =
  | 'token'
  | 'webhook'
  | 'address'
  | 'chat'
  | 'replies'
  | 'joining'
  | 'clock'
  | 'quota'
  | 'menus'
  | 'groups'
  | 'people'
  /** Only where none of them can be reached. */
  | 'coordinators'
  | 'next'
  | 'holidays'
  | 'log'
  | 'store'
  | 'disk'
  | 'backup';
export type CheckState = 'ok' | 'warning' | 'failed' | 'unknown';

export interface Check {
  code: CheckCode;
  state: CheckState;
  /** What it is, where a state can have several reasons. */
  reason?: string;
  params?: Params;
}

/** What a person is told of a check: what was found and, when it is not well, what to do. */
export const sentenceOf = ({ code, state, reason, params }: Check): Text => ({
  key: `doctor.${code}.${reason ?? state}`,
  ...(params === undefined ? {} : { params }),
});
