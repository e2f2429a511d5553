import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { chunk } from '../../../shared/batching/chunk';
import { addTo } from '../../../shared/batching/group';
import { asPrerequisite, onceSent } from '../../../shared/client/failure';
import type { Call, DirectoryRecord, Field, Outcome } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { oneOf, text, yesOrNo } from '../../../shared/input/readers';
import { readByOffset } from '../../../shared/paging';
import { done } from '../../../shared/run/outcome';
import { endpoint, pagesOf, PART_TIME_DOCUMENT, type YunzhijiaOperation } from '../../operations';
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

export const deleteAll: YunzhijiaOperation = {
	name: 'Delete All',
	value: 'deleteAll',
	action: 'Delete all part time jobs of people or team',
	term: '删除所有兼职',
	description: 'Delete all part-time jobs of given people, or of the whole team',
	endpoints: [deleteAllPartTimeJobs, queryPartTimeJobs],
	required: [
		everything,
		warning,
		of,
		amend(openId, { displayOptions: shownFor(false) }, { requiredIfShown: true }),
		amend(orgId, { displayOptions: shownFor(false, 'department') }, { requiredIfShown: true }),
		confirmation,
	],
	batch: { size: 1000, limit: 1000 },
	coalesces: ({ request }) => request.deleteAll === true,
	deletesAll: ({ request }) => request.deleteAll === true,
	check({ row, request }, { eid }) {
		if (request.deleteAll) {
			if (request.confirmEid === eid) return;
			throw new Invalid('is required: the EID of the team, as in the credential', 'confirmEid');
		}
		const needed = request.of === 'person' ? ['openId'] : ['openId', 'orgId'];
		for (const name of needed) if (row[name] === undefined) throw new Invalid('is required', name);
	},
	/** Unlike the others this has no commitId: the list succeeds or is refused as a whole. */
	async perform(batch, call) {
		const [{ request }] = batch;
		if (request.deleteAll === true) {
			await call(deleteAllPartTimeJobs, { deleteAll: true }, { repeatable: true });
			return batch.map(() => done({ deleted: true }));
		}
		if (request.of === 'person') return await deleteOfPeople(batch, call);
		await deletePairs(
			batch.map(({ row }) => row),
			call,
		);
		return batch.map(({ row }) => done({ ...row, deleted: true }));
	},
};

/** Each person leaves with a row for each job that was deleted; who had none, with one that says so. */
async function deleteOfPeople(batch: DirectoryRecord[], call: Call): Promise<Outcome[]> {
	const jobsOf = await jobsByPerson(call);
	const people = [...new Set(batch.map(personOf))];
	const pairs = people.flatMap((person) => jobsOf.get(person) ?? []);
	const [first = [], ...further] = chunk(pairs, MOST_PAIRS);
	if (first.length) await deletePairs(first, call);
	try {
		for (const each of further) await deletePairs(each, call);
	} catch (error) {
		throw onceSent(error); // some are deleted already
	}
	const outcomes = batch.map((record) => {
		const deleted = jobsOf.get(personOf(record));
		return done(deleted?.map((job) => ({ ...job, deleted: true })) ?? noneOf(record.row));
	});
	for (const person of people) jobsOf.delete(person);
	return outcomes;
}

const personOf = ({ row }: DirectoryRecord): string => String(row.openId);

type Jobs = Map<string, IDataObject[]>;

/** By the call of a run, for all batches of which the jobs are read once. */
const readings = new WeakMap<Call, Promise<Jobs>>();

async function jobsByPerson(call: Call): Promise<Jobs> {
	const reading = readings.get(call) ?? asPrerequisite(readJobs(call));
	readings.set(call, reading);
	return await reading;
}

async function readJobs(call: Call): Promise<Jobs> {
	const jobs: Jobs = new Map();
	const rows = await readByOffset(pagesOf(call, queryPartTimeJobs), { returnAll: true });
	for (const { openId: person, orgId: unit } of rows)
		addTo(jobs, String(person), { openId: person, orgId: unit });
	return jobs;
}

const noneOf = ({ openId: person }: IDataObject): IDataObject => ({
	openId: person,
	deleted: true,
	jobs: 0,
});

/** The vendor takes no more in a list. */
const MOST_PAIRS = 1000;

const deletePairs = async (list: IDataObject[], call: Call) =>
	await call(deleteAllPartTimeJobs, { deleteAll: false, list }, { repeatable: true });
