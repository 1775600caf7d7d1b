import { createHash } from 'crypto';
import { sortedEntries } from './sort';

/** Hexadecimal SHA-256 of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 over a map of texts; the order in which its keys were written does not matter. */
export function sha256OfMap(texts: Readonly<Record<string, string>>): string {
  return sha256(JSON.stringify(sortedEntries(texts)));
}

// RFC 4122 appendix C: the name space of fully qualified names.
const NAMESPACE_DNS = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');

/**
 * A Kafka `Uuid` (22 characters of base64url) derived from a name by RFC 4122 version 5, so that the same program
 * gives the same id on every machine. Never begins with `-`, which command lines take for an option (KAFKA-15754).
 */
export function kafkaUuid(name: string): string {
  for (let attempt = 0; ; attempt++) {
    const text = uuid5(attempt === 0 ? name : `${name}#${String(attempt)}`).toString('base64url');
    if (!text.startsWith('-')) return text;
  }
}

function uuid5(name: string): Buffer {
  const bytes = createHash('sha1')
    .update(NAMESPACE_DNS)
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes;
}
