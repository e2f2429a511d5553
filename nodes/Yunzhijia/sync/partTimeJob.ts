/** Part-time jobs in step: docs/vendors/yunzhijia.md, section 3. */
import type { Kind, PlanItem, TargetRecord, Task } from '../../shared/contract/sync';
import { Invalid } from '../../shared/input/invalid';
import { integer } from '../../shared/input/readers';
import { readByOffset } from '../../shared/paging';
import { column, trimmed } from '../../shared/sync/columns';
import { pagesOf } from '../operations';
import { pairId } from '../pair';
import { add } from '../resources/partTimeJob/add';
import { del } from '../resources/partTimeJob/delete';
import { queryPartTimeJobs } from '../resources/partTimeJob/getAll';
import { jobTitle } from '../resources/partTimeJob/fields';
import { set } from '../resources/partTimeJob/set';
import { titlesIn } from '../titles';
import type { YunzhijiaCredential } from '../token';
import { NO_WEIGHTS, ofDepartment, ofPerson, sameTitles, untoldIn, WEIGHTS } from './columns';
import { PHASE } from './phases';
import { idsOf, toDepartment, toPerson } from './references';

/** What the platform takes for the wish to remove a job. */
const DELETE = '!DELETE';

function titlesOf(value: unknown): unknown {
	const given = Array.isArray(value) ? value : [value];
	const titles = titlesIn(given.map((each) => trimmed()(each)).join(','));
	if (titles.includes(DELETE))
		throw new Invalid(`must not be ${DELETE}: leave the row out to remove the job`);
	return jobTitle.read?.(titles.join(','));
}

export const partTimeJob: Kind<YunzhijiaCredential> = {
	value: 'partTimeJob',
	name: 'Part-Time Jobs',
	chinese: '兼职',
	called: { one: 'part-time job', many: 'part-time jobs' },
	columns: [
		...ofPerson,
		...ofDepartment,
		column('jobTitle', 'Job Title', ['兼职职位', '职位', '岗位', '职务'], {
			// The platform takes no further rows after one without a title.
			isRequired: true,
			isSet: true,
			read: titlesOf,
			sense: sameTitles,
		}),
		column('weights', 'Weights', ['排序', '排序码', '权重'], WEIGHTS),
		column('orgUserType', 'Leader', ['是否负责人'], { read: integer(0, 1) }),
	],
	references: [toPerson, toDepartment],
	keyColumns: [],
	alike: [],
	missing: ['remove'],
	reads: () => ['person', 'department'],

	async read(call) {
		const rows = await readByOffset(pagesOf(call, queryPartTimeJobs), { returnAll: true });
		const records = rows.map(
			({ openId, orgId, jobTitle: titles, weights }): TargetRecord => ({
				id: pairId(openId, orgId),
				state: 'active',
				values: {
					...{ openId, orgId, jobTitle: titles },
					// The older edition does not tell them.
					...(weights !== undefined && { weights: String(weights) === NO_WEIGHTS ? '' : weights }),
				},
			}),
		);
		return { records, untold: untoldIn(partTimeJob.columns, records) };
	},

	tasks,
};

function tasks({ entity, action, changes }: PlanItem<YunzhijiaCredential>) {
	const { source, target, now, then } = entity;
	const isChanged = (name: string) => changes.some(({ field }) => field === name);
	/** A job is written as a whole: what is not to change in it is sent as it is there. */
	const valueOf = (name: string) => {
		const [said, present] = [source?.values[name], target?.values[name]];
		return said === undefined || present === undefined || isChanged(name) ? said : present;
	};
	const job = () => ({
		...idsOf(then),
		jobTitle: valueOf('jobTitle') ?? target?.values.jobTitle,
		weights: valueOf('weights'),
		orgUserType: valueOf('orgUserType'),
	});
	const gone = { operation: del, values: () => idsOf(now) };
	const found: Array<Task<YunzhijiaCredential>> = [];
	if (action === 'remove') found.push({ ...gone, phase: PHASE.pairsGo });
	else if (action === 'create') found.push({ operation: add, phase: PHASE.pairs, values: job });
	// Only the newer edition, which tells weights, has an interface that overwrites a job.
	else if (target?.values.weights !== undefined)
		found.push({ operation: set, phase: PHASE.pairs, values: job });
	else
		found.push(
			{ ...gone, phase: PHASE.pairs, isFirst: true },
			{ operation: add, phase: PHASE.pairs, values: job },
		);
	return found;
}
