/**
 * The candidate most like a word that was probably mistyped, by edit distance with transpositions;
 * undefined when nothing is near. Of equally near ones the first in alphabetical order.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.min(4, Math.floor(word.length / 4) + 1);
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    const better =
      best === undefined ||
      distance < bestDistance ||
      (distance === bestDistance && candidate < best);
    if (distance <= limit && better) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other. */
export function editDistance(from: string, to: string): number {
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      const change = at(previous, j - 1) + cost;
      const swap = isSwap(from, to, i, j) ? at(beforePrevious, j - 2) + 1 : Infinity;
      row.push(Math.min(at(previous, j) + 1, at(row, j - 1) + 1, change, swap));
    }
    beforePrevious = previous;
    previous = row;
  }
  return at(previous, to.length);
}

/** Whether the two letters before these positions are each other's, the other way round. */
function isSwap(from: string, to: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
