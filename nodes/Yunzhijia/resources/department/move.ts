import { asPrerequisite } from '../../../shared/client/failure';
import type { Call, Outcome } from '../../../shared/contract';
import { done, rejected } from '../../../shared/run/outcome';
import { department } from '../../fields';
import { levelsIn, longNameFrom } from '../../longName';
import { getDepartments } from '../../lookups/resolve';
import { endpoint, rowsById, type YunzhijiaOperation } from '../../operations';
import { orgId } from './fields';

const moveOrg = endpoint('dept/moveOrg');

export const move: YunzhijiaOperation = {
	name: 'Move',
	value: 'move',
	action: 'Move department',
	term: '移动部门',
	description: 'Put a department, with all below it, under another one',
	endpoints: [moveOrg, getDepartments],
	required: [
		orgId,
		department('moveToOrgId', 'Move To (目标部门)', 'The department that becomes the level above'),
	],
	// One move may need another to be done before.
	inOrder: true,
	async perform([{ row }], call) {
		const { orgId: id, moveToOrgId: target } = row;
		const namesake = await asPrerequisite(findNamesake(call, String(id), String(target)));
		if (namesake !== undefined) return [inTheWay(namesake)];
		await call(moveOrg, row, { repeatable: true });
		return [done({ ...row })];
	},
};

const inTheWay = (namesake: string): Outcome =>
	rejected({
		message: `has a department of the same name already: ${namesake}`,
		advice: 'Yunzhijia leaves that to the caller: rename one of the two before the move.',
		field: 'moveToOrgId',
	});

/** The long name under the target, if another department has it: Yunzhijia does not look. */
async function findNamesake(call: Call, id: string, target: string): Promise<string | undefined> {
	const both = { type: 0, array: [...new Set([id, target])] };
	const rows = await rowsById(call, getDepartments, both, 'id');
	const [moved, above] = [rows.get(id), rows.get(target)];
	if (!moved || !above) return undefined; // the move itself will be refused
	const name = longNameFrom([...levelsIn(above.department), String(moved.name)]);
	const there = await rowsById(call, getDepartments, { type: 1, array: [name] }, 'id');
	return [...there.keys()].some((other) => other !== id) ? name : undefined;
}
