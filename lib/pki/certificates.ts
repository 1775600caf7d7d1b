import 'reflect-metadata';
import {
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  X509Certificate as Certificate,
} from '@peculiar/x509';
import { createPrivateKey, X509Certificate } from 'crypto';
import { sortedSet } from '../util/sort';
import type { PemPair, Subject } from './authority';
import { DAY_MS, USAGE_OIDS } from './authority';
import type { CertificateRequest } from './requests';

/** What a certificate says, as far as this program decides by it. */
export interface CertificateFacts {
  readonly subject: Subject;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly usages: readonly string[];
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** One file for both, so that a key and its certificate are replaced together or not at all. */
export function pairText(pair: PemPair): string {
  return pair.key + pair.certificate;
}

/** Undefined when the text does not hold a private key and a certificate. */
export function readPair(text: string | undefined): PemPair | undefined {
  if (text === undefined) return undefined;
  const key = block(text, 'PRIVATE KEY');
  const certificate = block(text, 'CERTIFICATE');
  return key === undefined || certificate === undefined ? undefined : { key, certificate };
}

function block(text: string, label: string): string | undefined {
  const begin = `-----BEGIN ${label}-----`;
  const end = `-----END ${label}-----`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  return from < 0 || to < 0 ? undefined : `${text.slice(from, to + end.length)}\n`;
}

export function factsOf(pem: string): CertificateFacts {
  const certificate = new Certificate(pem);
  const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
  const valuesOf = (type: string): readonly string[] =>
    names.filter((name) => name.type === type).map((name) => name.value);
  const subject = certificate.subjectName;
  return {
    subject: {
      commonName: subject.getField('CN')[0] ?? '',
      organization: subject.getField('O')[0],
    },
    dnsNames: valuesOf('dns'),
    ipAddresses: valuesOf('ip'),
    usages: (certificate.getExtension(ExtendedKeyUsageExtension)?.usages ?? []).map(String),
    serialNumber: certificate.serialNumber,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
  };
}

/** Why a certificate is not the one that is asked for; undefined when it is. */
export function whyUnfit(
  pair: PemPair,
  request: CertificateRequest,
  authority: PemPair,
  now: Date,
): string | undefined {
  const certificate = parsed(pair);
  if (certificate === undefined) return 'its file cannot be read';
  if (!isSignedBy(certificate, authority)) return 'it was signed by another authority';
  const facts = factsOf(pair.certificate);
  if (facts.notAfter <= now) return `it expired on ${isoDay(facts.notAfter)}`;
  return whyDifferent(facts, request);
}

function whyDifferent(facts: CertificateFacts, request: CertificateRequest): string | undefined {
  if (
    facts.subject.commonName !== request.commonName ||
    facts.subject.organization !== request.organization
  ) {
    return 'its subject changed';
  }
  if (!sameSet(namesOf(facts), namesOf(request))) return 'its names changed';
  const usages = request.usages.map((usage) => USAGE_OIDS[usage]);
  return sameSet(facts.usages, usages) ? undefined : 'its usages changed';
}

/** Undefined when the key is not the certificate's, or one of them is no PEM at all. */
function parsed(pair: PemPair): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pair.certificate);
    return certificate.checkPrivateKey(createPrivateKey(pair.key)) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

export function isIntact(pair: PemPair): boolean {
  return parsed(pair) !== undefined;
}

function isSignedBy(certificate: X509Certificate, authority: PemPair): boolean {
  const issuer = new X509Certificate(authority.certificate);
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

type Names = Pick<CertificateRequest, 'dnsNames' | 'ipAddresses'>;

function namesOf({ dnsNames, ipAddresses }: Names): readonly string[] {
  return [
    ...dnsNames.map((name) => `dns:${name.toLowerCase()}`),
    ...ipAddresses.map((address) => `ip:${canonicalIp(address)}`),
  ];
}

/** IPv6 has many spellings of one address; the URL parser knows the canonical one. */
function canonicalIp(address: string): string {
  return address.includes(':') ? new URL(`http://[${address}]`).hostname : address;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(sortedSet(a)) === JSON.stringify(sortedSet(b));
}

/** Default of renewal: a third of the lifetime, as cert-manager does (30 of 90 days). */
export function renewalDue(
  facts: CertificateFacts,
  now: Date,
  beforeMs: number | undefined,
): boolean {
  const before = beforeMs ?? (facts.notAfter.getTime() - facts.notBefore.getTime()) / 3;
  return facts.notAfter.getTime() - now.getTime() <= before;
}

export function daysLeft(facts: CertificateFacts, now: Date): number {
  return Math.floor((facts.notAfter.getTime() - now.getTime()) / DAY_MS);
}

export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
