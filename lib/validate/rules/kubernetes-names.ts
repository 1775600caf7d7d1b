/** Longest name of a Service, of a pod and of a value of a label. */
export const LABEL_LENGTH = 63;

/** Longest name of an object that is no host. */
export const NAME_LENGTH = 253;

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** RFC 1123 label: the name of a namespace, a container, a volume. */
export const isDnsLabel = (text: string): boolean =>
  text.length <= LABEL_LENGTH && DNS_LABEL.test(text);

/** RFC 1123 subdomain: the name of most objects. */
export const isDnsName = (text: string): boolean =>
  text.length <= NAME_LENGTH && DNS_NAME.test(text);

/** A name that a certificate can have; the first label may be `*`. */
export const isHostName = (text: string): boolean => {
  const host = text.startsWith('*.') ? text.slice(2) : text;
  return isDnsName(host) && host.split('.').every((label) => label.length <= LABEL_LENGTH);
};

/** Key of a label or an annotation: `zone`, `topology.kubernetes.io/zone`. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  const prefixFits = slash < 0 || isDnsName(text.slice(0, slash));
  return prefixFits && name.length <= LABEL_LENGTH && QUALIFIED_NAME.test(name);
}

export const isLabelValue = (text: string): boolean =>
  text === '' || (text.length <= LABEL_LENGTH && QUALIFIED_NAME.test(text));

/** Key of the data of a Secret. */
export const isDataKey = (text: string): boolean =>
  text.length <= NAME_LENGTH && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && text !== '..';

/** A plain object, and no list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
