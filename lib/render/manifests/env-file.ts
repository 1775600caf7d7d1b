/** A file for the shell to source. Values in double quotes hold `${NODE_ID}` or `${NODE_NAME}`, which the start script knows. */
export function envFile(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`);
  return `${lines.join('\n')}\n`;
}

function quote(value: string): string {
  if (/\$\{NODE_(ID|NAME)\}/.test(value)) return `"${value}"`;
  return `'${value.replace(/'/g, `'\\''`)}'`;
}
