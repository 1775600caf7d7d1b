import type { ConnectorSpec } from '../spec/connector';
import type { ContentsSpec } from '../spec/contents';
import type { DesiredConnect, DesiredConnector } from '../spec/desired-state';
import { byText, sortedEntries } from '../util/sort';
import type { ConnectorModel } from './contents-model';

/** About two days of attempts, hourly in the end. */
const MAX_RESTARTS = 50;

/** A connector with every default filled in. */
export function completeConnector(spec: ConnectorSpec): ConnectorModel {
  const tasksMax = spec.tasksMax ?? 1;
  const config = {
    ...spec.config,
    name: spec.name,
    'connector.class': spec.connectorClass,
    'tasks.max': String(tasksMax),
  };
  return {
    spec,
    name: spec.name,
    tasksMax,
    state: spec.state ?? 'running',
    maxRestarts: spec.maxRestarts ?? MAX_RESTARTS,
    // A connector holds nothing: its offsets stay in Kafka.
    removal: spec.removal ?? 'delete',
    config: Object.fromEntries(sortedEntries(config)),
  };
}

/** The connectors by the workers that run them. Workers without any are there for what has to go. */
export function desiredConnect(
  { connectClusters }: ContentsSpec,
  connectors: readonly ConnectorModel[],
): readonly DesiredConnect[] | undefined {
  if (connectClusters.length === 0) return undefined;
  return connectClusters
    .map(({ name, restUrl, access }) => ({
      name,
      restUrl,
      access,
      connectors: connectors
        .filter(({ spec }) => spec.connect === name)
        .map(desiredConnector)
        .sort((a, b) => byText(a.name, b.name)),
    }))
    .sort((a, b) => byText(a.name, b.name));
}

function desiredConnector(connector: ConnectorModel): DesiredConnector {
  const { name, config, state, maxRestarts, removal, spec } = connector;
  const { offsets, said } = spec;
  return { name, config, state, maxRestarts, removal, offsets, ...said };
}
