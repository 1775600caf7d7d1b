import { metadataOf } from './target';
import type { RenderRoute } from './target';

/** TLSRoute of the Gateway API: a Gateway's listener of mode Passthrough hands the connection on by name. */
export const tlsRoute: RenderRoute = (listener, target) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'TLSRoute',
  metadata: metadataOf(target),
  spec: {
    parentRefs: listener.reach.parentRefs.map((parent) =>
      Object.fromEntries(Object.entries(parent).filter(([, value]) => value !== undefined)),
    ),
    hostnames: target.host === undefined ? [] : [target.host],
    rules: [{ backendRefs: [{ name: target.serviceName, port: listener.port }] }],
  },
});
