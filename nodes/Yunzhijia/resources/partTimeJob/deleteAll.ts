import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { addTo } from '../../../shared/batching/group';
import type { Call, DirectoryRecord, Field, Outcome, Part } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { oneOf, text, yesOrNo } from '../../../shared/input/readers';
import { readByOffset } from '../../../shared/paging';
import { done } from '../../../shared/run/outcome';
import {
	endpoint,
	pagesOf,
	PART_TIME_DOCUMENT,
	type YunzhijiaOperation,
	type YunzhijiaStepwiseOperation,
} from '../../operations';
import { openId, orgId } from './fields';
import { queryPartTimeJobs } from './getAll';

const deleteAllPartTimeJobs = endpoint('relationship/deleteAllPartTimeJobs', PART_TIME_DOCUMENT);

const shownFor = (deleteAll: boolean, of?: string): INodeProperties['displayOptions'] => ({
	show: { deleteAll: [deleteAll], ...(of && { of: [of] }) },
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
		displayOptions: shownFor(true),
	},
	mayBeEmpty: true,
};

/** Said of all people at once, so that a department that an item lacks never means all of them. */
const of: Field = {
	parameter: {
		displayName: 'Which Jobs (删除范围)',
		name: 'of',
		type: 'options',
		options: [
			{
				name: 'In One Department (指定部门)',
				value: 'department',
				description: 'The part-time jobs of the person in a department',
			},
			{
				name: 'All of One Person (此人全部兼职)',
				value: 'person',
				description: 'Every part-time job of the person. They are read first.',
			},
		],
		default: 'department',
		displayOptions: shownFor(false),
	},
	mayBeEmpty: true,
	requestWide: true,
	read: oneOf(['department', 'person']),
};

const confirmation: Field = {
	parameter: {
		displayName: 'Confirm with EID (团队ID)',
		name: 'confirmEid',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10109',
		description:
			'Type the EID of the team whose part-time jobs are all to be deleted. If it is not the one in the credential, nothing is sent.',
		displayOptions: shownFor(true),
	},
	requiredIfShown: true,
	requestWide: true,
	read: text(),
};

const isOfTeam = ({ request }: DirectoryRecord): boolean => request.deleteAll === true;
const isOfPerson = ({ request }: DirectoryRecord): boolean =>
	request.deleteAll !== true && request.of === 'person';

const wording = {
	name: 'Delete All',
	value: 'deleteAll',
	action: 'Delete all part time jobs of people or team',
	term: '删除所有兼职',
	description: 'Delete all part-time jobs of given people, or of the whole team',
	endpoints: [deleteAllPartTimeJobs, queryPartTimeJobs],
	batch: { size: 1000, limit: 1000 },
};

/** Unlike the others this has no commitId: the list succeeds or is refused as a whole. */
const deletion: YunzhijiaOperation = {
	...wording,
	required: [],
	coalesces: isOfTeam,
	async perform(batch, call) {
		const all = isOfTeam(batch[0]);
		const body = all
			? { deleteAll: true }
			: { deleteAll: false, list: batch.map(({ row }) => row) };
		await call(deleteAllPartTimeJobs, body, { repeatable: true });
		return batch.map(({ row }) => done(all ? { deleted: true } : { ...row, deleted: true }));
	},
};

export const deleteAll: YunzhijiaStepwiseOperation = {
	...wording,
	required: [
		everything,
		warning,
		of,
		amend(openId, { displayOptions: shownFor(false) }, { requiredIfShown: true }),
		amend(orgId, { displayOptions: shownFor(false, 'department') }, { requiredIfShown: true }),
		confirmation,
	],
	deletesAll: isOfTeam,
	check({ row, request }, { eid }) {
		if (request.deleteAll) {
			if (request.confirmEid === eid) return;
			throw new Invalid('is required: the EID of the team, as in the credential', 'confirmEid');
		}
		const needed = request.of === 'person' ? ['openId'] : ['openId', 'orgId'];
		for (const name of needed) if (row[name] === undefined) throw new Invalid('is required', name);
	},

	async *steps(records, progress) {
		const jobsOf = records.some(isOfPerson) ? await jobsByPerson(progress.call) : undefined;
		/** Who is asked for again has the outcome of the first time. */
		const first = new Map<string, DirectoryRecord>();
		const again: DirectoryRecord[] = [];
		const steps: DirectoryRecord[] = [];
		for (const record of records) {
			const person = personOf(record);
			if (!isOfPerson(record)) steps.push(partOf(record, record.row, 'step'));
			else if (first.has(person)) again.push(record);
			else {
				first.set(person, record);
				const jobs = jobsOf?.get(person) ?? [];
				if (jobs.length === 0) progress.settle(record, noneOf(record));
				steps.push(...jobs.map((job) => partOf(record, job, 'id')));
			}
		}
		yield [{ operation: deletion, records: steps }];

		for (const record of again) {
			const outcome = progress.outcomeOf(first.get(personOf(record))!);
			if (outcome) progress.settle(record, outcome);
		}
	},
};

const personOf = ({ row }: DirectoryRecord): string => String(row.openId);

/** A job of a person is a row of its own; else the record is deleted as it is. */
const partOf = (of: DirectoryRecord, row: IDataObject, kind: Part['kind']): DirectoryRecord => ({
	...{ index: of.index, row, request: of.request },
	part: { of, name: kind === 'id' ? String(row.orgId) : deletion.name, kind },
});

async function jobsByPerson(call: Call): Promise<Map<string, IDataObject[]>> {
	const jobs = new Map<string, IDataObject[]>();
	const rows = await readByOffset(pagesOf(call, queryPartTimeJobs), { returnAll: true });
	for (const { openId: person, orgId: unit } of rows)
		addTo(jobs, String(person), { openId: person, orgId: unit });
	return jobs;
}

const noneOf = ({ row }: DirectoryRecord): Outcome =>
	done({ openId: row.openId, deleted: true, jobs: 0 });
