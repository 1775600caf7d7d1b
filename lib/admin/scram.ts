import { createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { ScramUpsertion } from '../reconcile/admin';
import type { DesiredUser } from '../spec/desired-state';

const stretch = promisify(pbkdf2);

const DIGESTS = {
  'SCRAM-SHA-256': { name: 'sha256', bytes: 32 },
  'SCRAM-SHA-512': { name: 'sha512', bytes: 64 },
} as const;
const SALT_BYTES = 24;

/** Salts and stretches a password (RFC 5802); Node does it on threads of its own, several at once. */
export async function scramCredential(
  { name, mechanism, iterations }: DesiredUser,
  password: string,
): Promise<ScramUpsertion> {
  const { name: digest, bytes } = DIGESTS[mechanism];
  const salt = randomBytes(SALT_BYTES);
  const text = password.normalize('NFKC');
  const saltedPassword = await stretch(text, salt, iterations, bytes, digest);
  return { user: name, mechanism, iterations, salt, saltedPassword };
}

/** Whether a password is still the same, without the password: a digest under a key that is kept in a Secret. */
export const fingerprintOf = (
  key: string,
  { name, mechanism }: DesiredUser,
  password: string,
): string => createHmac('sha256', key).update(`${name}\0${mechanism}\0${password}`).digest('hex');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits: safe in every file that a client may have it in. */
export function makePassword(length: number): string {
  let password = '';
  while (password.length < length) {
    for (const byte of randomBytes(length)) {
      // Bytes beyond the last whole round would make some letters likelier.
      if (byte < 256 - (256 % LETTERS.length)) password += LETTERS[byte % LETTERS.length] ?? '';
    }
  }
  return password.slice(0, length);
}
