import type { Fields } from './fields';
import { isDnsLabel, isDnsName, isDnsSubdomain, isIpAddress, readFields } from './fields';
import type { Problem } from './problem';
import { error } from './problem';

/** What a certificate may be used for, in cert-manager's spelling. */
export type Usage = 'server auth' | 'client auth';

/** `tls`: Secret of type kubernetes.io/tls; `user`: Strimzi's layout `ca.crt`, `user.crt`, `user.key`. */
export type CertificateFormat = 'tls' | 'user';

export interface AuthorityRequest {
  readonly name: string;
  readonly commonName: string;
  readonly organization: string | undefined;
  /** Secret that holds the CA certificates clients have to trust, under `ca.crt`. */
  readonly certSecret: string;
  readonly validityDays: number;
}

export interface CertificateRequest {
  readonly secret: string;
  /** Name of the authority within the cluster. */
  readonly authority: string;
  readonly commonName: string;
  readonly organization: string | undefined;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly usages: readonly Usage[];
  readonly validityDays: number;
  readonly format: CertificateFormat;
}

/** The certificates that the manifests of one cluster need. */
export interface ClusterRequests {
  readonly cluster: string;
  readonly namespace: string;
  readonly authorities: readonly AuthorityRequest[];
  readonly certificates: readonly CertificateRequest[];
}

const USAGES: readonly Usage[] = ['server auth', 'client auth'];
const FORMATS: readonly CertificateFormat[] = ['tls', 'user'];

/** Where the document was found; both are shown with each problem. */
export interface RequestsSource {
  readonly origin: string;
  readonly path: string;
}

/** Reads the JSON document of a requests ConfigMap; reports all that is wrong with it. */
export function parseRequests(
  text: string,
  source: RequestsSource,
  problems: Problem[],
): ClusterRequests | undefined {
  const found: Problem[] = [];
  const fields = readFields(parseJson(text), '', (prop, message) => {
    found.push(
      error('PkiRequestsInvalid', message, {
        ...source,
        prop,
        fix: 'synthesize the manifests again with the cdk8s-kafka of this command',
      }),
    );
  });
  const requests = fields === undefined ? undefined : clusterRequests(fields);
  problems.push(...found);
  return found.length === 0 ? requests : undefined;
}

/** Reads what this program wrote into its own state file. */
export function requestsOf(fields: Fields): ClusterRequests {
  return {
    cluster: fields.text('cluster', isDnsLabel, 'a DNS label'),
    namespace: fields.text('namespace', isDnsLabel, 'a DNS label'),
    authorities: fields.list('authorities').map((each) => authorityOf(each)),
    certificates: fields.list('certificates').map((each) => certificateOf(each)),
  };
}

function clusterRequests(fields: Fields): ClusterRequests | undefined {
  const version = fields.value('version');
  if (version !== 1) {
    fields.wrong(
      'version',
      `version ${JSON.stringify(version)} is not known, this command reads version 1`,
    );
    return undefined;
  }
  const requests = requestsOf(fields);
  checkReferences(requests, fields);
  return requests;
}

function authorityOf(fields: Fields): AuthorityRequest {
  return {
    name: fields.text('name', isDnsLabel, 'a DNS label'),
    commonName: fields.text('commonName', isCommonName, '1 to 64 characters'),
    organization: fields.optionalText('organization'),
    certSecret: fields.text('certSecret', isDnsSubdomain, "a Secret's name"),
    validityDays: fields.days('validityDays'),
  };
}

export function certificateOf(fields: Fields): CertificateRequest {
  return {
    secret: fields.text('secret', isDnsSubdomain, "a Secret's name"),
    authority: fields.text('authority', isDnsLabel, 'a DNS label'),
    commonName: fields.text('commonName', isCommonName, '1 to 64 characters'),
    organization: fields.optionalText('organization'),
    dnsNames: fields.texts('dnsNames', isDnsName, 'a DNS name'),
    ipAddresses: fields.texts('ipAddresses', isIpAddress, 'an IP address'),
    usages: fields.members('usages', USAGES),
    validityDays: fields.days('validityDays'),
    format: fields.member('format', FORMATS),
  };
}

function checkReferences(requests: ClusterRequests, fields: Fields): void {
  const authorities = requests.authorities.map((each) => each.name);
  requests.certificates.forEach((each, index) => {
    if (!authorities.includes(each.authority)) {
      fields.wrong(
        `certificates[${String(index)}].authority`,
        `certificate '${each.secret}' names authority '${each.authority}', known are: ${authorities.join(', ')}`,
      );
    }
  });
  reportRepeats(authorities, 'authority', (message) => {
    fields.wrong('authorities', message);
  });
  const secrets = [
    ...requests.authorities.map((each) => each.certSecret),
    ...requests.certificates.map((each) => each.secret),
  ];
  reportRepeats(secrets, 'Secret', (message) => {
    fields.wrong('certificates', message);
  });
}

function reportRepeats(names: readonly string[], kind: string, wrong: (m: string) => void): void {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  for (const name of repeated) wrong(`${kind} '${name}' is asked for more than once`);
}

/** The upper bound is X.520's; several TLS libraries refuse longer ones. */
export function isCommonName(text: string): boolean {
  return text.length > 0 && text.length <= 64;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
