import type { AppliedConnectors, ConnectorStore } from '../reconcile/connect/state';
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
