import { expand } from './templates';

const TOKENS = /\s*(\d+|[-+*()])\s*/y;

/** The parts of an expression; undefined where there is anything else in it. */
function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const [, token] = TOKENS.exec(text) ?? [];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
};

/** A value and how many of the tokens it took. */
type Reader = (tokens: readonly string[], from: number) => readonly [number, number] | undefined;

/** Operands joined by operators of one rank, from left to right. */
const chain =
  (operand: Reader, operators: string): Reader =>
  (tokens, from) => {
    let read = operand(tokens, from);
    while (read !== undefined) {
      const [left, at] = read;
      const operator = tokens[at] ?? '';
      if (operator === '' || !operators.includes(operator)) return read;
      const right = operand(tokens, at + 1);
      read =
        right === undefined
          ? undefined
          : [OPERATIONS[operator]?.(left, right[0]) ?? Number.NaN, right[1]];
    }
    return undefined;
  };

// No leading zero: the shell, which computes the same when a broker starts, would read it as octal.
const NUMBER = /^(0|[1-9]\d{0,8})$/;

const factor: Reader = (tokens, from) => {
  const token = tokens[from] ?? '';
  if (token !== '(') return NUMBER.test(token) ? [Number(token), from + 1] : undefined;
  const inner = sum(tokens, from + 1);
  return inner !== undefined && tokens[inner[1]] === ')' ? [inner[0], inner[1] + 1] : undefined;
};

const sum: Reader = chain(chain(factor, '*'), '+-');

/** The port of a broker: `9000 + {nodeId}` with `+`, `-`, `*` and parentheses; undefined where the text is no such expression. */
export function portOf(template: string, nodeId: number): number | undefined {
  const tokens = tokensOf(expand(template, { nodeId: String(nodeId) }));
  const read = tokens === undefined ? undefined : sum(tokens, 0);
  return read === undefined || read[1] !== tokens?.length ? undefined : read[0];
}
