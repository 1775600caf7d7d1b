import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type {
  ClusterState,
  ClusterStateRequest,
  EngineOutcome,
  EngineRequest,
  NodeClientAnswer,
  NodeClientRequest,
  ScaleAnswer,
  ScaleRequest,
} from '../programs/protocol';
import { type Clients, HOME, client, writeClientFile } from './clients';

type ProgramName = 'node-client' | 'cluster-state' | 'engine' | 'scale';

const installed = new WeakMap<Clients, Set<ProgramName>>();

/** One file per program, so that the pod needs nothing but Node. */
async function install(clients: Clients, name: ProgramName): Promise<void> {
  const there = installed.get(clients) ?? new Set<ProgramName>();
  installed.set(clients, there);
  if (there.has(name)) return;
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, '..', 'programs', `${name}.ts`)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    write: false,
    logLevel: 'error',
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    // The same code with its WebAssembly inside, instead of a file beside it.
    alias: { '@platformatic/wasm-utils': '@platformatic/wasm-utils/bundled' },
    // Optional parts of the Kafka client that nothing here uses.
    external: ['@node-rs/crc32', 'protobufjs'],
  });
  await writeClientFile(clients, `${name}.cjs`, outputFiles[0]?.text ?? '');
  there.add(name);
}

async function runProgram(
  clients: Clients,
  name: ProgramName,
  input: unknown,
  timeoutSeconds = 60,
): Promise<unknown> {
  await install(clients, name);
  const text = JSON.stringify(input);
  const script = `node ${HOME}/${name}.cjs <<'END_OF_INPUT'\n${text}\nEND_OF_INPUT`;
  const output = await client(clients, 'node', script, timeoutSeconds);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

export async function nodeClient(
  clients: Clients,
  request: NodeClientRequest,
): Promise<NodeClientAnswer> {
  return (await runProgram(clients, 'node-client', request)) as NodeClientAnswer;
}

export async function clusterState(
  clients: Clients,
  request: ClusterStateRequest,
): Promise<ClusterState> {
  return (await runProgram(clients, 'cluster-state', request)) as ClusterState;
}

export async function engineCases(
  clients: Clients,
  request: EngineRequest,
): Promise<readonly EngineOutcome[]> {
  return (await runProgram(clients, 'engine', request, 900)) as readonly EngineOutcome[];
}

export async function applyMany(clients: Clients, request: ScaleRequest): Promise<ScaleAnswer> {
  return (await runProgram(clients, 'scale', request, 1500)) as ScaleAnswer;
}
