/**
 * People by mobile, job number or name, departments by long name, in every operation that takes their
 * ids: asked for first and at once, and what can't be told is refused (issue 4, “Match by”).
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { YunzhijiaState } from '../../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	partTimeJobKey,
	seedTeam,
} from '../../../platforms/index.ts';
import { fromItem, itemsOf, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { asked, locators, startTeam } from '../team.ts';

const [FREE, OTHER] = ['d-free', 'd-other'];
const ONE = '580000000000000000000001';
const SOMEBODY = '580000000000000000000005';

/** Five people, two twins that share their numbers, and two departments that share their name. */
function seed(state: YunzhijiaState): void {
	seedTeam(state, 5);
	addDepartment(state, FREE, '华北区', addDepartment(state, 'd-top', '新中心').orgId);
	addDepartment(state, OTHER, '别处');
	for (const twin of ['a', 'b']) {
		addDepartment(state, `d-twin-${twin}`, '双生');
		addPerson(state, {
			openId: twin.repeat(24),
			name: '双生',
			orgId: '',
			jobTitle: '',
			phone: '13700000000',
			jobNo: 'TWIN',
		});
	}
	state.people.get(ONE)!.name = '王一';
	state.people.get(SOMEBODY)!.orgId = FREE;
	addLeader(state, { openId: ONE, orgId: FREE });
}

interface Way {
	/** Whom it is about, unknown and ambiguous, as the mode names them. */
	values: [known: string, unknown: string, ambiguous: string];
	id: string;
	what: string;
	/** What is asked for the three. */
	lookups: Array<[path: string, data: unknown]>;
}

const MOBILE: Way = {
	values: ['13900000001', '13900009999', '13700000000'],
	id: ONE,
	what: 'person with the mobile',
	lookups: [['person/get', { type: 0, array: ['13900000001', '13900009999', '13700000000'] }]],
};
const JOB_NO: Way = {
	values: ['J00001', 'J09999', 'TWIN'],
	id: ONE,
	what: 'active person with the job number',
	lookups: [
		['person/getall', { begin: 0, count: 1000 }],
		['person/getall', { begin: 7, count: 1000 }],
	],
};
/** Whom nobody active is, is looked for among those who have left. */
const JOB_NO_OF_ANYBODY: Way = {
	...JOB_NO,
	what: 'person with the job number',
	lookups: [
		...JOB_NO.lookups,
		['person/getAtTime', { time: '2000-01-01 00:00:00', begin: 0, count: 1000 }],
	],
};
const NAME: Way = {
	values: ['王一', '无名', '双生'],
	id: ONE,
	what: 'active person with the name',
	lookups: JOB_NO.lookups,
};
const LONG_NAME: Way = {
	values: ['新中心\\华北区', '新中心\\华南区', '双生'],
	id: FREE,
	what: 'department with the long name',
	lookups: [['dept/get', { type: 1, array: ['新中心\\华北区', '新中心\\华南区', '双生'] }]],
};
const WAYS: Record<string, Record<string, Way>> = {
	openId: { mobile: MOBILE, jobNo: JOB_NO, personName: NAME },
	orgId: { name: LONG_NAME },
	moveToOrgId: { name: LONG_NAME },
};

interface Subject {
	/** Resource locators → an id that does. */
	ids: Record<string, string>;
	parameters?: INodeParameters;
	fields?: IDataObject;
	/** The locator stands in Additional Fields. */
	isFilter?: true;
	/** Ways that are this operation's own. */
	ways?: Record<string, Way>;
	/** There is a part-time job already. */
	hasJob?: true;
}

const start = async ({ hasJob }: Subject) =>
	await startTeam({
		seed(state) {
			seed(state);
			const job = { openId: ONE, orgId: FREE, jobTitle: '旧' };
			if (hasJob) state.partTimeJobs.set(partTimeJobKey(ONE, FREE), job);
		},
	});

const who = { openId: ONE };
const where = { orgId: FREE };
const title = { parameters: fromItem('jobTitle'), fields: { jobTitle: '顾问' } };

