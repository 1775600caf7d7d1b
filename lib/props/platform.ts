import type { PlatformSpec } from '../spec/cluster';

/** Options of OpenShift. */
export interface OpenShiftOptions {
  /**
   * Domain of the router, from which hosts of Routes are computed.
   * @default - hosts are given
   */
  readonly appsDomain?: string;
}

/** What kind of Kubernetes the manifests are for. Never guessed: a synth has no cluster to ask. */
export class Platform {
  /** Kubernetes. */
  public static readonly KUBERNETES = new Platform({ kind: 'kubernetes' });

  /** OpenShift: user and group are left to the namespace's range (`restricted-v2`). */
  public static openshift(options: OpenShiftOptions = {}): Platform {
    return new Platform({ kind: 'openshift', appsDomain: options.appsDomain });
  }

  private constructor(private readonly spec: PlatformSpec) {}

  /** @internal */
  public _toSpec(): PlatformSpec {
    return this.spec;
  }
}
