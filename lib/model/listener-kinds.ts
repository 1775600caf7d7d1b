import type { ListenerType } from '../spec/listener';

/** What a type of listener can do. Rules and renderers ask this table, never the type itself. */
export interface ListenerKind {
  /** Whether the ports stand on the common bootstrap and headless Services. */
  readonly onCommonServices: boolean;
  /** Whether each broker has a Service of its own. */
  readonly servicePerBroker: boolean;
  /** Which pods may connect when the user names no peers. */
  readonly defaultPeers: 'sameNamespace' | 'everyone';
}

export const LISTENER_KINDS: Readonly<Record<ListenerType, ListenerKind>> = {
  internal: { onCommonServices: true, servicePerBroker: false, defaultPeers: 'sameNamespace' },
  'cluster-ip': { onCommonServices: false, servicePerBroker: true, defaultPeers: 'sameNamespace' },
};
