import { metadataOf } from './target';
import type { RenderRoute } from './target';

/** OpenShift's Route: the router passes TLS on, whose end is the broker. */
export const route: RenderRoute = (listener, target) => ({
  apiVersion: 'route.openshift.io/v1',
  kind: 'Route',
  metadata: metadataOf(target),
  spec: {
    host: target.host,
    to: { kind: 'Service', name: target.serviceName, weight: 100 },
    port: { targetPort: listener.portName },
    tls: { termination: 'passthrough' },
    wildcardPolicy: 'None',
  },
});
