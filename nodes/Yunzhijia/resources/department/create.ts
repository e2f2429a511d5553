import type { IDataObject } from 'n8n-workflow';

import type { DirectoryRecord, Outcome } from '../../../shared/contract';
import { done, unknown } from '../../../shared/run/outcome';
import { departmentsThere } from '../../existing';
import { longName } from '../../fields';
import { levelsIn, longNameFrom } from '../../longName';
import { BATCH, endpoint, type YunzhijiaOperation } from '../../operations';
import { listOf, refused } from '../../settle';
import { weights } from './fields';

const addDepartments = endpoint('v2/dept/add');

export const create: YunzhijiaOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create departments',
	term: '新增部门',
	description: 'Add departments by their long names and get their IDs',
	notice: 'Levels above that are missing are created too.',
	endpoints: [addDepartments],
	required: [longName],
	optional: [weights],
	batch: BATCH,
	key: ({ row }) => String(row.department),
	after: ({ row }) => longNameFrom(levelsIn(row.department).slice(0, -1)),
	// The request has a list of weights beside that of the names: as long as it, or not at all.
	requestKey: ({ row }) => (row.weights === undefined ? 'plain' : 'weighted'),
	existing: departmentsThere,
	async perform(batch, call) {
		const departments = batch.map(({ row }) => row.department);
		const isPlain = batch[0].row.weights === undefined;
		const body = isPlain
			? { departments }
			: { departments, weights: batch.map(({ row }) => row.weights) };
		// What adding a department twice does is not documented.
		const { data } = await call(addDepartments, body, { repeatable: false });
		return settle(batch, (data ?? {}) as { successList?: unknown; errorList?: unknown });
	},
};

function settle(
	batch: DirectoryRecord[],
	{ successList, errorList }: { successList?: unknown; errorList?: unknown },
): Outcome[] {
	const added = byName(listOf(successList ?? []), 'department');
	const failed = byName(listOf(errorList ?? []), 'msgId');
	return batch.map(({ row }) => {
		const name = String(row.department);
		const failure = failed.get(name);
		if (failure) return refused(failure.msg ?? failure.error, failure.msgCode, { repeated: false });
		const result = added.get(name);
		return result
			? done({ ...row, ...result })
			: unknown('Yunzhijia’s answer does not name this department');
	});
}

/** By the long name, which also a failed row may have under its own name. */
const byName = (rows: IDataObject[], name: string): Map<string, IDataObject> =>
	new Map(rows.map((row) => [String(row[name] ?? row.department), row]));
