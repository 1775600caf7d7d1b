import type { ConnectModel } from '../../../model/connect';
import { checkConnectConfig } from '../../kafka-config';
import type { ConfigFinding, ConfigFindingCode } from '../../kafka-config';
import { entry, inOneLine, quoted } from '../support';
import type { ConnectRule } from './support';
import { ofConnect } from './support';

const known = new WeakMap<ConnectModel, readonly ConfigFinding[]>();

function findings(connect: ConnectModel): readonly ConfigFinding[] {
  const { spec, version } = connect;
  const found =
    known.get(connect) ??
    checkConnectConfig(spec.config, version.version, {
      prop: 'config',
      additionalConfigPrefixes: spec.additionalConfigPrefixes,
    });
  known.set(connect, found);
  return found;
}

/** All that the check finds are errors: each option that is a secret follows from a prop. */
function rule(code: ConfigFindingCode, why: string): ConnectRule {
  return {
    code: `Connect${code}`,
    severity: 'error',
    why,
    check: ofConnect((connect) =>
      findings(connect)
        .filter((found) => found.code === code)
        .map(({ prop, message, fix }) => ({
          prop,
          message: inOneLine(message),
          fix: inOneLine(fix),
        })),
    ),
  };
}

export const connectConfigLine: ConnectRule = {
  code: 'ConnectConfigLine',
  severity: 'error',
  why: "A worker's configuration is a file of lines: what comes after a line end would be another option.",
  check: ofConnect(({ spec }) =>
    Object.entries(spec.config)
      .filter(([key, value]) => /[\r\n]/.test(key) || /[\r\n]/.test(value))
      .map(([key, value]) => ({
        prop: entry('config', key),
        message: `kafka option ${quoted(key)} with ${quoted(value)} has a line end`,
        fix: 'write it in one line',
      })),
  ),
};

export const CONNECT_CONFIG_RULES: readonly ConnectRule[] = [
  connectConfigLine,
  rule(
    'ConfigKeyManaged',
    'The option follows from a prop. A second word for it would contradict the first.',
  ),
  rule(
    'ConfigKeyUnknown',
    'Connect ignores an option that it does not know: a slip of the keyboard would go unnoticed.',
  ),
  rule(
    'ConfigKeyNotInVersion',
    'Options come and go with versions, and Connect ignores those that are not its own.',
  ),
  rule('ConfigValueType', 'A worker does not start with a value of another type.'),
  rule('ConfigValueRange', 'A worker does not start with a value outside the range.'),
  rule('ConfigValueEnum', 'A worker does not start with another word.'),
  rule(
    'ConfigProviderUnknown',
    'A reference that cannot be resolved is taken for the value itself.',
  ),
  rule(
    'ConfigPrefixReserved',
    "A prefix that covers Connect's own options would let them through unchecked.",
  ),
];
