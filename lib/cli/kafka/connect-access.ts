import { ConnectHttp } from '../../admin/connect-http';
import type { HttpAccess } from '../../admin/connect-http';
import type { DesiredConnect } from '../../spec/desired-state';
import type { SecretKeySpec } from '../../spec/listener';
import { UsageError } from '../command';
import { Kubectl } from './stores';

/** How the REST API of workers is reached from here, as `--connect` says. */
const DIRECT = 'direct';
const BY_KUBECTL = 'kubectl';

/** Where the content of a Secret is to be had here. */
export type SecretReader = (reference: SecretKeySpec) => Promise<string | undefined>;

/** Ways to all workers of a program. */
export interface ConnectAccess {
  restOf(desired: DesiredConnect): ConnectHttp;
  close(): void;
}

/** `direct`, `kubectl`, or `etl=https://…,other=http://…`. */
export async function connectAccess(
  how: string,
  all: readonly DesiredConnect[],
  secretOf: SecretReader,
): Promise<ConnectAccess> {
  const ways = new Map<string, ConnectHttp>();
  const closing: (() => void)[] = [];
  const close = (): void => {
    for (const one of closing) one();
  };
  try {
    for (const desired of all) {
      const { url, through } = await wayTo(desired, how, closing);
      const access = await brought(desired, secretOf);
      ways.set(
        desired.name,
        new ConnectHttp(url, { ...access, ...(through === undefined ? {} : { through }) }),
      );
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    close,
    restOf: ({ name, restUrl }) => ways.get(name) ?? new ConnectHttp(restUrl),
  };
}

interface Way {
  readonly url: string;
  readonly through: HttpAccess['through'];
}

async function wayTo(
  { name, restUrl }: DesiredConnect,
  how: string,
  closing: (() => void)[],
): Promise<Way> {
  if (how === DIRECT) return { url: restUrl, through: undefined };
  if (how !== BY_KUBECTL) return { url: addressIn(how, name), through: undefined };
  const { hostname, port } = new URL(restUrl);
  const [service = '', namespace = '', kind] = hostname.split('.');
  if (kind !== 'svc') return { url: restUrl, through: undefined };
  const forwarded = await new Kubectl(namespace).forward(service, Number(port));
  closing.push(() => {
    forwarded.close();
  });
  return { url: restUrl, through: { host: '127.0.0.1', port: forwarded.port } };
}

function addressIn(list: string, name: string): string {
  const pairs = list.split(',').map((pair) => pair.split('='));
  const [, url] = pairs.find(([one]) => one === name) ?? [];
  if (url !== undefined && URL.canParse(url)) return url;
  throw new UsageError(
    `--connect says nothing of '${name}': ${BY_KUBECTL}, ${DIRECT}, or ${name}=https://HOST:8083,...`,
  );
}

async function brought(
  { access }: DesiredConnect,
  secretOf: SecretReader,
): Promise<Omit<HttpAccess, 'through'>> {
  if (access === undefined) return {};
  const { cas, user } = access;
  const texts = await Promise.all(cas.map(secretOf));
  const ca = texts.filter((text) => text !== undefined).join('\n');
  return {
    ...(ca === '' ? {} : { ca }),
    ...(user === undefined
      ? {}
      : {
          username: (await secretOf(user.username)) ?? '',
          password: (await secretOf(user.password)) ?? '',
        }),
  };
}
