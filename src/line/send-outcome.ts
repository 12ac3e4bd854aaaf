import { HTTPFetchError } from '@line/bot-sdk';
import { z } from 'zod';
import type { SendOutcome } from '../app/ports.ts';

/** What the SDK's `…WithHttpInfo` calls give for a 2xx. */
export interface Answer {
  httpResponse: Response;
  body: unknown;
}

/** The outcome of a call that LINE answered with 2xx. */
export function outcomeOfAnswer({ httpResponse, body }: Answer): SendOutcome {
  return { outcome: 'accepted', sentIds: sentIdsOf(body), ...requestId(httpResponse.headers) };
}

/**
 * The outcome of a call that threw.
 * LINE's rules (LINE.md "Sending"): 409 repeats an accepted retry key, 5xx and silence may have been delivered, other 4xx were not.
 */
export function outcomeOfError(error: unknown, call: 'reply' | 'push'): SendOutcome {
  if (error instanceof HTTPFetchError) return outcomeOfStatus(error, call);
  if (neverConnected(error)) return { outcome: 'rejected', reason: 'unavailable', status: 0 };
  return { outcome: 'unknown', cause: codeOf(error) };
}

function outcomeOfStatus(error: HTTPFetchError, call: 'reply' | 'push'): SendOutcome {
  const { status } = error;
  const id = requestId(error.headers);
  const body = parse(error.body);
  // Only a push carries a retry key; a 409 to anything else would mean something we do not know.
  if (status === 409 && call === 'push') return { outcome: 'accepted', sentIds: sentIdsOf(body), ...id };
  if (status < 400 || status >= 500) return { outcome: 'unknown', cause: `status ${status}`, ...id };
  return { outcome: 'rejected', reason: reasonOf(status, messageOf(body)), status, ...id };
}

function reasonOf(status: number, message: string): Extract<SendOutcome, { outcome: 'rejected' }>['reason'] {
  if (status === 400 && /invalid reply token/i.test(message)) return 'invalidReplyToken';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 400 && /failed to send messages/i.test(message)) return 'notThere';
  if (status === 429) return /monthly limit/i.test(message) ? 'monthlyLimit' : 'rateLimit';
  return 'badRequest';
}

const SENT = z.object({ sentMessages: z.array(z.object({ id: z.string() })) });
const ERROR_BODY = z.object({ message: z.string() });

const sentIdsOf = (body: unknown): string[] => SENT.safeParse(body).data?.sentMessages.map(({ id }) => id) ?? [];

const messageOf = (body: unknown): string => ERROR_BODY.safeParse(body).data?.message ?? '';

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function requestId(headers: Headers): { requestId?: string } {
  const id = headers.get('x-line-request-id');
  return id === null ? {} : { requestId: id.slice(0, 100) };
}

/** What `fetch` throws: an error whose `cause` is one of the socket, or several when a name has several addresses. */
const FETCH_ERROR = z.object({ name: z.string().optional().catch(undefined), cause: z.unknown().optional() });
const SOCKET_ERROR = z.object({
  code: z.string().optional().catch(undefined),
  syscall: z.string().optional().catch(undefined),
  errors: z.array(z.unknown()).optional().catch(undefined),
});

/** True only when the request cannot have left: no address, no connection, or a certificate that was not accepted. */
function neverConnected(error: unknown): boolean {
  const isEarly = (cause: unknown): boolean => {
    const { code = '', syscall = '', errors } = SOCKET_ERROR.safeParse(cause).data ?? {};
    if (errors !== undefined && errors.length > 0) return errors.every(isEarly);
    return EARLY_CALLS.includes(syscall) || code === 'UND_ERR_CONNECT_TIMEOUT' || /CERT|ERR_TLS/.test(code);
  };
  return isEarly(FETCH_ERROR.safeParse(error).data?.cause);
}

const EARLY_CALLS = ['connect', 'getaddrinfo'];

/** A code for the log, never a message: messages of errors may quote what was sent. */
function codeOf(error: unknown): string {
  const { name, cause } = FETCH_ERROR.safeParse(error).data ?? {};
  return SOCKET_ERROR.safeParse(cause).data?.code ?? name ?? 'unknown';
}