const SUBJECTS: Record<string, Subject> = {
	'partTimeJob.add': { ids: { ...who, ...where }, ...title },
	'partTimeJob.addByDepartmentName': {
		ids: who,
		parameters: fromItem('jobTitle', 'department'),
		fields: { jobTitle: '顾问', department: '别处' },
	},
	'partTimeJob.set': { ids: { ...who, ...where }, ...title },
	'partTimeJob.delete': { ids: { ...who, ...where }, hasJob: true },
	'partTimeJob.deleteAll': {
		ids: { ...who, ...where },
		parameters: { deleteAll: false },
		hasJob: true,
	},
	'partTimeJob.getByPerson': { ids: who },
	'department.update': { ids: where, parameters: { todepartment: '新名' } },
	'department.move': { ids: { orgId: FREE, moveToOrgId: OTHER } },
	'department.delete': { ids: where },
	'department.get': { ids: where },
	'department.getAll': { ids: where, parameters: { returnAll: true }, isFilter: true },
	'department.setWeights': { ids: where, parameters: { weights: '3' } },
	'person.update': { ids: who, parameters: { additionalFields: { name: '新名' } } },
	'person.updateDepartment': { ids: { ...who, ...where } },
	'person.updateStatus': {
		ids: who,
		parameters: { type: '3' },
		ways: { jobNo: JOB_NO_OF_ANYBODY },
	},
	'person.delete': { ids: who },
	'person.get': { ids: who },
	'person.getAll': { ids: where, parameters: { returnAll: true }, isFilter: true },
	'leader.set': { ids: { ...who, ...where } },
	'leader.delete': { ids: { ...who, ...where } },
};

const withModes = ({ parameters, isFilter }: Subject, modes: Record<string, string>) => ({
	...parameters,
	...(isFilter ? { additionalFields: locators(modes) } : locators(modes)),
});

/** Every locator of every operation, in every mode in which it does not hold the id. */
const cases = Object.entries(SUBJECTS).flatMap(([name, subject]) =>
	Object.keys(subject.ids).flatMap((field) =>
		Object.entries({ ...WAYS[field], ...subject.ways }).map(([mode, way]) => ({
			name,
			field,
			mode,
			subject,
			way,
		})),
	),
);

describe.each(cases)('$name, $field by $mode', ({ name, field, mode, subject, way }) => {
	const modes = { ...mapValues(subject.ids, () => 'id'), [field]: mode };
	const parameters = withModes(subject, modes);
	// A department can't be moved under itself.
	const ids = field === 'moveToOrgId' ? { ...subject.ids, orgId: OTHER } : subject.ids;
	const items = way.values.map((value) => ({ ...subject.fields, ...ids, [field]: value }));

	it('asks first, sends the id, and rejects by name who is unknown or ambiguous', async () => {
		const team = await start(subject);
		const result = await team.perform(name, parameters, items);

		const requests = asked(team.requestsTo(''));
		expect(requests.slice(0, way.lookups.length)).toEqual(way.lookups);
		const after = requests.slice(way.lookups.length);
		expect(after.length).toBeGreaterThan(0);
		const sent = JSON.stringify(after);
		if (!subject.isFilter) expect(sent).toContain(`"${way.id}"`);
		for (const value of way.values) expect(sent).not.toContain(JSON.stringify(value));

		expect(new Set(itemsOf(result.main))).toEqual(new Set([0]));
		const [, unknown, ambiguous] = way.values;
		const refused = { outcome: 'rejected', field, advice: expect.any(String) as string };
		expect(reasons(result.error)).toEqual([
			{ item: 1, ...refused, error: `${field} is not found: there is no ${way.what} “${unknown}”` },
			{
				item: 2,
				...refused,
				error: `${field} is not clear: there is more than one ${way.what} “${ambiguous}”: 2`,
			},
		]);
	});

	it('stops at who is unknown and sends nothing', async () => {
		const team = await start(subject);
		const stopped = await team.perform(name, parameters, items, STOP);
		expect(asked(team.requestsTo(''))).toEqual(way.lookups);
		expect(stopOf(stopped)).toMatchObject({
			message: `${field} is not found: there is no ${way.what} “${way.values[1]}”`,
			description: expect.stringContaining(
				'Of 3 records: 0 done, 2 rejected, 0 unknown, 1 not sent.',
			) as string,
			itemIndex: 1,
			leaves: 0,
		});
	});
});

it.each(Object.entries(SUBJECTS))('%s by id asks for nobody', async (name, subject) => {
	const team = await start(subject);
	for (const mode of ['id', 'list']) {
		team.reset();
		const items = [{ ...subject.fields, ...subject.ids }];
		const modes = mapValues(subject.ids, () => mode);
		const { error } = await team.perform(name, withModes(subject, modes), items);
		expect(error).toEqual([]);
		const lookups = asked(team.requestsTo('')).filter(
			([path, data]) => path === 'person/get' && (data as IDataObject).type === 0,
		);
		expect(lookups).toEqual([]);
		expect(team.requestsTo('').length).toBeGreaterThan(0);
	}
});

function mapValues<A, B>(object: Record<string, A>, map: (value: A) => B): Record<string, B> {
	return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));
}
