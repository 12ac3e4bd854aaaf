import type { JsonObject } from './model.ts';

/** What the platform answers to one API call. */
export interface Answer {
  status: number;
  body: JsonObject | Buffer;
  headers?: Record<string, string>;
}

export const ok = (body: JsonObject = {}): Answer => ({ status: 200, body });

/** An answer with LINE's error body. */
export const refusal = (status: number, message: string, rest: JsonObject = {}): Answer => ({
  status,
  body: { message, ...rest },
});

/** LINE's answers that callers tell apart by their text. */
export const REFUSALS = {
  invalidReplyToken: refusal(400, 'Invalid reply token'),
  failedToSend: refusal(400, 'Failed to send messages'),
  notFound: refusal(404, 'Not found'),
  gone: refusal(410, 'Gone'),
  monthlyLimit: refusal(429, 'You have reached your monthly limit.'),
  rateLimit: refusal(429, 'The API rate limit has been exceeded. Try again later.'),
  serverError: refusal(500, 'Internal server error'),
  noToken: refusal(
    401,
    'Authentication failed due to the following reason: missing or malformed authorization header. Confirm that the access token in the authorization header is valid.',
  ),
  wrongToken: refusal(
    401,
    'Authentication failed due to the following reason: invalid token. Confirm that the access token in the authorization header is valid.',
  ),
} as const;
