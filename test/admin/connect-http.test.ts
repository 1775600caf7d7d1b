import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectHttp } from '../../lib/admin/connect-http';

type Answer = readonly [status: number, body: unknown];

/** What was asked, and what is answered to it. */
const asked: string[] = [];
let authorization: string | undefined;
let answers: Readonly<Record<string, Answer>> = {};
let server: Server;
let rest: ConnectHttp;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const call = `${request.method ?? ''} ${request.url ?? ''}`;
      ({ authorization } = request.headers);
      asked.push(body === '' ? call : `${call} ${body}`);
      const [status, content] = answers[call] ?? [204, undefined];
      response.writeHead(status).end(content === undefined ? '' : JSON.stringify(content));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  rest = new ConnectHttp(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
});

beforeEach(() => {
  asked.length = 0;
  answers = {};
});

afterAll(() => {
  server.close();
});

test('connectors are read with configuration and status', async () => {
  const status = {
    connector: { state: 'RUNNING', worker_id: 'w' },
    tasks: [{ id: 0, state: 'FAILED', worker_id: 'w', trace: 'why' }],
  };
  answers = {
    'GET /connectors?expand=info&expand=status': [
      200,
      { files: { info: { config: { name: 'files' } }, status } },
    ],
  };
  expect(await rest.connectors()).toEqual([
    {
      name: 'files',
      config: { name: 'files' },
      state: 'RUNNING',
      trace: undefined,
      tasks: [{ id: 0, state: 'FAILED', trace: 'why' }],
    },
  ]);
});

test('writes go where Connect wants them, names quoted', async () => {
  await rest.create({ name: 'a b', x: '1' }, 'stopped');
  await rest.configure({ name: 'a b' });
  await rest.setState('a b', 'running');
  await rest.restartFailed('a b');
  await rest.remove('a b');
  expect(asked).toEqual([
    'POST /connectors {"name":"a b","config":{"name":"a b","x":"1"},"initial_state":"STOPPED"}',
    'PUT /connectors/a%20b/config {"name":"a b"}',
    'PUT /connectors/a%20b/resume',
    'POST /connectors/a%20b/restart?includeTasks=true&onlyFailed=true',
    'DELETE /connectors/a%20b',
  ]);
});

test("a plugin's complaints are read, and that there is no such plugin", async () => {
  const path = 'PUT /connector-plugins/C/config/validate';
  const value = (name: string, errors: readonly string[]) => ({ value: { name, errors } });
  answers = { [path]: [200, { configs: [value('file', ['missing']), value('topic', [])] }] };
  expect(await rest.problems({ 'connector.class': 'C' })).toEqual(['file: missing']);
  answers = { [path]: [500, { error_code: 500, message: 'Failed to find any\n class C' }] };
  expect(await rest.problems({ 'connector.class': 'C' })).toEqual(['Failed to find any class C']);
});

test('a rebalance passes, other refusals do not', async () => {
  answers = { 'DELETE /connectors/a': [409, { message: 'rebalance' }] };
  await expect(rest.remove('a')).rejects.toMatchObject({ status: 409, isPassing: true });
  answers = { 'DELETE /connectors/a': [404, { message: 'Connector a not found' }] };
  await expect(rest.remove('a')).rejects.toMatchObject({
    isPassing: false,
    message: 'Connector a not found',
  });
});

test('offsets are read, altered and forgotten', async () => {
  const offsets = [{ partition: { filename: '/in' }, offset: { position: 7 } }];
  answers = { 'GET /connectors/a/offsets': [200, { offsets }] };
  expect(await rest.offsets('a')).toEqual(offsets);
  asked.length = 0;
  await rest.alterOffsets('a', offsets);
  await rest.resetOffsets('a');
  expect(asked).toEqual([
    'PATCH /connectors/a/offsets {"offsets":[{"partition":{"filename":"/in"},"offset":{"position":7}}]}',
    'DELETE /connectors/a/offsets',
  ]);
});

test('a connector that has not come to its stop says so', async () => {
  const message = 'Connectors must be in the STOPPED state before their offsets can be modified';
  answers = { 'DELETE /connectors/a/offsets': [400, { message }] };
  await expect(rest.resetOffsets('a')).rejects.toMatchObject({ isUnstopped: true });
});

test('name and password are brought along, and whoever is refused reads why', async () => {
  answers = { 'GET /connectors?expand=info&expand=status': [401, undefined] };
  const { port } = server.address() as AddressInfo;
  const one = new ConnectHttp('http://etl-connect-api.kafka.svc:8083', {
    username: 'admin',
    password: 'pä:ss',
    through: { host: '127.0.0.1', port },
  });
  await expect(one.connectors()).rejects.toThrow('HTTP 401: the name or the password');
  expect(authorization).toBe(`Basic ${Buffer.from('admin:pä:ss').toString('base64')}`);
});
