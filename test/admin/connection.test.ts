import type { Connection } from '@platformatic/kafka';
import type { Api, Brokers } from '../../lib/admin/connection';
import { KafkaConnection } from '../../lib/admin/connection';

interface Answer {
  readonly topics: readonly { readonly errorCode: number }[];
}

const NOBODY = { bootstrapServers: [], tls: undefined, sasl: undefined };

/** The number of a broker is its connection here. */
const brokers: Brokers = {
  any: () => Promise.resolve(1 as unknown as Connection),
  one: (id) => Promise.resolve(id > 3 ? undefined : (id as unknown as Connection)),
  close: () => Promise.resolve(),
};

/** Which broker was asked what. */
let asked: string[] = [];
/** What the brokers say of who is the controller, one answer after the other; the last one stays. */
let controllers: number[] = [];

beforeEach(() => {
  asked = [];
  controllers = [];
});

// The library is a module that Jest cannot load; of it the connection needs just these.
jest.mock('@platformatic/kafka', () => ({
  /** How it says that an answer has errors in it. */
  ResponseError: class extends Error {
    public constructor(public readonly response: unknown) {
      super('errors in the answer');
    }
  },
  describeClusterV1: {
    api: {
      async: (broker: unknown) => {
        asked.push(`${String(broker)}: who is the controller`);
        const controllerId = (controllers.length > 1 ? controllers.shift() : controllers[0]) ?? -1;
        return Promise.resolve({ errorCode: 0, controllerId, brokers: [] });
      },
    },
  },
}));

const { ResponseError } = jest.requireMock<{
  readonly ResponseError: new (response: unknown) => Error;
}>('@platformatic/kafka');

/** A request that the named broker alone carries out. */
const onlyBy = (controller: number | undefined): Api<[string], Answer> => ({
  async: (connection, what) => {
    const broker = connection as unknown as number;
    asked.push(`${String(broker)}: ${what}`);
    if (broker === controller) return Promise.resolve({ topics: [{ errorCode: 0 }] });
    return Promise.reject(new ResponseError({ topics: [{ errorCode: 41 }, { errorCode: 41 }] }));
  },
});

test('what a broker does by itself or passes on goes to one broker', async () => {
  const connection = new KafkaConnection(NOBODY, brokers);
  await connection.send(onlyBy(1), 'a');
  await connection.send(onlyBy(1), 'b');
  expect(asked).toEqual(['1: a', '1: b']);
});

test('what a broker refuses as it is not the controller goes to that, and so does all that follows', async () => {
  controllers = [3];
  const connection = new KafkaConnection(NOBODY, brokers);
  expect(await connection.send(onlyBy(3), 'a')).toEqual({ topics: [{ errorCode: 0 }] });
  await connection.send(onlyBy(3), 'b');
  expect(asked).toEqual(['1: a', '1: who is the controller', '3: a', '3: b']);
});

test('while there is no controller it is asked for again', async () => {
  controllers = [-1, 2];
  const connection = new KafkaConnection(NOBODY, brokers);
  expect(await connection.send(onlyBy(2), 'a')).toEqual({ topics: [{ errorCode: 0 }] });
  expect(asked.filter((one) => one.endsWith(': a'))).toEqual(['1: a', '1: a', '2: a']);
});

test('an answer with another error is the answer', async () => {
  const half = { topics: [{ errorCode: 41 }, { errorCode: 36 }] };
  const api: Api<[], Answer> = {
    async: () => Promise.reject(new ResponseError(half)),
  };
  expect(await new KafkaConnection(NOBODY, brokers).send(api)).toBe(half);
});

test('settings of a broker go to that broker', async () => {
  const connection = new KafkaConnection(NOBODY, brokers);
  await connection.sendTo(2, onlyBy(2), 'a');
  await connection.send(onlyBy(1), 'b');
  expect(asked).toEqual(['2: a', '1: b']);
});

test('a broker that is not there is said', async () => {
  await expect(new KafkaConnection(NOBODY, brokers).sendTo(4, onlyBy(4), 'a')).rejects.toThrow(
    'broker 4 could not be reached',
  );
});
