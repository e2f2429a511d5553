import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { text, yesOrNo } from '../../../shared/input/readers';
import { done } from '../../../shared/run/outcome';
import { endpoint, PART_TIME_DOCUMENT, type YunzhijiaOperation } from '../../operations';
import { openId, orgId } from './fields';

const deleteAllPartTimeJobs = endpoint('relationship/deleteAllPartTimeJobs', PART_TIME_DOCUMENT);

const shownWhenAll = (deleteAll: boolean): INodeProperties['displayOptions'] => ({
	show: { deleteAll: [deleteAll] },
});

const everything: Field = {
	parameter: {
		displayName: 'Delete Everything (删除所有)',
		name: 'deleteAll',
		type: 'boolean',
		default: false,
		description:
			'Whether to delete every part-time job of the whole team, not only those of the given people',
	},
	requestWide: true,
	read: yesOrNo,
};

const warning: Field = {
	parameter: {
		displayName: 'This deletes every part-time job of the whole team and can’t be undone.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: shownWhenAll(true),
	},
	mayBeEmpty: true,
};

const confirmation: Field = {
	parameter: {
		displayName: 'Confirm with EID',
		name: 'confirmEid',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10109',
		description:
			'Type in the EID of the team whose part-time jobs are all to be deleted. If it is not that of the credential, nothing is sent.',
		displayOptions: shownWhenAll(true),
	},
	mayBeEmpty: true,
	requestWide: true,
	read: text(),
};

export const deleteAll: YunzhijiaOperation = {
	name: 'Delete All',
	value: 'deleteAll',
	action: 'Delete all part time jobs',
	term: '删除所有兼职',
	description: 'Delete the part-time jobs of given people, or of the whole team',
	endpoints: [deleteAllPartTimeJobs],
	required: [
		everything,
		warning,
		amend(
			openId,
			{
				displayOptions: shownWhenAll(false),
			},
			{
				mayBeEmpty: true,
			},
		),
		amend(
			orgId,
			{
				displayOptions: shownWhenAll(false),
			},
			{
				mayBeEmpty: true,
			},
		),
		confirmation,
	],
	batch: { size: 1000, limit: 1000 },
	coalesces: ({ request }) => request.deleteAll === true,
	check({ row, request }, { eid }) {
		if (request.deleteAll) {
			if (request.confirmEid === eid) return;
			throw new Invalid('must be the EID of the team, as in the credential', 'confirmEid');
		}
		for (const name of ['openId', 'orgId'])
			if (row[name] === undefined) throw new Invalid('is required', name);
	},
	/** Unlike the others this has no commitId: the list succeeds or is refused as a whole. */
	async perform(batch, call) {
		const all = batch[0].request.deleteAll === true;
		const body = all
			? { deleteAll: true }
			: { deleteAll: false, list: batch.map(({ row }) => row) };
		await call(deleteAllPartTimeJobs, body, { repeatable: true });
		return batch.map(({ row }) => done(all ? { deleted: true } : { ...row, deleted: true }));
	},
};
