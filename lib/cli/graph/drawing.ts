import { instance } from '@viz-js/viz';
import type { Attributes, Graph } from '@viz-js/viz';

/** How a thing looks, by what it is. */
export type ShapeLook =
  | 'principal'
  | 'superUser'
  | 'topic'
  | 'pattern'
  | 'group'
  | 'transactionalId'
  | 'cluster'
  | 'pool'
  | 'listener'
  | 'workload';

export type LinkLook = 'flow' | 'right' | 'member' | 'denial' | 'connection';

export interface Shape {
  readonly key: string;
  readonly label: string;
  readonly look: ShapeLook;
  /** What there is to know besides, a line each. */
  readonly details: readonly string[];
}

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly look: LinkLook;
  readonly details: readonly string[];
}

export interface Drawing {
  readonly title: string;
  readonly shapes: readonly Shape[];
  readonly links: readonly Link[];
}

const box = (fillcolor: string, color: string, style = 'filled,rounded'): Attributes => ({
  shape: 'box',
  style,
  fillcolor,
  color,
});

const SHAPES: Readonly<Record<ShapeLook, Attributes>> = {
  principal: box('#e0ecff', '#3b6fb6'),
  superUser: box('#ffe4d6', '#c4561c'),
  topic: { ...box('#e6f4e1', '#4a8a3a'), shape: 'cylinder', style: 'filled' },
  pattern: box('#f4faf1', '#4a8a3a', 'filled,dashed'),
  group: { ...box('#f6edfb', '#8650a6', 'filled'), shape: 'ellipse' },
  transactionalId: { ...box('#fdf6dc', '#a68319', 'filled'), shape: 'hexagon' },
  cluster: { ...box('#eeeeee', '#555555', 'filled'), shape: 'octagon' },
  pool: { ...box('#e6f4e1', '#4a8a3a', 'filled'), shape: 'box3d' },
  listener: box('#f6edfb', '#8650a6'),
  workload: box('#e0ecff', '#3b6fb6'),
};

const LINKS: Readonly<Record<LinkLook, Attributes>> = {
  flow: { color: '#3a3a3a' },
  right: { color: '#777777', style: 'dashed' },
  member: { color: '#8650a6', style: 'dotted', arrowhead: 'none' },
  denial: { color: '#c62828', fontcolor: '#c62828', arrowhead: 'tee', penwidth: 2 },
  connection: { color: '#3a3a3a' },
};

const FONT: Attributes = { fontname: 'Helvetica,Arial,sans-serif' };

export const shapeId = (prefix: string, index: number): string => `${prefix}-n${String(index)}`;
export const linkId = (prefix: string, index: number): string => `${prefix}-e${String(index)}`;

/** Ids of all parts begin with a prefix, so that several drawings fit into one page. */
function graphOf({ shapes, links }: Drawing, prefix: string): Graph {
  return {
    directed: true,
    graphAttributes: { ...FONT, rankdir: 'LR', bgcolor: 'transparent', nodesep: 0.25, ranksep: 1 },
    nodeAttributes: { ...FONT, fontsize: 11, margin: '0.14,0.07', penwidth: 1.2 },
    edgeAttributes: { ...FONT, fontsize: 9, arrowsize: 0.7 },
    nodes: shapes.map(({ key, label, look, details }, index) => ({
      name: key,
      attributes: {
        ...SHAPES[look],
        label,
        id: shapeId(prefix, index),
        tooltip: [label, ...details].join('\n'),
      },
    })),
    edges: links.map(({ from, to, label, look, details }, index) => ({
      tail: from,
      head: to,
      attributes: { ...LINKS[look], label, id: linkId(prefix, index), tooltip: details.join('\n') },
    })),
  };
}

/** Laid out by Graphviz: an SVG element, without what stands before it in a file of its own. */
export async function svgOf(drawing: Drawing, prefix: string): Promise<string> {
  const viz = await instance();
  const text = viz.renderString(graphOf(drawing, prefix), { format: 'svg' });
  return text.slice(text.indexOf('<svg')).trimEnd();
}
