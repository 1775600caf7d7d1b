import { PLUGIN_FOLDER } from '../../../model/connect';
import { fileNameOf } from '../../../model/connect-build';
import type { ConnectBuildModel } from '../../../model/connect-build';
import type {
  BuiltPluginSpec,
  DownloadSpec,
  MavenArtifactSpec,
  PluginArtifactSpec,
} from '../../../spec/connect';
import { sha256 } from '../../../util/hash';

type Build = Extract<ConnectBuildModel, { readonly kind: 'dockerfile' }>;

/**
 * An image with declared plugins: downloaded, checked and unpacked in a stage of its own, so that the Kafka image gets one
 * layer, needs no tools, and nobody becomes root in it. The same plugins give the same text.
 */
export function dockerfile({ plugins, downloadImage, base }: Build): string {
  const artifacts = plugins.flatMap((plugin) =>
    plugin.artifacts.map((artifact) => ({ plugin, artifact, folder: folderOf(plugin, artifact) })),
  );
  return [
    `FROM ${word(downloadImage)} AS plugins`,
    'WORKDIR /plugins',
    ...artifacts.flatMap(({ artifact, folder }) => instructions(artifact, folder)),
    // A link in an archive may lead anywhere.
    'RUN find /plugins -type l -exec rm -f {} + && chmod -R a+rX /plugins',
    `FROM ${word(base)}`,
    `COPY --from=plugins /plugins/ ${PLUGIN_FOLDER}/`,
    '',
  ].join('\n');
}

/** No two artifacts of a plugin share a folder: of two archives the later would write over the earlier. */
const folderOf = ({ name }: BuiltPluginSpec, artifact: PluginArtifactSpec): string =>
  `${name}/${sha256(JSON.stringify(artifact)).slice(0, 8)}`;

/** References of images have no quotes in a Dockerfile; what has spaces or line ends is refused by a rule. */
const word = (text: string): string => text.replace(/[^\x21-\x7e]/g, '');

/** One word of a shell, whatever is in it: no character means anything between single quotes, and line ends cannot be there. */
export const quoted = (text: string): string =>
  `'${text.replace(/[^\x20-\x7e]/g, '').replace(/'/g, `'\\''`)}'`;

function instructions(artifact: PluginArtifactSpec, folder: string): readonly string[] {
  if (artifact.kind === 'image') {
    const copy = JSON.stringify([artifact.path, `/plugins/${folder}/`]);
    return [`COPY --from=${word(artifact.image)} ${copy}`];
  }
  return artifact.kind === 'maven'
    ? [run(maven(artifact, folder))]
    : [run(download(artifact, folder))];
}

const run = (commands: readonly string[]): string => `RUN ${commands.join(' \\\n && ')}`;

const ARCHIVE = '/tmp/archive';

const UNPACK: Readonly<Record<DownloadSpec['kind'], ((folder: string) => string) | undefined>> = {
  jar: undefined,
  other: undefined,
  tgz: (folder) => `tar -xzf ${ARCHIVE} -C ${folder}`,
  // A JDK has no unzip, and needs none.
  zip: (folder) => `(cd ${folder} && jar -xf ${ARCHIVE})`,
};

function download(artifact: DownloadSpec, folder: string): readonly string[] {
  const { kind, url, sha512 } = artifact;
  const unpack = UNPACK[kind];
  const into = quoted(folder);
  const file = unpack === undefined ? quoted(`${folder}/${fileNameOf(artifact)}`) : ARCHIVE;
  return [
    `mkdir -p ${into}`,
    `curl -fsSL --retry 3 -o ${file} -- ${quoted(url)}`,
    ...(sha512 === undefined
      ? []
      : [`printf '%s  %s\\n' ${quoted(sha512.toLowerCase())} ${file} | sha512sum -c -`]),
    ...(unpack === undefined ? [] : [unpack(into), `rm ${ARCHIVE}`]),
  ];
}

const CENTRAL = 'https://repo.maven.apache.org/maven2';

/** By a project that has nothing but this dependency, so that what the artifact needs comes with it. */
function maven(artifact: MavenArtifactSpec, folder: string): readonly string[] {
  const { group, artifact: id, version, repository = CENTRAL } = artifact;
  const tag = (name: string, ...content: readonly string[]): string =>
    `<${name}>${content.join('')}</${name}>`;
  const pom = tag(
    'project',
    tag('modelVersion', '4.0.0'),
    tag('groupId', 'plugins'),
    tag('artifactId', 'plugins'),
    tag('version', '1'),
    tag('repositories', tag('repository', tag('id', 'plugins'), tag('url', xml(repository)))),
    tag(
      'dependencies',
      tag(
        'dependency',
        tag('groupId', xml(group)),
        tag('artifactId', xml(id)),
        tag('version', xml(version)),
      ),
    ),
  );
  return [
    `mkdir -p ${quoted(folder)}`,
    `printf '%s' ${quoted(pom)} >/tmp/pom.xml`,
    `mvn -B -q -f /tmp/pom.xml dependency:copy-dependencies -DincludeScope=runtime ${quoted(`-DoutputDirectory=/plugins/${folder}`)}`,
    'rm /tmp/pom.xml',
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const xml = (text: string): string => text.replace(/[&<>]/g, (found) => ENTITIES[found] ?? '');
