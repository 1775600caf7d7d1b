import type { ClusterModel } from '../../model/cluster-model';
import { nearest } from '../../util/nearest';
import type { Rule } from '../rule';
import { either, entry, NONE, ofCommon, quoted } from './support';

type ClusterRule = Rule<ClusterModel>;

/** Kafka's scripts split the options at spaces and let the shell look for files. */
const WORD = /^[^\s'"`$\\*?[\]{}]+$/;

const HEAP_OPTIONS: readonly string[] = [
  'InitialHeapSize',
  'InitialRAMPercentage',
  'MaxHeapSize',
  'MaxRAM',
  'MaxRAMPercentage',
  'MinRAMPercentage',
];

export const jvmOptionForm: ClusterRule = {
  code: 'JvmOptionForm',
  severity: 'error',
  why: "Kafka's scripts put all options into one line of a shell, which splits it at spaces: half of an option would become a program's name.",
  check: ofCommon(({ jvm }) =>
    Object.entries(jvm?.xx ?? {})
      .filter(([name, value]) => !/^[A-Za-z]\w*$/.test(name) || !WORD.test(value))
      .map(([name, value]) => ({
        prop: entry('jvm.xx', name),
        message: `the -XX option ${quoted(name)} with ${quoted(value)} would break the command line; allowed are words without spaces, quotes and characters of the shell`,
        fix: "give the name without '-XX:' and '+', as in { MaxGCPauseMillis: '50', UseZGC: 'true' }",
      })),
  ),
};

export const jvmOptionOwned: ClusterRule = {
  code: 'JvmOptionOwned',
  severity: 'error',
  why: 'Of two words about the heap Java takes the last, and the check against the memory would be of the other.',
  check: ofCommon(({ jvm }) =>
    Object.keys(jvm?.xx ?? {})
      .filter((name) => HEAP_OPTIONS.includes(name))
      .map((name) => ({
        prop: entry('jvm.xx', name),
        message: `the -XX option ${quoted(name)} sizes the heap, which is the matter of jvm.heap`,
        fix: 'set jvm.heap and jvm.heapMin',
      })),
  ),
};

export const systemPropertyForm: ClusterRule = {
  code: 'SystemPropertyForm',
  severity: 'error',
  why: "Kafka's scripts put all options into one line of a shell, which splits it at spaces.",
  check: ofCommon(({ jvm }) =>
    Object.entries(jvm?.systemProperties ?? {})
      .filter(
        ([name, value]) => !/^[A-Za-z][\w.-]*$/.test(name) || !(value === '' || WORD.test(value)),
      )
      .map(([name, value]) => ({
        prop: entry('jvm.systemProperties', name),
        message: `the system property ${quoted(name)} with ${quoted(value)} would break the command line; allowed are words without spaces, quotes and characters of the shell`,
        fix: 'put such values into a file, and name the file',
      })),
  ),
};

const LEVELS: readonly string[] = [
  'OFF',
  'FATAL',
  'ERROR',
  'WARN',
  'INFO',
  'DEBUG',
  'TRACE',
  'ALL',
];

export const logLevel: ClusterRule = {
  code: 'LogLevel',
  severity: 'error',
  why: 'Log4j puts a level of its own choice in the place of one that it does not know.',
  check: ofCommon(({ logging }) => {
    const levels = [
      ...(logging?.rootLevel === undefined
        ? []
        : [{ prop: 'logging.rootLevel', level: logging.rootLevel }]),
      ...Object.entries(logging?.loggers ?? {}).map(([logger, level]) => ({
        prop: entry('logging.loggers', logger),
        level,
      })),
    ];
    return levels
      .filter(({ level }) => !LEVELS.includes(level))
      .map(({ prop, level }) => ({
        prop,
        message: `${quoted(level)} is no level of logging; allowed are ${either(LEVELS)}`,
        fix: `use '${nearest(level, LEVELS) ?? 'INFO'}'`,
      }));
  }),
};

export const loggerName: ClusterRule = {
  code: 'LoggerName',
  severity: 'error',
  why: 'The name becomes a key of the configuration of Log4j.',
  check: ofCommon(({ logging }) => {
    const names = Object.keys(logging?.loggers ?? {}).filter(
      (name) => !/^[\w$][\w$.-]*$/.test(name),
    );
    if (names.length === 0) return NONE;
    return names.map((name) => ({
      prop: entry('logging.loggers', name),
      message: `${quoted(name)} is no name of a logger; allowed are letters, digits, '_', '$', '-' and '.'`,
      fix: name === '' ? 'set logging.rootLevel' : "use a name such as 'kafka.request.logger'",
    }));
  }),
};

export const JVM_RULES: readonly ClusterRule[] = [
  jvmOptionForm,
  jvmOptionOwned,
  systemPropertyForm,
  logLevel,
  loggerName,
];
