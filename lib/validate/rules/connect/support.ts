import type { ConnectModel } from '../../../model/connect';
import type { Rule } from '../../rule';
import type { Complaint } from '../support';

export type ConnectRule = Rule<ConnectModel>;

/** A check of the workers as a whole; nobody says a part of them in another line. */
export const ofConnect =
  (judge: (connect: ConnectModel) => readonly Complaint[]): ConnectRule['check'] =>
  (connect) =>
    judge(connect).map((complaint) => ({ ...complaint, origin: undefined }));
