import type { ConnectorChange, ConnectorField } from './change';

/** Values of such keys are nobody's business who reads a log. */
const SECRET = /pass|secret|token|credential|key$|jaas|auth/i;

const shown = ({ field }: ConnectorField, value: string | undefined): string => {
  if (value === undefined) return 'absent';
  return SECRET.test(field) && !value.startsWith('${') ? '(hidden)' : value;
};

/** A change in one line, without a secret. */
export function connectorLine({
  verb,
  connect,
  name,
  cause,
  fields,
  note,
}: ConnectorChange): string {
  const details = fields.map(
    (field) => `${field.field} ${shown(field, field.live)} -> ${shown(field, field.desired)}`,
  );
  const what = verb === 'none' ? 'leave' : verb === 'state' ? 'update' : verb;
  const more = [...details, ...(note === undefined ? [] : [note])];
  return `${what} connector ${connect}/${name} (${cause})${more.length > 0 ? `: ${more.join(', ')}` : ''}`;
}

/** A change for all to read. */
export const withoutSecrets = (change: ConnectorChange): ConnectorChange => ({
  ...change,
  fields: change.fields.map((field) => ({
    ...field,
    live: field.live && shown(field, field.live),
    desired: field.desired && shown(field, field.desired),
  })),
});
