import type { ClusterModel, LoggingModel } from '../../model/cluster-model';
import { sortedEntries } from '../../util/sort';

const PATTERN = '%d{ISO8601} %p %m (%c) [%t]%n';

/** Levels where Kafka's root level says too much or too little, as in the configuration that Kafka ships. */
const LEVELS: Readonly<Record<string, string>> = {
  'kafka.authorizer.logger': 'INFO',
  'kafka.network.RequestChannel$': 'WARN',
  'kafka.request.logger': 'WARN',
};

type Logging = ClusterModel['version']['logging'];

/** The file names that the start script tells apart. */
export const LOGGING_FILES: Readonly<Record<Logging, string>> = {
  log4j2: 'log4j2.yaml',
  log4j: 'log4j.properties',
};

/** The logging configuration of a pool by file name; all goes to standard output, where Kubernetes collects it. */
export function loggingFile(
  version: ClusterModel['version'],
  said: LoggingModel,
): Readonly<Record<string, string>> {
  const { logging: framework } = version;
  const logging = { ...said, loggers: { ...LEVELS, ...said.loggers } };
  return { [LOGGING_FILES[framework]]: `${WRITERS[framework](logging).join('\n')}\n` };
}

const WRITERS: Readonly<Record<Logging, (logging: LoggingModel) => readonly string[]>> = {
  log4j2: (logging) => [
    'Configuration:',
    '  Appenders:',
    '    Console:',
    '      name: STDOUT',
    '      PatternLayout:',
    `        pattern: ${JSON.stringify(PATTERN)}`,
    '  Loggers:',
    '    Root:',
    `      level: ${logging.rootLevel}`,
    '      AppenderRef:',
    '        - ref: STDOUT',
    '    Logger:',
    ...sortedEntries(logging.loggers).flatMap(([logger, level]) => [
      `      - name: ${JSON.stringify(logger)}`,
      `        level: ${level}`,
    ]),
  ],
  log4j: (logging) => [
    `log4j.rootLogger=${logging.rootLevel}, stdout`,
    'log4j.appender.stdout=org.apache.log4j.ConsoleAppender',
    'log4j.appender.stdout.layout=org.apache.log4j.PatternLayout',
    `log4j.appender.stdout.layout.ConversionPattern=${PATTERN}`,
    ...sortedEntries(logging.loggers).map(([logger, level]) => `log4j.logger.${logger}=${level}`),
  ],
};
