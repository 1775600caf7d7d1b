import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Manifest } from '../../manifest/manifest';
import type { CommandContext, CommandInput, ExitCode } from '../command';
import { UsageError } from '../command';
import { declared, isConfigMap, manifestsOf, oneOf } from './desired';
import { openConnect } from './session';

/** Where a connector is, partition by partition. */
export async function connectorOffsets(
  input: CommandInput,
  context: CommandContext,
): Promise<ExitCode> {
  const [workers = '', ...rest] = input.argument(0).split('/');
  const name = rest.join('/');
  const of = oneOf(await declared(input.text('app'), context.cwd), input.text('cluster'));
  const desired = of.desired.connect?.find((one) => one.name === workers);
  if (desired === undefined || name === '')
    throw new UsageError(
      `'${input.argument(0)}' names no connector: CONNECT/NAME, and the workers of the program are ${of.desired.connect?.map((one) => one.name).join(', ') ?? 'none'}`,
    );
  const access = await openConnect(of, input, context);
  try {
    const offsets = await access.restOf(desired).offsets(name);
    context.io.result(
      input.flag('json')
        ? JSON.stringify(offsets, undefined, 2)
        : offsets
            .map(
              ({ partition, offset }) => `${JSON.stringify(partition)}  ${JSON.stringify(offset)}`,
            )
            .join('\n'),
    );
    return 0;
  } finally {
    access.close();
  }
}

interface BuildConfig extends Manifest {
  readonly spec?: { readonly source?: { readonly dockerfile?: string } };
}

const INSTANCE = 'app.kubernetes.io/instance';

/** The Dockerfile from which the image of workers is built, by whomever. */
function dockerfileIn(manifest: Manifest): string | undefined {
  if (isConfigMap(manifest)) return manifest.data?.['Dockerfile'];
  if (manifest.kind !== 'BuildConfig') return undefined;
  return (manifest as BuildConfig).spec?.source?.dockerfile;
}

/** The Dockerfile of workers, for CI. */
export async function connectDockerfile(
  input: CommandInput,
  context: CommandContext,
): Promise<ExitCode> {
  const all = (await manifestsOf(input.positionals[0], context.cwd)).flatMap((manifest) => {
    const text = dockerfileIn(manifest);
    const name = manifest.metadata.labels?.[INSTANCE];
    return text === undefined || name === undefined ? [] : [{ name, text }];
  });
  const wanted = input.text('connect');
  const [found, ...others] = all.filter(({ name }) => wanted === undefined || name === wanted);
  if (found === undefined || others.length > 0)
    throw new UsageError(
      `say whose Dockerfile with --connect: ${all.map(({ name }) => name).join(', ') || 'there is none'}`,
    );
  const { name: connect, text: dockerfile } = found;
  const out = input.text('out');
  if (out !== undefined) {
    writeFileSync(resolve(context.cwd, out), dockerfile);
    context.io.note(`the Dockerfile of ${connect} is in ${out}`);
  }
  if (input.flag('json')) context.io.result(JSON.stringify({ connect, dockerfile }, undefined, 2));
  else if (out === undefined) context.io.result(dockerfile.trimEnd());
  return 0;
}
