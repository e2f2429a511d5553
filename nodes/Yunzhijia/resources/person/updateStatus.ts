import { asFailure } from '../../../shared/client/failure';
import type { Call, DirectoryRecord, Field, Outcome } from '../../../shared/contract';
import { oneOf } from '../../../shared/input/readers';
import { done } from '../../../shared/run/outcome';
import { LEFT } from '../../directory';
import { lookUp } from '../../lookups/resolve';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { keys, openId } from './fields';

const updatePersonStatus = endpoint('person/updateStatus');

const type: Field = {
	parameter: {
		displayName: 'Change (状态变更类型)',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Disable (禁用)', value: '3' },
			{ name: 'Enable (启用)', value: '4' },
			{ name: 'Leave (离职)', value: '1' },
			{ name: 'Restore (恢复)', value: '2' },
		],
		default: '1',
		description:
			'What is to be done: Leave (离职) retires the person, and Restore (恢复) takes them back',
	},
	read: oneOf(['1', '2', '3', '4']),
};

const write = writeByMessage(updatePersonStatus, {
	body: (persons) => ({ persons }),
	keys,
	listsAll: true,
	repeatable: true,
});

export const updateStatus: YunzhijiaOperation = {
	name: 'Update Status',
	value: 'updateStatus',
	action: 'Let people leave or come back, disable or enable them',
	term: '修改人员状态',
	description:
		'Let people leave, or take them back; disable or enable them. Who is so already is done.',
	endpoints: [updatePersonStatus],
	required: [openId, type],
	batch: BATCH,
	key: ({ row }) => String(row.openId),
	// Those who have left are in no list of the active ones.
	prepare({ namedBy }) {
		if (namedBy?.openId === 'jobNo') namedBy.openId = 'jobNoOfAnybody';
	},
	async perform(batch, call, credential) {
		const outcomes = await write(batch, call, credential);
		const refused = batch.filter((_record, at) => outcomes[at].kind !== 'done');
		const isSo = refused.length ? await thoseWhoAreSo(refused, call) : undefined;
		return outcomes.map((outcome, at): Outcome => {
			const { row } = batch[at];
			return isSo?.has(batch[at]) ? done({ ...row, unchanged: true }) : outcome;
		});
	},
};

/** Change → the status that it leads to. */
const STATUS_AFTER: Record<string, string> = { 1: LEFT, 2: '1', 3: '2', 4: '1' };

/**
 * Who is refused because there is nothing to change is as was wanted. The vendor gives no code for
 * that, so that the status is looked at; where it can’t be, the refusal stands.
 */
async function thoseWhoAreSo(
	refused: DirectoryRecord[],
	call: Call,
): Promise<Set<DirectoryRecord> | undefined> {
	const ids = refused.map(({ row }) => String(row.openId));
	const rowsOf = await lookUp('id', ids, call, 1).catch(ifFailed);
	if (!rowsOf) return undefined;
	return new Set(
		refused.filter(({ row }) => {
			const [person] = rowsOf(String(row.openId));
			return String(person?.status) === STATUS_AFTER[String(row.type)];
		}),
	);
}

const ifFailed = (error: unknown): undefined => {
	asFailure(error);
};
