/** The words that templates of hosts, labels and annotations know, in braces. */
export const TEMPLATE_WORDS = [
  'nodeId',
  'nodePodName',
  'nodePool',
  'clusterName',
  'namespace',
] as const;

/** The name of the host that a broker runs on: known only when it starts, so only for what it advertises. */
export const NODE_NAME = 'nodeName';

export type TemplateWord = (typeof TEMPLATE_WORDS)[number] | typeof NODE_NAME;

const WORD = /\{([^{}]*)\}/g;

/** Puts values in the place of words; a word without a value stays as it is. */
export function expand(
  template: string,
  values: Readonly<Partial<Record<TemplateWord, string>>>,
): string {
  return template.replace(WORD, (whole, word: string) =>
    Object.hasOwn(values, word) ? (values[word as TemplateWord] ?? whole) : whole,
  );
}

export function wordsOf(template: string): readonly string[] {
  return [...template.matchAll(WORD)].map(([, word]) => word ?? '');
}

/** Whether each broker gets a text of its own. */
export const tellsBrokersApart = (template: string): boolean =>
  wordsOf(template).some((word) => word === 'nodeId' || word === 'nodePodName');
