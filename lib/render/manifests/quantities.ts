const UNITS: readonly (readonly [string, number])[] = [
  ['Ti', 1024 ** 4],
  ['Gi', 1024 ** 3],
  ['Mi', 1024 ** 2],
  ['Ki', 1024],
];

/** A Kubernetes quantity of bytes in the largest unit that divides it. */
export function bytesQuantity(bytes: number): string {
  const unit = UNITS.find(([, size]) => bytes >= size && bytes % size === 0);
  return unit === undefined ? String(bytes) : `${String(bytes / unit[1])}${unit[0]}`;
}
