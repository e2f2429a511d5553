/**
 * Queries of Weaver E10 whose answer comes whole: docs/vendors/weaver-e10.md, section 5, no. 10, 12, 39,
 * and queryJobSet.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { itemsOf, paired, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { id, LI, sentTo, startCompany, WANG } from '../company.ts';

const [LINE, OTHER_LINE] = [51, 52].map(id);
const [TEAM, BRANCH] = [53, 54].map(id);
const [FIRST, SECOND] = [55, 56].map(id);
const [JOB, SECOND_JOB] = [57, 58].map(id);

const start = async () =>
	await startCompany({
		seed({ dimensions, virtualOrgs, virtualPeople, jobs }) {
			for (const key of [LINE, OTHER_LINE]) dimensions.set(key, { id: key, name: key });
			virtualOrgs.set(BRANCH, { id: BRANCH, name: '分支', type: 'subcompany' });
			virtualOrgs.set(TEAM, { id: TEAM, name: '小组', type: 'department', parent: BRANCH });
			const first = { id: FIRST, virtualId: LINE, employeeid: WANG, orgid: TEAM };
			virtualPeople.set(FIRST, { ...first, superior: LI });
			const second = { id: SECOND, virtualId: OTHER_LINE, employeeid: LI, orgid: BRANCH };
			virtualPeople.set(SECOND, second);
			jobs.set(JOB, { id: JOB, jobName: '工程师', code: 'J1' });
			jobs.set(SECOND_JOB, { id: SECOND_JOB, jobName: '会计', code: 'J2' });
		},
	});

const QUERIES = [
	{
		operation: 'job.getAll',
		path: 'queryJobSet',
		filters: [
			['codeList', 'J1，J2', ['J1', 'J2'], [JOB, SECOND_JOB]],
			['ids', [SECOND_JOB], [SECOND_JOB], [SECOND_JOB]],
			['nameList', '["工程师"]', ['工程师'], [JOB]],
		],
		all: [JOB, SECOND_JOB],
	},
	{
		operation: 'dimension.getPeople',
		path: 'queryVirtualEmployee',
		filters: [
			['employeeidList', `${WANG}, ${LI}`, [WANG, LI], [FIRST, SECOND]],
			['virtualDepartidList', TEAM, [TEAM], [FIRST]],
			['virtualIdList', [OTHER_LINE], [OTHER_LINE], [SECOND]],
			['virtualSubcompanyIdList', `[${BRANCH}]`, [BRANCH], [SECOND]],
			['containSubordinates', 'true', true, [FIRST, SECOND]],
			['dataConfig', '{"browserIdAndName": false}', { browserIdAndName: false }, [FIRST, SECOND]],
		],
		all: [FIRST, SECOND],
	},
] as Array<{
	operation: string;
	path: string;
	filters: Array<[name: string, given: unknown, sent: unknown, found: string[]]>;
	all: string[];
}>;

describe.each(QUERIES)('$operation', ({ operation, path, filters, all }) => {
	it.each(filters)('filter %s', async (name, given, sent, found) => {
		const weaver = await start();
		const parameters = { additionalFields: { [name]: '={{ $json.given }}' } };
		const { main, error } = await weaver.run(operation, parameters, [{ given }] as IDataObject[]);
		expect(reasons(error)).toEqual([]);
		expect(sentTo(weaver, path)).toEqual([{ [name]: sent }]);
		expect(main.map(({ json }) => json.id)).toEqual(found);
	});

	it('sends all filters together, and without any none', async () => {
		const weaver = await start();
		const given = Object.fromEntries(filters.map(([name, value]) => [name, value]));
		const parameters = { additionalFields: given } as INodeParameters;
		await weaver.run(operation, parameters, [{}]);
		const { main } = await weaver.run(operation, {}, [{}]);
		const sent = Object.fromEntries(filters.map(([name, , value]) => [name, value]));
		expect(sentTo(weaver, path)).toEqual([sent, {}]);
		expect(main.map(({ json }) => json.id)).toEqual(all);
	});

	it('asks once an item, pairs the rows, gives number ids as text, and stops', async () => {
		const weaver = await start();
		weaver.misbehave({ how: 'numberId', times: 1 });
		weaver.misbehave({ how: 'status', status: 403, times: 1 });
		const [[name, , , found]] = filters;
		const parameters = {
			additionalFields: { [name]: '={{ $json.given }}' },
			options: { concurrency: 1 },
		};
		const items = [{}, {}, { given: [] }, { given: filters[0][1] }] as IDataObject[];
		const { main, error } = await weaver.run(operation, parameters, items);
		expect(weaver.requestsTo('')[0].answer).toMatch(/"id":\d{19}/);
		expect(main.map(({ json }) => json.id)).toEqual([...all, ...found]);
		expect(itemsOf(main)).toEqual([...all.map(() => 0), ...found.map(() => 3)]);
		expect(reasons(error)).toMatchObject([
			{ item: 1, outcome: 'rejected', status: 403 },
			{ item: 2, outcome: 'rejected', field: name },
		]);
		weaver.misbehave({ how: 'status', status: 403, after: 1, times: 1 });
		const stopped = await weaver.run(operation, parameters, [{}, {}, {}], STOP);
		expect(stopped.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(stopped)).toMatchObject({
			description: 'Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent.',
			...{ itemIndex: 1, leaves: 0 },
		});
	});
});

it('people of a dimension with those below and with names', async () => {
	const weaver = await start();
	const additionalFields = {
		virtualSubcompanyIdList: BRANCH,
		containSubordinates: true,
		dataConfig: '{"browserIdAndName": true}',
	};
	const { main } = await weaver.run('dimension.getPeople', { additionalFields }, [{}]);
	expect(sentTo(weaver, 'queryVirtualEmployee')).toEqual([
		{
			virtualSubcompanyIdList: [BRANCH],
			containSubordinates: true,
			dataConfig: { browserIdAndName: true },
		},
	]);
	const first = { employeeid: { id: WANG, name: '王五' }, orgid: { id: TEAM, name: '小组' } };
	const second = { employeeid: { id: LI, name: '李四' }, orgid: { id: BRANCH, name: '分支' } };
	expect(main).toEqual(
		paired(
			[0, { id: FIRST, ...first, superior: { id: LI, name: '李四' } }],
			[0, { id: SECOND, ...second }],
		),
	);
});

describe.each([
	['employee.getFields', 'listBasicField', 'basicFields'],
	['subcompany.getFields', 'listSubcompanyField', 'subcompanyFields'],
] as const)('%s', (operation, path, held) => {
	const fields = [7, 8].map((n) => ({
		...{ fieldId: id(n), componentKey: 'Text', formId: id(9), name: `字段${n}` },
	}));

	it('is asked once for however many items, and each gets the rows', async () => {
		const weaver = await startCompany({ seed: (state) => state[held].push(...fields) });
		weaver.misbehave({ how: 'numberId' });
		const { main, error } = await weaver.run(operation, {}, [{}, {}]);
		expect(error).toEqual([]);
		expect(sentTo(weaver, path)).toEqual([{}]);
		expect(main).toEqual(
			paired(...[0, 0, 1, 1].map((n, at): [number, IDataObject] => [n, fields[at % 2]])),
		);
	});

	it('says that the app is not allowed to, and stops with it', async () => {
		const weaver = await startCompany({ authorisedInterfaces: ['syncEmployee'] });
		const { error } = await weaver.run(operation, {}, [{}]);
		const reason = `应用未授权接口${path} (500)`;
		expect(reasons(error)).toMatchObject([{ item: 0, error: reason, outcome: 'rejected' }]);
		const stopped = await weaver.run(operation, {}, [{}, {}], STOP);
		expect(stopped.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(stopped)).toMatchObject({ message: reason, itemIndex: 0, leaves: 0 });
		expect(stopOf(stopped).description).toContain('Of 2 records: 0 done, 2 rejected, 0 unknown');
	});
});
