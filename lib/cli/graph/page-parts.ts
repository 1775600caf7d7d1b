/** What a page looks like. */
export const STYLE = `
:root { font: 15px/1.45 system-ui, sans-serif; color: #1d2430; background: #fafbfc; }
body { margin: 0 auto; padding: 0 24px 48px; max-width: 1600px; }
header { display: flex; flex-wrap: wrap; gap: 8px 32px; align-items: center; position: sticky; top: 0; background: #fafbfc; z-index: 1; }
h1 { font-size: 22px; margin: 16px 0; } h2 { font-size: 18px; margin: 24px 0 8px; }
input { font: inherit; padding: 4px 8px; width: 20em; }
figure { margin: 0 0 24px; } figcaption { color: #5a6472; margin-bottom: 4px; }
.graph { background: #fff; border: 1px solid #dde2e8; border-radius: 6px; padding: 12px; overflow: auto; }
.graph svg { max-width: 100%; height: auto; min-width: 480px; }
.graph g.node, .graph g.edge { cursor: pointer; transition: opacity .12s; }
.graph a { text-decoration: none; }
.faint { opacity: .12; } .chosen path, .chosen polygon, .chosen ellipse { stroke-width: 2.4; }
table { border-collapse: collapse; font-size: 13px; } td, th { text-align: left; padding: 3px 16px 3px 0; vertical-align: top; border-bottom: 1px solid #e6eaef; }
code { font-size: 13px; }
#details { position: fixed; right: 16px; bottom: 16px; max-width: 46ch; background: #fff; border: 1px solid #c4ccd6; border-radius: 6px; padding: 10px 14px; box-shadow: 0 4px 18px #0002; font-size: 13px; overflow-wrap: anywhere; }
#details ul { margin: 4px 0 0; padding-left: 18px; }
@media print { header label, #details { display: none; } }
`;

/** A click shows what a part is and touches; the filter leaves what is called so, and its neighbours. */
export const SCRIPT = `
const parts = JSON.parse(document.getElementById('parts').textContent);
const details = document.getElementById('details');
const filter = document.getElementById('filter');
const elements = [...document.querySelectorAll('g.node, g.edge')];
for (const title of document.querySelectorAll('svg title')) title.remove();
function show(ids, chosen) {
  for (const element of elements) {
    element.classList.toggle('faint', ids !== undefined && !ids.has(element.id));
    element.classList.toggle('chosen', element.id === chosen);
  }
}
function tell(part) {
  details.hidden = part === undefined;
  if (part === undefined) return;
  const head = document.createElement('strong');
  head.textContent = part.text;
  const list = document.createElement('ul');
  for (const line of part.details) list.appendChild(document.createElement('li')).textContent = line;
  details.replaceChildren(head, list);
}
function reset() {
  filter.value = '';
  tell(undefined);
  show(undefined, undefined);
}
document.addEventListener('click', (event) => {
  if (filter.contains(event.target) || details.contains(event.target)) return;
  const element = event.target.closest('g.node, g.edge');
  if (element === null) return event.target.closest('.graph') === null ? undefined : reset();
  event.preventDefault();
  tell(parts[element.id]);
  show(new Set([element.id, ...parts[element.id].near]), element.id);
});
filter.addEventListener('input', () => {
  const text = filter.value.trim().toLowerCase();
  tell(undefined);
  if (text === '') return show(undefined, undefined);
  const found = Object.entries(parts).filter(([, part]) => part.text.toLowerCase().includes(text));
  show(new Set(found.flatMap(([id, part]) => [id, ...part.near])), undefined);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') reset();
});
`;
