import { pemFile } from './paths';

/** Keys of Kafka and their values, in the order in which they are written. */
export type Properties = readonly (readonly [string, string])[];

/** A key and its chain, in the file that the start script makes of a store. */
export const pemKeyStore = (prefix: string, store: string): Properties => [
  [`${prefix}ssl.keystore.type`, 'PEM'],
  [`${prefix}ssl.keystore.location`, pemFile(store)],
];

/** Certificates to trust, in such a file. */
export const pemTrustStore = (prefix: string, store: string): Properties => [
  [`${prefix}ssl.truststore.type`, 'PEM'],
  [`${prefix}ssl.truststore.location`, pemFile(store)],
];

const PROVIDER = 'org.apache.kafka.common.config.provider';

/** What `${env:…}`, `${file:…}` and `${dir:…}` stand for, and where the last two may look. */
export function configProviders(paths: readonly string[]): Properties {
  const allowed = paths.join(',');
  return [
    ['config.providers', 'env,file,dir'],
    ['config.providers.env.class', `${PROVIDER}.EnvVarConfigProvider`],
    ['config.providers.file.class', `${PROVIDER}.FileConfigProvider`],
    ['config.providers.file.param.allowed.paths', allowed],
    ['config.providers.dir.class', `${PROVIDER}.DirectoryConfigProvider`],
    ['config.providers.dir.param.allowed.paths', allowed],
  ];
}
