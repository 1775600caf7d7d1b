import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of jsii's assembly the law speaks about. */
interface Docs {
  readonly summary?: string;
  readonly default?: string;
}
interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly immutable?: boolean;
  readonly optional?: boolean;
  readonly overrides?: string;
}
interface Parameter {
  readonly name: string;
  readonly type: { readonly fqn?: string };
}
interface ApiType {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly base?: string;
  readonly datatype?: boolean;
  readonly docs?: Docs;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
  readonly members?: readonly Member[];
  readonly initializer?: { readonly parameters?: readonly Parameter[] };
}

const assemblyFile = join(__dirname, '../../.jsii');

function types(): readonly ApiType[] {
  if (!existsSync(assemblyFile)) throw new Error('.jsii is missing; run: npm run build');
  const assembly = JSON.parse(readFileSync(assemblyFile, 'utf8')) as {
    readonly types?: Readonly<Record<string, ApiType>>;
  };
  return Object.values(assembly.types ?? {});
}

const all = types();
const byFqn = new Map(all.map((type) => [type.fqn, type]));

function isConstruct(type: ApiType): boolean {
  if (type.base === undefined) return false;
  if (['constructs.Construct', 'cdk8s.Chart', 'cdk8s.ApiObject'].includes(type.base)) return true;
  const base = byFqn.get(type.base);
  return base !== undefined && isConstruct(base);
}

function membersOf(type: ApiType): readonly Member[] {
  return [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])];
}

/** `Type.member` of each offending member: the whole list is the message. */
function offenders(
  chosen: readonly ApiType[],
  list: (type: ApiType) => readonly Member[],
  offends: (member: Member) => boolean,
): readonly string[] {
  return chosen.flatMap((type) =>
    list(type)
      .filter(offends)
      .map((member) => `${type.name}.${member.name}`),
  );
}

const structs = all.filter((type) => type.datatype === true);
const classes = all.filter((type) => type.kind === 'class');
const constructs = classes.filter(isConstruct);
const enums = all.filter((type) => type.kind === 'enum');

const properties = (type: ApiType): readonly Member[] => type.properties ?? [];

describe('the law of the public API', () => {
  test('there is an API', () => {
    expect(all.length).toBeGreaterThan(0);
  });

  test('every type is documented', () => {
    expect(all.filter((type) => !type.docs?.summary).map((type) => type.name)).toEqual([]);
  });

  test('every member is documented', () => {
    const undocumented = (member: Member): boolean =>
      !member.docs?.summary && member.overrides === undefined;
    expect(offenders(all, membersOf, undocumented)).toEqual([]);
  });

  test('every property is readonly', () => {
    expect(offenders(all, properties, (property) => property.immutable !== true)).toEqual([]);
  });

  test('every optional prop says what happens without it (@default)', () => {
    const silent = (property: Member): boolean =>
      property.optional === true && !property.docs?.default;
    expect(offenders(structs, properties, silent)).toEqual([]);
  });

  test('constructs take (scope, id) or (scope, id, props)', () => {
    const signature = (type: ApiType): string =>
      (type.initializer?.parameters ?? []).map(({ name }) => name).join(', ');
    const odd = constructs.filter((type) => !/^scope, id(, props)?$/.test(signature(type)));
    expect(odd.map((type) => `${type.name}(${signature(type)})`)).toEqual([]);
  });

  test("a construct's props are named after it", () => {
    const odd = constructs.filter((type) => {
      const props = type.initializer?.parameters?.[2]?.type.fqn;
      return props !== undefined && props !== `${type.fqn}Props`;
    });
    expect(odd.map((type) => type.name)).toEqual([]);
  });

  test('no class shows its props', () => {
    expect(offenders(classes, properties, (property) => property.name === 'props')).toEqual([]);
  });

  test('enum members are UPPER_SNAKE', () => {
    const odd = (member: Member): boolean => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(member.name);
    expect(offenders(enums, (type) => type.members ?? [], odd)).toEqual([]);
  });
});
