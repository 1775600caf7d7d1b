import type { BindingSpec } from '../model/user-binding';

/** How a workload gets the credentials of a user. */
export interface UserBindingOptions {
  /**
   * Name of the listener to which the clients connect.
   * @default - the first that takes users of this kind
   */
  readonly listener?: string;
  /**
   * Folder of the files in the containers: `cluster-ca/ca.crt`, `user/user.crt`, `user/user.key`, `user/password`.
   * @default /etc/kafka-client
   */
  readonly mountPath?: string;
  /**
   * Names of the containers.
   * @default - all
   */
  readonly containers?: string[];
}

export const bindingSpec = (options: UserBindingOptions): BindingSpec => ({
  listener: options.listener,
  mountPath: options.mountPath,
  containers: options.containers,
});
