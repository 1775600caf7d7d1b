import type { WantedAcl } from '../../spec/acl';
import { aclText } from '../../acl';
import type { Drawing } from './drawing';
import { linkId, shapeId, svgOf } from './drawing';
import { SCRIPT, STYLE } from './page-parts';

/** What a page shows of one cluster. */
export interface Section {
  readonly name: string;
  readonly drawings: readonly Drawing[];
  readonly acls: readonly WantedAcl[];
  readonly superUsers: readonly string[];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one);

/** One file with all that it needs: it can be mailed, and opened without a network. */
export async function pageOf(sections: readonly Section[]): Promise<string> {
  const bodies: string[] = [];
  for (const [index, section] of sections.entries())
    bodies.push(await sectionText(section, `c${String(index)}`));
  const drawings = sections.flatMap((section, index) =>
    section.drawings.map(
      (drawing, place) => [`c${String(index)}-${String(place)}`, drawing] as const,
    ),
  );
  const title = `Kafka: ${sections.map(({ name }) => name).join(', ')}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escaped(title)}</h1>
<label>Show <input id="filter" type="search" placeholder="a user, a topic, a group" autocomplete="off"></label>
</header>
${bodies.join('\n')}
<aside id="details" hidden></aside>
<script type="application/json" id="parts">${JSON.stringify(partsOf(drawings)).replace(/</g, '\\u003c')}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

async function sectionText(section: Section, prefix: string): Promise<string> {
  const { name, drawings, superUsers } = section;
  const figures: string[] = [];
  for (const [place, drawing] of drawings.entries()) {
    const svg = await svgOf(drawing, `${prefix}-${String(place)}`);
    figures.push(
      `<figure><figcaption>${escaped(drawing.title)}</figcaption><div class="graph">${svg}</div></figure>`,
    );
  }
  const everybody =
    superUsers.length === 0
      ? ''
      : `<p>Super users, who may do everything: ${superUsers.map((one) => `<code>${escaped(one)}</code>`).join(', ')}</p>`;
  return `<section><h2>${escaped(name)}</h2>\n${figures.join('\n')}\n${everybody}\n${table(section)}</section>`;
}

function table({ acls }: Section): string {
  if (acls.length === 0) return '';
  const rows = acls.map(
    (acl) =>
      `<tr><td>${escaped(aclText(acl))}</td><td>${acl.origins.map(({ reason, origin, path }) => escaped(`${reason} at ${origin ?? path}`)).join('<br>')}</td></tr>`,
  );
  return `<details><summary>${String(acls.length)} ACLs</summary>
<table><thead><tr><th>ACL</th><th>asked for by</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></details>`;
}

/** What the script of the page knows of each part of a drawing, by its id. */
interface Part {
  readonly text: string;
  readonly details: readonly string[];
  /** Ids of the parts that it touches. */
  readonly near: readonly string[];
}

function partsOf(
  drawings: readonly (readonly [string, Drawing])[],
): Readonly<Record<string, Part>> {
  return Object.fromEntries(
    drawings.flatMap(([prefix, { shapes, links }]) => {
      const idOf = new Map(shapes.map(({ key }, index) => [key, shapeId(prefix, index)]));
      const ends = links.map(({ from, to }) => [idOf.get(from) ?? '', idOf.get(to) ?? '']);
      const linkParts = links.map(({ label, details }, index) => {
        const id = linkId(prefix, index);
        return [id, { text: label, details, near: ends[index] ?? [] }] as const;
      });
      const shapeParts = shapes.map(({ key, label, details }) => {
        const id = idOf.get(key) ?? '';
        const near = ends.flatMap((pair, index) =>
          pair.includes(id) ? [linkId(prefix, index), ...pair.filter((end) => end !== id)] : [],
        );
        return [id, { text: label.replace(/\n/g, ', '), details, near }] as const;
      });
      return [...shapeParts, ...linkParts];
    }),
  );
}
