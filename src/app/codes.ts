import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Letters and digits that cannot be mistaken for each other: no 0/O, 1/I/L. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

/** A fresh code, like `ABCD-2345`: 31^8 ≈ 8.5·10^11 possibilities. */
export function freshCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? 'A').join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** A fresh token for an address nobody can guess: 192 bits, letters, digits, `-` and `_`. */
export const freshToken = (): string => randomBytes(24).toString('base64url');

/** The hash a token is kept as. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The hash a code is kept as: case and hyphens do not matter. */
export const hashCode = (code: string): string =>
  createHash('sha256').update(code.replaceAll('-', '').toUpperCase()).digest('hex');

/** Whether two hashes are the same, in constant time. */
export const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** A name for the log of something whose id names a chat or a person: part of its hash. */
export const hashed = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16);
