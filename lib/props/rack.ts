import type { RackSpec } from '../spec/node-pool';

/** Where a broker's rack (`broker.rack`) comes from. Neither way needs a right to read the hosts of the cluster. */
export class Rack {
  /** The same rack for the whole pool: one pool per zone, each with a node selector or affinity for its zone. */
  public static of(rack: string): Rack {
    return new Rack({ kind: 'literal', rack });
  }

  /**
   * The value of a label of the pod, by default `topology.kubernetes.io/zone`, which Kubernetes copies from the host
   * where the admission plugin PodTopologyLabels is on (KEP-4742). A pod without the label does not start.
   */
  public static podLabel(label: string = 'topology.kubernetes.io/zone'): Rack {
    return new Rack({ kind: 'podLabel', label });
  }

  private constructor(private readonly spec: RackSpec) {}

  /** @internal */
  public _toSpec(): RackSpec {
    return this.spec;
  }
}
