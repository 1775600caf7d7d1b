import fc from 'fast-check';
import { propertyLine } from '../../lib/render/manifests/properties-file';
import { cluster } from '../support/build';
import { serverProperties } from '../../lib/render/manifests/broker-config';
import { parseProperties } from './laws/properties';

describe('a line of a properties file', () => {
  test.each([
    ['log.dirs', '/data', 'log.dirs=/data'],
    ['a', '${env:X}', 'a=${env:X}'],
    ['a', 'C:\\kafka', 'a=C:\\\\kafka'],
    ['a', '  b ', 'a=\\  b '],
    ['a', 'Müller', 'a=M\\u00fcller'],
    ['a', '\u{1F980}', 'a=\\ud83e\\udd80'],
    ['a', 'b\nc', 'a=b\\nc'],
    ['a b:c', '=', 'a\\ b\\:c=='],
    ['#a', '#', '\\#a=#'],
  ])('%j with %j', (key, value, line) => {
    expect(propertyLine(key, value)).toBe(line);
  });

  test('gives back what was said, and is ASCII', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), text, (key, value) => {
        const line = propertyLine(key, value);
        expect(line).toMatch(/^[\x20-\x7e]*$/);
        expect(parseProperties(line)).toEqual([[key, value]]);
      }),
    );
  });
});

test('a super user with an escaped comma reaches Kafka as said', () => {
  const user = 'User:CN=shop,O=M\u00fcller\\, Inc';
  const model = cluster({ authorization: { kind: 'acl', superUsers: [user] } });
  const [pool] = model.pools;
  const text = pool === undefined ? '' : serverProperties(model, pool);
  expect(Object.fromEntries(parseProperties(text))['super.users']?.split(';')[0]).toBe(user);
});

test('the rule for the nodes matches their subject and nothing else', () => {
  const subject = 'CN=kafka.example.com,O=Example (A/S)';
  const authority = { secretName: 'cas', key: 'ca.crt' };
  const model = cluster({
    certificates: {
      kind: 'provided',
      nodeSecretName: 'nodes',
      clusterCa: authority,
      clientsCa: authority,
      subject,
      trustedCas: [],
      validitySeconds: undefined,
      renewBeforeSeconds: undefined,
    },
  });
  const [pool] = model.pools;
  const text = pool === undefined ? '' : serverProperties(model, pool);
  const rules = Object.fromEntries(parseProperties(text));
  const rule = rules['listener.name.controlplane-9090.ssl.principal.mapping.rules'] ?? '';
  const [, pattern = ''] = /^RULE:((?:\\.|[^\\/])*)\/orders-kafka-node\//.exec(rule) ?? [];
  expect(new RegExp(pattern).test(subject)).toBe(true);
  expect(new RegExp(pattern).test(subject.replace('.', 'x'))).toBe(false);
});
