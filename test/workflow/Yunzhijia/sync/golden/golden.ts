/**
 * Organisations of golden plans on Yunzhijia. On the platform a department's orgId is
 * `d:<long name>` and a person's openId `o:<job number>` unless the table says otherwise; a
 * `status` may be `left` or `disabled`.
 */
import type { YunzhijiaState } from '../../../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	partTimeJobKey,
} from '../../../../platforms/index.ts';
import type { Golden as AnyGolden, Tables as AnyTables } from '../../../sync/golden.ts';
import { rowsOf } from '../../../sync/golden.ts';

export { text } from '../../../sync/golden.ts';

/** In the order of the node's inputs. */
export const KINDS = ['department', 'person', 'leader', 'partTimeJob'] as const;
export type Kind = (typeof KINDS)[number];
export type Golden = AnyGolden<Kind, YunzhijiaState>;

const STATUS: Record<string, string> = { left: '0', disabled: '2' };

// Without a time of their last change nothing would tell of those who are not active.
const updatedAt = Date.parse('2026-01-05T09:00:00+08:00');

export const orgIdOf = (longName: string) => (longName === '' ? '' : `d:${longName}`);
export const openIdOf = (jobNo: string) => `o:${jobNo}`;

export function seed(state: YunzhijiaState, tables: AnyTables<Kind>): void {
	const ids = new Map<string, string>([['', '']]);
	const known = (longName: string) => {
		const id = ids.get(longName);
		if (id === undefined) throw new Error(`The platform has no department ${longName}`);
		return id;
	};
	for (const { department, orgId = orgIdOf(department), weights } of rowsOf(tables.department)) {
		const levels = department.split('\\');
		const name = levels.pop()!;
		const more = { updatedAt, ...(weights && { weights: Number(weights) }) };
		addDepartment(state, orgId, name, known(levels.join('\\')), more);
		ids.set(department, orgId);
	}
	for (const row of rowsOf(tables.person)) {
		const { department = '', status = '', weights, ...person } = row;
		addPerson(state, {
			...{ name: '', jobTitle: '', ...person },
			openId: person.openId ?? openIdOf(person.jobNo),
			orgId: known(department),
			status: STATUS[status] ?? '1',
			...(weights && { weights: Number(weights) }),
			updatedAt,
		});
	}
	const pairs = (table?: string) =>
		rowsOf(table).map(({ jobNo, department, weights, ...row }) => ({
			...row,
			openId: openIdOf(jobNo),
			orgId: known(department),
			...(weights && { weights: Number(weights) }),
		}));
	for (const leader of pairs(tables.leader)) addLeader(state, leader);
	for (const job of pairs(tables.partTimeJob)) {
		const { openId, orgId } = job;
		state.partTimeJobs.set(partTimeJobKey(openId, orgId), { jobTitle: '', ...job });
	}
}
