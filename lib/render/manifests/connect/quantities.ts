import type { ResourcesSpec } from '../../../spec/node-pool';
import { bytesQuantity } from '../quantities';

/** CPU and memory of a build: as much memory as it asks for, and no more. */
export function resourcesOf({ cpuRequest, cpuLimit, memoryBytes }: ResourcesSpec): object {
  const memory = memoryBytes === undefined ? {} : { memory: bytesQuantity(memoryBytes) };
  return {
    requests: { ...(cpuRequest === undefined ? {} : { cpu: cpuRequest }), ...memory },
    limits: { ...(cpuLimit === undefined ? {} : { cpu: cpuLimit }), ...memory },
  };
}
