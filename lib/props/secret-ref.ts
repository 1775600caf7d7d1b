import type { SecretKeySpec } from '../spec/listener';

/** A key of a Secret in the namespace of the cluster. Secrets are only ever referred to; no manifest holds their content. */
export class SecretRef {
  /**
   * A key of a Secret.
   * @param secretName name of the Secret
   * @param key key of its `data`
   */
  public static of(secretName: string, key: string): SecretRef {
    return new SecretRef(secretName, key);
  }

  private constructor(
    /** Name of the Secret. */
    public readonly secretName: string,
    /** Key of its `data`. */
    public readonly key: string,
  ) {}

  /** @internal */
  public _toSpec(): SecretKeySpec {
    return { secretName: this.secretName, key: this.key };
  }
}
