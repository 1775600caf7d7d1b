import { sha256 } from '../util/hash';

const LONGEST = 253;
const HASH = 10;
const DNS_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const HASHED = /--[0-9a-f]{10}$/;

/**
 * Name of the Kubernetes object for something of Kafka's, whose names may hold what those of Kubernetes may not. A name
 * that fits stays; any other is made to fit and gets a hash of itself, so that no two become one.
 */
export function kubernetesName(name: string, longest = LONGEST): string {
  // One that looks as if it had such a hash gets one too, or it could be the name of another.
  if (name.length <= longest && DNS_NAME.test(name) && !HASHED.test(name)) return name;
  const suffix = `--${sha256(name).slice(0, HASH)}`;
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest - suffix.length)
    .replace(/-+$/, '');
  return readable === '' ? `x${suffix}` : `${readable}${suffix}`;
}
