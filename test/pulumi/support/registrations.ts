import * as pulumi from '@pulumi/pulumi';
import { MockMonitor } from '@pulumi/pulumi/runtime/mocks';

/** What the SDK asked the engine to register: the mocks alone show neither order nor options. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly provider: string;
  readonly inputs: unknown;
  readonly text: string;
  readonly dependencies: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly timeouts: { readonly create: string; readonly update: string };
}

interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getObject(): { toJavaScript(): unknown } | undefined;
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getCustomtimeouts(): { getCreate(): string; getUpdate(): string } | undefined;
}

type Done = (error: unknown, response: { getUrn(): string } | undefined) => void;

export interface Registrations {
  all(): readonly Registration[];
  /** Without the component. */
  children(): readonly Registration[];
  /** When all that was asked for is registered. */
  settled(): Promise<void>;
  clear(): void;
}

export function recordRegistrations(): Registrations {
  const found: Registration[] = [];
  void pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }),
    call: () => ({}),
  });
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its monitor below
  const original = MockMonitor.prototype.registerResource;
  MockMonitor.prototype.registerResource = function (
    this: MockMonitor,
    request: Request,
    done: Done,
  ) {
    const record: Done = (error, response) => {
      if (response !== undefined) found.push(registration(request, response.getUrn()));
      done(error, response);
    };
    return original.call(this, request, record);
  };
  return {
    all: () => found.filter(({ type }) => type !== 'pulumi:pulumi:Stack'),
    children: () => found.filter(({ type }) => type.startsWith('kubernetes:')),
    settled: () => pulumi.runtime.disconnect(),
    clear: () => {
      found.length = 0;
    },
  };
}

function registration(request: Request, urn: string): Registration {
  const inputs = request.getObject()?.toJavaScript();
  const timeouts = request.getCustomtimeouts();
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    provider: request.getProvider(),
    inputs,
    text: JSON.stringify(inputs),
    dependencies: request.getDependenciesList(),
    ignoreChanges: request.getIgnorechangesList(),
    secretOutputs: request.getAdditionalsecretoutputsList(),
    timeouts: { create: timeouts?.getCreate() ?? '', update: timeouts?.getUpdate() ?? '' },
  };
}
