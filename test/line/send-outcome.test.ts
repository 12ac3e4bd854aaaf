import { outcomeOfError } from '../../src/line/send-outcome.ts';

/** An error as `fetch` throws it. */
const fetchFailed = (cause: object): Error => new TypeError('fetch failed', { cause });

const REFUSED = { code: 'ECONNREFUSED', syscall: 'connect' };

test.each([
  ['an unknown host', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
  ['a name service that is down', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' }],
  ['no route', { code: 'ENETUNREACH', syscall: 'connect' }],
  ['all addresses refusing', { code: 'ECONNREFUSED', errors: [REFUSED, REFUSED] }],
  ['no connection in time', { code: 'UND_ERR_CONNECT_TIMEOUT' }],
  ['a certificate of someone else', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
  ['an expired certificate', { code: 'CERT_HAS_EXPIRED' }],
])('%s: nothing was sent, so nothing was delivered', (_, cause) => {
  expect(outcomeOfError(fetchFailed(cause), 'push')).toEqual({ outcome: 'rejected', reason: 'unavailable', status: 0 });
});

test.each([
  ['ECONNRESET', { code: 'ECONNRESET', syscall: 'read' }],
  ['ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'read' }],
  ['UND_ERR_HEADERS_TIMEOUT', { code: 'UND_ERR_HEADERS_TIMEOUT' }],
  ['TypeError', { errors: [] }],
])('%s after the request may have left: the outcome is unknown', (code, cause) => {
  expect(outcomeOfError(fetchFailed(cause), 'push')).toEqual({ outcome: 'unknown', cause: code });
});

test.each([undefined, null, 'text', 5, {}])('whatever is thrown is an outcome: %p', (thrown) => {
  expect(outcomeOfError(thrown, 'reply')).toEqual({ outcome: 'unknown', cause: 'unknown' });
});
