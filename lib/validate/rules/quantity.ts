const QUANTITY =
  /^(\d{1,15}(?:\.\d{0,9})?|\.\d{1,9})([eE][+-]?\d{1,2}|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|)$/;

const FACTORS: Readonly<Record<string, number>> = {
  m: 1 / 1000,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number behind a quantity of Kubernetes; undefined where it is none. Negative ones are none here. */
export function parseQuantity(text: string): number | undefined {
  const parts = QUANTITY.exec(text);
  if (parts === null) return undefined;
  const [, digits = '', unit = ''] = parts;
  const factor = FACTORS[unit];
  return factor === undefined ? Number(`${digits}${unit}`) : Number(digits) * factor;
}
