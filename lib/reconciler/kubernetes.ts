import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { UsageError } from '../util/errors';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const ANSWER_MS = 15_000;
const CONFLICT = 409;

/** As much of an object as is read here. */
export interface KubernetesObject {
  readonly metadata: { readonly name: string; readonly resourceVersion: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Somebody else has written the object since it was read. */
export class KubernetesConflict extends Error {
  public constructor(path: string) {
    super(`${path} was changed by somebody else meanwhile`);
    this.name = 'KubernetesConflict';
  }
}

type Method = 'GET' | 'PATCH' | 'POST';

/** The few calls of the Kubernetes API that a run makes, as the pod's service account. */
export class Kubernetes {
  public constructor(private readonly namespace: string) {}

  public get(group: string, plural: string, name: string): Promise<KubernetesObject> {
    return this.call('GET', this.path(group, plural, name));
  }

  /** A JSON merge patch; with a resourceVersion in it, it fails when the object is another by now. */
  public patch(
    group: string,
    plural: string,
    name: string,
    body: object,
  ): Promise<KubernetesObject> {
    return this.call('PATCH', this.path(group, plural, name), body);
  }

  public create(group: string, plural: string, body: object): Promise<KubernetesObject> {
    return this.call('POST', this.path(group, plural), body);
  }

  private path(group: string, plural: string, name?: string): string {
    const base = `${group}/namespaces/${this.namespace}/${plural}`;
    return name === undefined ? base : `${base}/${name}`;
  }

  private async call(method: Method, path: string, body?: object): Promise<KubernetesObject> {
    const { status, text } = await send(method, path, body);
    if (status === CONFLICT && method === 'PATCH') throw new KubernetesConflict(path);
    if (status < 200 || status > 299) {
      throw new UsageError('KubernetesApi', `${method} ${path}: HTTP ${String(status)}`);
    }
    return JSON.parse(text) as KubernetesObject;
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function send(method: Method, path: string, body?: object): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const options = {
    method,
    host: process.env['KUBERNETES_SERVICE_HOST'] ?? 'kubernetes.default.svc',
    port: process.env['KUBERNETES_SERVICE_PORT_HTTPS'] ?? '443',
    path,
    ca: readFileSync(`${ACCOUNT}/ca.crt`),
    timeout: ANSWER_MS,
    headers: {
      // The kubelet renews it: read each time.
      authorization: `Bearer ${readFileSync(`${ACCOUNT}/token`, 'utf8').trim()}`,
      accept: 'application/json',
      'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
    },
  };
  return new Promise((resolve, reject) => {
    const call = request(options, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') });
      });
    });
    call.on('timeout', () => call.destroy(new UsageError('KubernetesApi', `${path}: no answer`)));
    call.on('error', reject);
    call.end(text);
  });
}
