import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Manifest } from '../../manifest/manifest';
import type { CommandContext, CommandInput, ExitCode } from '../command';
import { UsageError } from '../command';
import { declaredIn, manifestsOf } from '../kafka/desired';
import { superUsersOf } from '../kafka/super-users';
import { accessDrawing } from './access';
import { svgOf } from './drawing';
import type { ClusterPlace } from './objects';
import { clustersOf } from './objects';
import { pageOf } from './page';
import type { Section } from './page';
import { topologyDrawing } from './topology';

export const VIEWS = ['access', 'topology'] as const;

/** Clusters of the program, and those of elsewhere whose contents it has. */
function placesOf(manifests: readonly Manifest[]): readonly ClusterPlace[] {
  const own = clustersOf(manifests);
  const others = declaredIn(manifests)
    .map(({ desired, settings: { namespace } }) => ({ cluster: desired.cluster.name, namespace }))
    .filter(
      ({ cluster, namespace }) =>
        !own.some((one) => one.cluster === cluster && one.namespace === namespace),
    );
  return [...own, ...others];
}

function sectionOf(manifests: readonly Manifest[], place: ClusterPlace): Section {
  const contents = declaredIn(manifests).find(
    ({ desired, settings }) =>
      desired.cluster.name === place.cluster && settings.namespace === place.namespace,
  )?.desired;
  const superUsers = superUsersOf(manifests, place.cluster, place.namespace);
  const topology = topologyDrawing(manifests, place);
  const access = contents && accessDrawing(contents, superUsers);
  return {
    name: place.cluster,
    drawings: [topology, ...(access ? [access] : [])].filter(({ shapes }) => shapes.length > 0),
    acls: contents?.acls ?? [],
    superUsers,
  };
}

function sectionsOf(
  manifests: readonly Manifest[],
  cluster: string | undefined,
): readonly Section[] {
  const places = placesOf(manifests);
  const chosen = places.filter((place) => cluster === undefined || place.cluster === cluster);
  if (chosen.length > 0) return chosen.map((place) => sectionOf(manifests, place));
  const names = places.map((place) => place.cluster).join(', ') || 'none';
  throw new UsageError(
    cluster === undefined
      ? 'the manifests have no Kafka cluster'
      : `the manifests have no Kafka cluster '${cluster}'; they have: ${names}`,
  );
}

/** Draws who may do what, and what runs where, into one file. */
export async function drawGraph(input: CommandInput, context: CommandContext): Promise<ExitCode> {
  const manifests = await manifestsOf(input.positionals[0], context.cwd);
  const sections = sectionsOf(manifests, input.text('cluster'));
  const out = input.textOf('out');
  const file = resolve(context.cwd, out);
  const text = out.endsWith('.svg')
    ? await soleSvg(sections, input.textOf('view'))
    : await pageOf(sections);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const drawn = sections.flatMap(({ drawings }) => drawings.map(({ title }) => title));
  context.io.result(
    input.flag('json')
      ? JSON.stringify({ file: out, drawn }, undefined, 2)
      : `the graph is in ${out}`,
  );
  return 0;
}

async function soleSvg(sections: readonly Section[], view: string): Promise<string> {
  const [first, ...others] = sections;
  if (first === undefined || others.length > 0)
    throw new UsageError(
      `an SVG shows one cluster; say which with --cluster: ${sections.map(({ name }) => name).join(', ')}`,
    );
  const drawing = first.drawings.find(({ title }) => title.toLowerCase().startsWith(view));
  if (drawing === undefined)
    throw new UsageError(`there is no ${view} of cluster '${first.name}' to be drawn`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${await svgOf(drawing, 'g')}\n`;
}
