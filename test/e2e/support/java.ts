import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clients, HOME, client, writeClientFile } from './clients';
import { Skipped, expect } from './outcome';
import { run } from './process';

/** Programs of `java/`, which use Kafka's own clients; each is a folder with a class `Main`. */
export type JavaProgram = 'grants' | 'authorizer' | 'floor';

const SOURCES = join(__dirname, '..', 'java');
const LIBS = '/opt/kafka/libs';
/** Of the image of the clients: what a program is compiled with is what it runs with. */
const JARS =
  'kafka-clients kafka-streams kafka-metadata kafka-server-common jackson-core jackson-databind jackson-annotations';
// The image has a runtime without a compiler; its jars ask for 17.
const RELEASE = '17';
const OPTIONS = [
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dorg.apache.logging.log4j.level=OFF',
].join(' ');

const installed = new WeakMap<Clients, Set<JavaProgram>>();
const libraries = new WeakMap<Clients, string>();

/** Compiled on this machine against the jars of the clients' pod; what is missing is a reason to skip. */
async function install(clients: Clients, program: JavaProgram): Promise<void> {
  const there = installed.get(clients) ?? new Set<JavaProgram>();
  installed.set(clients, there);
  if (there.has(program)) return;
  const out = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-e2e-java-'));
  try {
    await compile(program, await jarsOf(clients), out);
    const copies = readdirSync(out).map(
      (file) =>
        `base64 -d > '${folderOf(program)}/${file}' <<'END_OF_CLASS'\n${readFileSync(join(out, file)).toString('base64')}\nEND_OF_CLASS`,
    );
    await client(clients, 'kafka', [`mkdir -p ${folderOf(program)}`, ...copies].join('\n'));
  } finally {
    rmSync(out, { recursive: true });
  }
  there.add(program);
}

const folderOf = (program: JavaProgram): string => `${HOME}/java/${program}`;

async function compile(program: JavaProgram, jars: string, out: string): Promise<void> {
  const folder = join(SOURCES, program);
  const files = readdirSync(folder).map((file) => join(folder, file));
  const args = ['--release', RELEASE, '-g:none', '-cp', join(jars, '*'), '-d', out, ...files];
  const { code, stderr } = await run('javac', args, { timeoutSeconds: 300 });
  expect(code === 0, `javac ${program}: ${stderr.slice(0, 3000)}`);
}

/** A folder of this machine with the jars of the clients' image, for as long as the suite runs. */
async function jarsOf(clients: Clients): Promise<string> {
  const known = libraries.get(clients);
  if (known !== undefined) return known;
  await requireCompiler();
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-e2e-jars-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  mkdirSync(folder, { recursive: true });
  const script = `cd ${LIBS} && for name in ${JARS}; do for file in $name-[0-9]*.jar; do echo "$file"; base64 "$file" | tr -d '\\n'; echo; done; done`;
  const lines = (await client(clients, 'kafka', script, 180)).trim().split('\n');
  for (let index = 0; index + 1 < lines.length; index += 2) {
    writeFileSync(join(folder, lines[index] ?? ''), Buffer.from(lines[index + 1] ?? '', 'base64'));
  }
  libraries.set(clients, folder);
  return folder;
}

async function requireCompiler(): Promise<void> {
  const found = await run('javac', ['-version']).catch(() => undefined);
  if (found?.code !== 0) throw new Skipped('this machine has no javac');
}

/** Runs a program in the clients' pod on what it is asked, and returns its answer. */
export async function runJava(
  clients: Clients,
  program: JavaProgram,
  input: unknown,
  timeoutSeconds = 300,
): Promise<unknown> {
  await install(clients, program);
  const request = await writeClientFile(clients, `${program}.json`, JSON.stringify(input));
  const script = `cd /tmp && java ${OPTIONS} -cp '${folderOf(program)}:${LIBS}/*' Main ${request}; code=$?; rm ${request}; exit $code`;
  const output = await client(clients, 'kafka', script, timeoutSeconds);
  const answer = output.split('\n').find((line) => line.startsWith('RESULT '));
  expect(answer !== undefined, `${program} gave no answer: ${output.slice(-1500)}`);
  return JSON.parse(answer.slice('RESULT '.length)) as unknown;
}
