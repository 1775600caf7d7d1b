import { createPrivateKey } from 'crypto';
import { makeAuthority, signCertificate } from '../../lib/pki/authority';
import { factsOf, isIntact, pairText, readPair, whyUnfit } from '../../lib/pki/certificates';
import type { KeyAlgorithm } from '../../lib/pki/keys';
import {
  client,
  daysLater,
  nodes,
  NOW,
  opensslTest,
  opensslText,
  opensslVerifies,
} from './support';

const SUBJECT = { commonName: 'orders-cluster-ca', organization: 'cdk8s-kafka' };
const making = { algorithm: 'ec-p256' as KeyAlgorithm, now: NOW };

describe('the authority', () => {
  opensslTest('signs certificates and revocation lists, and no other authorities', async () => {
    const { certificate } = await makeAuthority(SUBJECT, 3650, making);
    const text = await opensslText(certificate);
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign/);
    expect(text).toContain('Subject: CN=orders-cluster-ca,O=cdk8s-kafka');
  });

  test('is backdated by five minutes and ends after its days', async () => {
    const { notBefore, notAfter } = factsOf((await makeAuthority(SUBJECT, 10, making)).certificate);
    expect(notBefore.toISOString()).toBe('2026-12-31T23:55:00.000Z');
    expect(notAfter).toEqual(daysLater(10));
  });

  test('has a serial number of 16 random bytes', async () => {
    const one = factsOf((await makeAuthority(SUBJECT, 10, making)).certificate).serialNumber;
    const other = factsOf((await makeAuthority(SUBJECT, 10, making)).certificate).serialNumber;
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(one).not.toBe(other);
  });
});

describe('a certificate', () => {
  opensslTest.each<KeyAlgorithm>(['ec-p256', 'rsa-3072'])(
    'of %s is taken by openssl as server and client',
    async (algorithm) => {
      const authority = await makeAuthority(SUBJECT, 3650, { algorithm, now: NOW });
      const { certificate } = await signCertificate(nodes(), authority, { algorithm, now: NOW });
      const verified = await Promise.all([
        opensslVerifies(certificate, authority.certificate, 'sslserver'),
        opensslVerifies(certificate, authority.certificate, 'sslclient'),
      ]);
      expect(verified).toEqual([true, true]);
    },
    // RSA keys are found by trying; on a busy machine that takes many seconds.
    120_000,
  );

  opensslTest('of a client is no server', async () => {
    const authority = await makeAuthority(SUBJECT, 3650, making);
    const { certificate } = await signCertificate(client('billing'), authority, making);
    expect(await opensslVerifies(certificate, authority.certificate, 'sslserver')).toBe(false);
    expect(await opensslVerifies(certificate, authority.certificate, 'sslclient')).toBe(true);
  });

  opensslTest('carries names, addresses and usages', async () => {
    const authority = await makeAuthority(SUBJECT, 3650, making);
    const request = nodes({ ipAddresses: ['10.1.2.3', 'fd00::1'] });
    const text = await opensslText((await signCertificate(request, authority, making)).certificate);
    expect(text).toContain('TLS Web Server Authentication, TLS Web Client Authentication');
    expect(text).toContain('DNS:*.orders-kafka-brokers.kafka.svc');
    expect(text).toContain('IP Address:10.1.2.3, IP Address:FD00:0:0:0:0:0:0:1');
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/);
  });

  opensslTest(
    "has the subject of which Kafka makes 'CN=x,O=y', or 'CN=x' without organization",
    async () => {
      const authority = await makeAuthority(SUBJECT, 3650, making);
      const node = await signCertificate(nodes(), authority, making);
      const user = await signCertificate(client('bill, the "1st"'), authority, making);
      expect(await opensslText(node.certificate)).toContain(
        'Subject: CN=orders-kafka,O=cdk8s-kafka\n',
      );
      expect(await opensslText(user.certificate)).toContain('Subject: CN=bill\\, the \\"1st\\"\n');
    },
  );

  test.each(['"1st"', '#0c0161', 'a+O=b', ' spaces ', 'Zoë'])(
    "keeps the name %j to the letter, so that nobody gets another's",
    async (name) => {
      const authority = await makeAuthority(SUBJECT, 3650, making);
      const { certificate } = await signCertificate(client(name), authority, making);
      expect(factsOf(certificate).subject).toEqual({ commonName: name, organization: undefined });
    },
  );

  test('has a PKCS#8 key that is its own', async () => {
    const pair = await signCertificate(nodes(), await makeAuthority(SUBJECT, 10, making), making);
    expect(pair.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPrivateKey(pair.key).asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(isIntact(pair)).toBe(true);
    expect(readPair(pairText(pair))).toEqual(pair);
  });

  test('does not outlive its authority', async () => {
    const authority = await makeAuthority(SUBJECT, 30, making);
    const { certificate } = await signCertificate(nodes(), authority, making);
    expect(factsOf(certificate).notAfter).toEqual(daysLater(30));
  });
});

describe('whether a certificate fits its request', () => {
  const request = nodes({ ipAddresses: ['fd00::1'] });

  test.each([
    [
      'same names in other order and spelling',
      { dnsNames: [...request.dnsNames].reverse(), ipAddresses: ['FD00:0::1'] },
      undefined,
    ],
    ['other lifetime', { validityDays: 30 }, undefined],
    ['a name more', { dnsNames: [...request.dnsNames, 'kafka.example.com'] }, 'its names changed'],
    ['no address', { ipAddresses: [] }, 'its names changed'],
    ['another common name', { commonName: 'other' }, 'its subject changed'],
    ['no organization', { organization: undefined }, 'its subject changed'],
    ['a usage less', { usages: ['server auth' as const] }, 'its usages changed'],
  ])('%s', async (_what, change, reason) => {
    const authority = await makeAuthority(SUBJECT, 3650, making);
    const pair = await signCertificate(request, authority, making);
    expect(whyUnfit(pair, { ...request, ...change }, authority, NOW)).toBe(reason);
  });

  test('another authority, of the same name', async () => {
    const authority = await makeAuthority(SUBJECT, 3650, making);
    const other = await makeAuthority(SUBJECT, 3650, making);
    const pair = await signCertificate(request, authority, making);
    expect(whyUnfit(pair, request, other, NOW)).toBe('it was signed by another authority');
  });

  test('its end has come', async () => {
    const authority = await makeAuthority(SUBJECT, 3650, making);
    const pair = await signCertificate(request, authority, making);
    expect(whyUnfit(pair, request, authority, daysLater(90))).toBe('it expired on 2027-04-01');
  });

  test("another certificate's key", async () => {
    const authority = await makeAuthority(SUBJECT, 3650, making);
    const pair = await signCertificate(request, authority, making);
    const mixed = { ...pair, key: authority.key };
    expect(whyUnfit(mixed, request, authority, NOW)).toBe('its file cannot be read');
  });
});
