import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { base64, gzip } from '../../lib/util/gzip';

test('what is packed is unpacked by everybody', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      expect(gunzipSync(gzip(text.repeat(3))).toString('utf8')).toBe(text.repeat(3));
    }),
  );
});

test('the bytes are these, whoever packs', () => {
  const text = JSON.stringify(Array.from({ length: 500 }, (_, index) => `topic-${index}`));
  expect(createHash('sha256').update(gzip(text)).digest('hex')).toBe(
    '1571db300047f984b5a4f15bcae3a22f13c87f01b064d5d76209d6374b07c012',
  );
});

test('base64 is that of Node', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
});
