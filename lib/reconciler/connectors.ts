import { readFileSync } from 'node:fs';
import { ConnectHttp } from '../admin/connect-http';
import type { AppliedConnectors, ConnectorStore } from '../reconcile/connect/state';
import type { DesiredConnect } from '../spec/desired-state';
import type { SecretKeySpec } from '../spec/listener';
import type { Kubernetes } from './kubernetes';

const KEY = 'connectors.json';

/** Beside the applied state of Kafka, in the same ConfigMap. */
export class ConfigMapConnectors implements ConnectorStore {
  public constructor(
    private readonly kubernetes: Kubernetes,
    private readonly name: string,
  ) {}

  public async load(): Promise<AppliedConnectors> {
    const { data } = await this.kubernetes.get('/api/v1', 'configmaps', this.name);
    return JSON.parse(data?.[KEY] ?? '{}') as AppliedConnectors;
  }

  public async save(connectors: AppliedConnectors): Promise<void> {
    const data = { [KEY]: JSON.stringify(connectors) };
    await this.kubernetes.patch('/api/v1', 'configmaps', this.name, { data });
  }
}

/** How workers are asked, with what is mounted of their Secrets. */
export function restOf({ restUrl, access }: DesiredConnect, secretsFolder: string): ConnectHttp {
  if (access === undefined) return new ConnectHttp(restUrl);
  const read = ({ secretName, key }: SecretKeySpec): string => {
    try {
      return readFileSync(`${secretsFolder}/${secretName}/${key}`, 'utf8').replace(/\n+$/, '');
    } catch {
      // Who is asked without it says no, and that is told.
      return '';
    }
  };
  const { cas, user } = access;
  return new ConnectHttp(restUrl, {
    ...(cas.length === 0 ? {} : { ca: cas.map(read).join('\n') }),
    ...(user === undefined ? {} : { username: read(user.username), password: read(user.password) }),
  });
}
