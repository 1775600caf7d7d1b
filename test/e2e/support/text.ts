import { randomBytes } from 'node:crypto';

/** Letters and digits: nothing that a shell, a properties file or a JAAS line reads as something else. */
export const randomPassword = (): string => randomBytes(18).toString('hex');

/** A unique name for a topic of one scenario. */
export const topicName = (scenario: string): string =>
  `load-${scenario}-${randomBytes(3).toString('hex')}`;
