/** With no field beside the described ones, where any are described; the API server drops such fields without a word. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  const isObject =
    typeof members['properties'] === 'object' && !('additionalProperties' in members);
  return isObject ? { ...members, additionalProperties: false } : members;
}
