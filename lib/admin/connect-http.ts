import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { ConnectRefusal } from '../reconcile/connect/rest';
import type { ConnectorPosition } from '../spec/connector';
import type { ConnectRest, LiveConnector, WantedState } from '../reconcile/connect/rest';

const ANSWER_MS = 90_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What is asked of one connector by `?expand=info&expand=status`. */
interface Expanded {
  readonly info?: { readonly config: Readonly<Record<string, string>> };
  readonly status?: {
    readonly connector: { readonly state: string; readonly trace?: string };
    readonly tasks: readonly {
      readonly id: number;
      readonly state: string;
      readonly trace?: string;
    }[];
  };
}

interface Validation {
  readonly configs: readonly {
    readonly value: { readonly name: string; readonly errors: readonly string[] };
  }[];
}

/** What is brought along, and whom one trusts. */
export interface HttpAccess {
  readonly username?: string;
  readonly password?: string;
  /** PEM; without it those that every system trusts. */
  readonly ca?: string;
  /** Where the connection goes, if not to the host of the address: the certificate is checked for that one all the same. */
  readonly through?: { readonly host: string; readonly port: number };
}

/** Connect's REST API. */
export class ConnectHttp implements ConnectRest {
  /**
   * @param url where it answers
   * @param access what it asks for
   */
  public constructor(
    private readonly url: string,
    private readonly access: HttpAccess = {},
  ) {}

  public async connectors(): Promise<readonly LiveConnector[]> {
    const all = (await this.json('GET', '/connectors?expand=info&expand=status')) as Readonly<
      Record<string, Expanded>
    >;
    return Object.entries(all).map(([name, { info, status }]) => ({
      name,
      config: info?.config ?? {},
      state: status?.connector.state ?? 'UNASSIGNED',
      trace: status?.connector.trace,
      tasks: (status?.tasks ?? []).map(({ id, state, trace }) => ({ id, state, trace })),
    }));
  }

  public async problems(config: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const plugin = encodeURIComponent(config['connector.class'] ?? '');
    try {
      const path = `/connector-plugins/${plugin}/config/validate`;
      const { configs } = (await this.json('PUT', path, config)) as Validation;
      return configs.flatMap(({ value }) => value.errors.map((error) => `${value.name}: ${error}`));
    } catch (error) {
      if (error instanceof ConnectRefusal && !error.isPassing) return [error.message];
      throw error;
    }
  }

  public async create(config: Readonly<Record<string, string>>, state: WantedState): Promise<void> {
    const body = { name: config['name'], config, initial_state: state.toUpperCase() };
    await this.json('POST', '/connectors', body);
  }

  public async configure(config: Readonly<Record<string, string>>): Promise<void> {
    await this.json('PUT', `${pathOf(config['name'] ?? '')}/config`, config);
  }

  public async setState(name: string, state: WantedState): Promise<void> {
    const verbs = { running: 'resume', paused: 'pause', stopped: 'stop' } as const;
    await this.json('PUT', `${pathOf(name)}/${verbs[state]}`);
  }

  public async restartFailed(name: string): Promise<void> {
    await this.json('POST', `${pathOf(name)}/restart?includeTasks=true&onlyFailed=true`);
  }

  public async remove(name: string): Promise<void> {
    await this.json('DELETE', pathOf(name));
  }

  public async offsets(name: string): Promise<readonly ConnectorPosition[]> {
    const { offsets } = (await this.json('GET', `${pathOf(name)}/offsets`)) as {
      readonly offsets: readonly ConnectorPosition[];
    };
    return offsets;
  }

  public async alterOffsets(name: string, positions: readonly ConnectorPosition[]): Promise<void> {
    await this.json('PATCH', `${pathOf(name)}/offsets`, { offsets: positions });
  }

  public async resetOffsets(name: string): Promise<void> {
    await this.json('DELETE', `${pathOf(name)}/offsets`);
  }

  private async json(method: string, path: string, body?: object): Promise<unknown> {
    const url = new URL(path, this.url);
    const { status, text } = await send(method, url, body, this.access);
    if (status < 200 || status > 299) throw new ConnectRefusal(status, messageIn(text, status));
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }
}

const pathOf = (name: string): string => `/connectors/${encodeURIComponent(name)}`;

function messageIn(text: string, status: number): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: string };
    if (message !== undefined) return message.replace(/\s+/g, ' ');
  } catch {
    // Not every answer is of Connect itself.
  }
  if (status === 401) return 'HTTP 401: the name or the password is not one that Connect knows';
  return `HTTP ${String(status)}`;
}

function headersOf(
  content: string | undefined,
  { username, password = '' }: HttpAccess,
): Readonly<Record<string, string | number>> {
  const secret = Buffer.from(`${username ?? ''}:${password}`, 'utf8').toString('base64');
  return {
    accept: 'application/json',
    ...(username === undefined ? {} : { authorization: `Basic ${secret}` }),
    ...(content === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
  };
}

function send(
  method: string,
  url: URL,
  body: object | undefined,
  access: HttpAccess,
): Promise<Answer> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const options = {
    method,
    path: `${url.pathname}${url.search}`,
    headers: { ...headersOf(content, access), host: url.host },
    timeout: ANSWER_MS,
    host: access.through?.host ?? url.hostname,
    port: access.through?.port ?? url.port,
    ...(url.protocol === 'https:' ? { servername: url.hostname, ca: access.ca } : {}),
  };
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const call = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    call.on('timeout', () => call.destroy(new ConnectRefusal(0, `no answer from ${url.host}`)));
    call.on('error', reject);
    call.end(content);
  });
}
