import type { IngressControllerName } from '../spec/listener';

/** An Ingress controller, and its own way to be told that TLS is passed on to the brokers as it is. */
export class IngressController {
  /** ingress-nginx with `--enable-ssl-passthrough`: annotation `nginx.ingress.kubernetes.io/ssl-passthrough`. */
  public static readonly NGINX = new IngressController('nginx');
  /** HAProxy's controllers: annotations `haproxy.org/ssl-passthrough` and `haproxy-ingress.github.io/ssl-passthrough`. */
  public static readonly HAPROXY = new IngressController('haproxy');
  /** Traefik: its own IngressRouteTCP (traefik.io/v1alpha1), as its Ingress terminates TLS. */
  public static readonly TRAEFIK = new IngressController('traefik');

  private constructor(private readonly name: IngressControllerName) {}

  /** @internal */
  public _toSpec(): IngressControllerName {
    return this.name;
  }
}
