import { asFailure } from '../../../shared/client/failure';
import { Invalid } from '../../../shared/input/invalid';
import { done } from '../../../shared/run/outcome';
import { checkCodes, type HippiusOperation } from '../../operations';
import { deleteDepartment, unitCode } from './fields';

export const del: HippiusOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete department',
	term: '删除部门',
	description: 'Delete a department, classic edition only. Children go before parents.',
	endpoints: [deleteDepartment],
	required: [unitCode],
	inOrder: true,
	check({ row }, credential) {
		checkCodes(row, credential, 'unitCode');
		if (credential.edition === 'v033')
			throw new Invalid(
				'can only be deleted in the classic edition: 0.3.3 removed this',
				'unitCode',
			);
	},
	async perform([{ row }], call) {
		try {
			await call(deleteDepartment, row, { repeatable: true });
		} catch (error) {
			const failure = asFailure(error);
			// A first sending whose answer was lost has deleted it.
			const { facts } = failure;
			const isGone = facts.mayHaveArrived && facts.platformCode === 'error.dept_not_exists';
			if (!isGone) throw failure;
		}
		return [done({ ...row, deleted: true })];
	},
};
