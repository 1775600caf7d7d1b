import { gzipBytes } from './generated/deflate';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A text as one gzip stream: the same bytes on each machine and day. */
export function gzip(text: string): Uint8Array {
  return gzipBytes(new TextEncoder().encode(text), { level: 9, mtime: 0 });
}

/** RFC 4648, as Kubernetes wants `binaryData`. */
export function base64(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let start = 0; start < bytes.length; start += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(start, start + 3);
    const bits = (a << 16) | (b << 8) | c;
    const sextets = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63));
    const filled = Math.min(bytes.length - start, 3) + 1;
    groups.push(sextets.slice(0, filled).join('').padEnd(4, '='));
  }
  return groups.join('');
}
