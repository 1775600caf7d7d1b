import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getProperties } from 'properties-file';
import type { ConnectionOptions } from '../../admin/connection';
import { UsageError } from '../command';

type Properties = Readonly<Record<string, string>>;

/** A file of Kafka's own tools (`--command-config`): protocol, PEM stores, login. */
export function connectionOptions(
  bootstrapServers: readonly string[],
  file: string | undefined,
  cwd: string,
): ConnectionOptions {
  if (file === undefined) return { bootstrapServers, tls: undefined, sasl: undefined };
  const path = resolve(cwd, file);
  const properties = getProperties(readFileSync(path, 'utf8'));
  const protocol = properties['security.protocol'] ?? 'PLAINTEXT';
  return {
    bootstrapServers,
    tls: /SSL$/.test(protocol) ? tlsOf(properties, dirname(path)) : undefined,
    sasl: protocol.startsWith('SASL') ? saslOf(properties) : undefined,
  };
}

function tlsOf(properties: Properties, folder: string): ConnectionOptions['tls'] {
  const store = (name: string): string | undefined => {
    const location = properties[`ssl.${name}.location`];
    if (location === undefined) return properties[`ssl.${name}.certificates`];
    const type = properties[`ssl.${name}.type`] ?? 'JKS';
    if (type !== 'PEM')
      throw new UsageError(`ssl.${name}.type is ${type}; this command reads PEM stores only`);
    return readFileSync(resolve(folder, location), 'utf8');
  };
  const own = store('keystore');
  return {
    ca: store('truststore'),
    // Key and chain in one text: each is found where it is wanted.
    cert: own,
    key: own,
    verifyName: properties['ssl.endpoint.identification.algorithm'] !== '',
  };
}

const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

function saslOf(properties: Properties): ConnectionOptions['sasl'] {
  const said = properties['sasl.mechanism'];
  const mechanism = MECHANISMS.find((name) => name === said);
  if (mechanism === undefined)
    throw new UsageError(
      `sasl.mechanism is ${said ?? 'missing'}; known are ${MECHANISMS.join(', ')}`,
    );
  const login = properties['sasl.jaas.config'] ?? '';
  const of = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(login)?.[1] ?? '';
  return { mechanism, username: of('username'), password: of('password') };
}
