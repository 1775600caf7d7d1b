// Before the library: its dependency injection container asks for this polyfill when it is loaded.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Extension } from '@peculiar/x509';
import { randomBytes, webcrypto } from 'crypto';
import type { KeyAlgorithm } from './keys';
import { generateKeys, privateKeyPem, signingKey } from './keys';
import type { CertificateRequest, Usage } from './requests';

cryptoProvider.set(webcrypto);

export const DAY_MS = 24 * 60 * 60 * 1000;
// Clocks of nodes and clients run apart; a certificate "not yet valid" is the first thing that shows it.
const BACKDATED_MS = 5 * 60 * 1000;

export interface Subject {
  readonly commonName: string;
  readonly organization: string | undefined;
}

/** A private key and its certificate, both PEM. */
export interface PemPair {
  readonly key: string;
  readonly certificate: string;
}

export interface Making {
  readonly algorithm: KeyAlgorithm;
  readonly now: Date;
}

/** A certificate authority that signs leaves only (path length 0). */
export async function makeAuthority(
  subject: Subject,
  validityDays: number,
  { algorithm, now }: Making,
): Promise<PemPair> {
  const keys = await generateKeys(algorithm);
  const name = distinguishedName(subject);
  const key = await privateKeyPem(keys.privateKey);
  const signer = await signingKey(key);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: name,
    issuer: name,
    notBefore: new Date(now.getTime() - BACKDATED_MS),
    notAfter: new Date(now.getTime() + validityDays * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: signer.key,
    signingAlgorithm: signer.algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key, certificate: pemOf(certificate) };
}

/** A certificate of its own key, signed by the authority; it never outlives the authority. */
export async function signCertificate(
  request: CertificateRequest,
  authority: PemPair,
  { algorithm, now }: Making,
): Promise<PemPair> {
  const keys = await generateKeys(algorithm);
  const signer = await signingKey(authority.key);
  const issuer = new X509Certificate(authority.certificate);
  const wanted = now.getTime() + request.validityDays * DAY_MS;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: distinguishedName(request),
    issuer: issuer.subjectName,
    notBefore: new Date(now.getTime() - BACKDATED_MS),
    notAfter: new Date(Math.min(wanted, issuer.notAfter.getTime())),
    publicKey: keys.publicKey,
    signingKey: signer.key,
    signingAlgorithm: signer.algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      leafKeyUsages(algorithm),
      ...extendedKeyUsages(request.usages),
      ...alternativeNames(request),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { key: await privateKeyPem(keys.privateKey), certificate: pemOf(certificate) };
}

/**
 * Most general part first: Java and OpenSSL print a name by RFC 2253 from its end, so that Kafka's principal
 * becomes `CN=x,O=y`.
 */
function distinguishedName({ commonName, organization }: Subject): Name {
  const last = { CN: [literal(commonName)] };
  return new Name(organization === undefined ? [last] : [{ O: [literal(organization)] }, last]);
}

/** A bare text would be parsed: of `bill, the "1st"` the library makes `1st`, another user. */
function literal(text: string) {
  return { utf8String: text };
}

/** 16 random bytes; the first neither zero nor negative, which leaves 126 random bits of RFC 5280's 20 bytes. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes.toString('hex');
}

function leafKeyUsages(algorithm: KeyAlgorithm): Extension {
  if (algorithm === 'ec-p256') return new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true);
  // Only RSA keys encipher keys: cipher suites without forward secrecy, which TLS 1.2 clients may still offer.
  return new KeyUsagesExtension(
    KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
    true,
  );
}

export const USAGE_OIDS: Readonly<Record<Usage, string>> = {
  'server auth': ExtendedKeyUsage.serverAuth,
  'client auth': ExtendedKeyUsage.clientAuth,
};

function extendedKeyUsages(usages: readonly Usage[]): readonly Extension[] {
  const oids = usages.map((usage) => USAGE_OIDS[usage]);
  return oids.length === 0 ? [] : [new ExtendedKeyUsageExtension(oids)];
}

function alternativeNames(request: CertificateRequest): readonly Extension[] {
  const names = [
    ...request.dnsNames.map((value) => ({ type: 'dns' as const, value })),
    ...request.ipAddresses.map((value) => ({ type: 'ip' as const, value })),
  ];
  return names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)];
}

function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString('pem').trim()}\n`;
}
