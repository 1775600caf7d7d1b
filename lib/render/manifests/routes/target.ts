import type { Manifest } from '../../../manifest/manifest';
import type { ListenerModel } from '../../../model/cluster-model';

/** A host and the Service that it leads to. */
export interface RouteTarget {
  readonly name: string;
  readonly serviceName: string;
  /** Undefined only where a rule has an error: every route has a host. */
  readonly host: string | undefined;
  readonly metadata: Manifest['metadata'];
}

export type RenderRoute = (listener: ListenerModel, target: RouteTarget) => Manifest;

/** Metadata without an empty list of annotations. */
export function metadataOf(
  { metadata }: RouteTarget,
  more: Readonly<Record<string, string>> = {},
): Manifest['metadata'] {
  const { annotations: said, ...rest } = metadata;
  const annotations = { ...more, ...said };
  return Object.keys(annotations).length > 0 ? { ...rest, annotations } : rest;
}
