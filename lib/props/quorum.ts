import type { QuorumSpec } from '../spec/cluster';

/** Options of a dynamic quorum. */
export interface DynamicQuorumOptions {
  /**
   * Node ids of the controllers that found the cluster. Give it before controllers are added: it is read once, at the
   * founding, and later controllers join what is there.
   * @default - all controllers of the program
   */
  readonly initialControllers?: number[];
}

/** How the controllers know each other. Chosen at the founding of a cluster. */
export class Quorum {
  /** The voters are kept in the metadata log (KIP-853), so that controllers can be added while the cluster runs. */
  public static dynamic(options: DynamicQuorumOptions = {}): Quorum {
    return new Quorum({ kind: 'dynamic', initialControllers: options.initialControllers });
  }

  /** The voters are a list in the configuration of each node (`controller.quorum.voters`), as Strimzi has it. */
  public static fixed(): Quorum {
    return new Quorum({ kind: 'static', initialControllers: undefined });
  }

  private constructor(private readonly spec: QuorumSpec) {}

  /** @internal */
  public _toSpec(): QuorumSpec {
    return this.spec;
  }
}
