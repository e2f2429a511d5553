/** Weaver E10: docs/vendors/weaver-e10.md, sections 4 to 6 (the number stands beside each). */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { WeaverE10State } from '../../platforms/index.ts';
import { startWeaverE10 } from '../../platforms/index.ts';
import { fromItem, idFromItem } from '../../workflow/engine/cases.ts';
import { CLUB, GROUP, NORTH, RESTFUL, SALES } from '../../workflow/WeaverE10/company.ts';
import { WANG, id, rl, seed as seedCompany } from '../../workflow/WeaverE10/company.ts';
import type { Operation, Write } from '../operation.ts';
import { isOdd, key, operation, some, upTo } from '../operation.ts';

type Seed = (state: WeaverE10State, n: number) => void;
type Entry = Omit<Operation<WeaverE10State>, 'node' | 'start' | 'batched' | 'marks'> &
	Partial<Pick<Operation<WeaverE10State>, 'marks' | 'batched'>> & { seed?: Seed };

const TENANT = 't1tenant01';

const entry = ({ seed = () => {}, batched = true, marks = (n) => [key(n)], ...more }: Entry) =>
	operation<WeaverE10State>({
		...more,
		node: 'weaverE10',
		batched,
		marks,
		start: async (at, count) =>
			await startWeaverE10({
				...at,
				seed(state) {
					seedCompany(state);
					for (const n of upTo(count)) seed(state, n);
				},
			}),
	});

const write = (
	name: string,
	answer: Write['answer'],
	twice: Write['twice'] = 'harmless',
	more: Partial<Write> = {},
): Write => ({ path: name.startsWith('/') ? name : `${RESTFUL}${name}`, answer, twice, ...more });
const TOGETHER = { together: true } as const;

/** Ids of 19 digits for record `n`, of another thing in each. */
const [employee, unit, contact, group, scope, matrix, row, post] = [
	1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000,
].map((from) => (n: number) => id(from + n));

const request = (dataRule: INodeParameters, extKey?: string): INodeParameters => ({
	requestFields: { dataRule, ...(extKey && { extKey }) },
});
const fresh = (n: number) => `新${key(n)}`;
/** Something of that code, or of another column, has its new name. */
const isNamed = (rows: Map<string, object>, n: number, code = 'code', name = 'name') =>
	some(rows, (each) => {
		const columns = each as Record<string, unknown>;
		return columns[code] === key(n) && columns[name] === fresh(n);
	});

const oldEmployee: Seed = ({ employees }, n) =>
	employees.set(employee(n), {
		...{ id: employee(n), username: '旧', job_num: key(n) },
		...{ department: SALES, status: 'normal' },
	});
const oldUnit =
	(status: string): Seed =>
	({ departments }, n) =>
		departments.set(unit(n), { id: unit(n), name: '旧', parent: SALES, status });
const hasUnit =
	(status: string) =>
	(n: number, { departments }: WeaverE10State) =>
		departments.get(unit(n))?.status === status;

/** One of two records is there already. */
const halfThere =
	(seed: Seed): Seed =>
	(state, n) => {
		if (isOdd(n)) seed(state, n);
	};

const organisation: Operation[] = [
	// 1
	entry({
		name: 'employee.upsert',
		parameters: request({ employee: 'job_num' }, 'job_num'),
		item: (n) => ({ job_num: key(n), username: fresh(n) }),
		seed: halfThere(oldEmployee),
		holds: (n, { employees }) => isNamed(employees, n, 'job_num', 'username'),
		writes: [write('syncEmployee', 'named')],
	}),
	// 6
	entry({
		name: 'employee.upsertPartTime',
		parameters: {
			...idFromItem('id'),
			...fromItem('externalSyncId'),
			externalSyncType: 'openapi',
			additionalFields: { ...idFromItem('departmentId'), ...fromItem('deleted') },
			requestFields: { dataRule: { employee: 'job_num', department: 'code' } },
		},
		item: (n) => ({ id: 'A1', externalSyncId: key(n), departmentId: 'SN', deleted: '0' }),
		holds: (n, { partTimePosts }) =>
			some(partTimePosts, ({ externalSyncId }) => externalSyncId === key(n)),
		writes: [write('syncExtra', 'placed')],
	}),
	entry({
		name: 'employee.upsertPartTime',
		variant: 'deleted',
		parameters: {
			...idFromItem('id'),
			...fromItem('externalSyncId'),
			externalSyncType: 'openapi',
			additionalFields: { ...idFromItem('departmentId'), ...fromItem('deleted') },
			requestFields: { dataRule: { employee: 'job_num', department: 'code' } },
		},
		item: (n) => ({ id: 'A1', externalSyncId: key(n), departmentId: 'SN', deleted: '1' }),
		seed: ({ partTimePosts }, n) =>
			partTimePosts.set(post(n), {
				...{ id: post(n), externalSyncId: key(n), employee: WANG },
				departmentId: NORTH,
			}),
		holds: (n, { partTimePosts }) => !partTimePosts.has(post(n)),
		writes: [write('syncExtra', 'placed')],
	}),
	// 9
	entry({
		name: 'employee.rehire',
		parameters: idFromItem('id'),
		item: (n) => ({ id: employee(n) }),
		seed(state, n) {
			oldEmployee(state, n);
			state.employees.get(employee(n))!.status = '6';
		},
		marks: (n) => [employee(n)],
		holds: (n, { employees }) => employees.get(employee(n))?.status === 'normal',
		writes: [write('rehireEmployee', 'named', 'not said', TOGETHER)],
	}),
	// 2
	entry({
		name: 'department.upsert',
		parameters: request({ department: 'code', subcompany: 'code' }, 'code'),
		item: (n) => ({ code: key(n), name: fresh(n), parent: 'HQ' }),
		holds: (n, { departments }) => isNamed(departments, n),
		writes: [write('syncDepartment', 'named')],
	}),
	entry({
		name: 'department.upsert',
		variant: 'no key',
		parameters: { requestFields: { dataRule: { subcompany: 'code' }, extKey: 'code' } },
		item: (n) => ({ code: key(n), name: fresh(n), parent: 'HQ' }),
		holds: (n, { departments }) => isNamed(departments, n),
		writes: [write('syncDepartment', 'named', 'harmful')],
	}),
	// 7
	entry({
		name: 'department.seal',
		parameters: { ...idFromItem('id'), path: `${RESTFUL}disableDepartment` },
		item: (n) => ({ id: unit(n) }),
		seed: oldUnit('1'),
		marks: (n) => [unit(n)],
		holds: hasUnit('0'),
		writes: [write('disableDepartment', 'named', 'harmless', TOGETHER)],
	}),
	// 8
	entry({
		name: 'department.unseal',
		parameters: idFromItem('id'),
		item: (n) => ({ id: unit(n) }),
		seed: oldUnit('0'),
		marks: (n) => [unit(n)],
		holds: hasUnit('1'),
		writes: [write('enableDepartment', 'named', 'harmless', TOGETHER)],
	}),
	// 3
	entry({
		name: 'subcompany.upsert',
		parameters: request({ subcompany: 'code' }, 'code'),
		item: (n) => ({ code: key(n), name: fresh(n), parent: 'HQ' }),
		holds: (n, { subcompanies }) => isNamed(subcompanies, n),
		writes: [write('syncSubcompany', 'named')],
	}),
	// 4
	entry({
		name: 'position.upsert',
		parameters: request({ position: 'code', department: 'code' }, 'code'),
		item: (n) => ({ code: key(n), name: fresh(n), department: 'S' }),
		holds: (n, { positions }) => isNamed(positions, n),
		writes: [write('syncPosition', 'named')],
	}),
];

const SHARE = { shareType: 'normal2external', targetType: '1' };

const shares: Operation[] = [
	// 33: whether the same share sent twice is there twice is not documented.
	entry({
		name: 'share.sync',
		parameters: {
			...{ ...SHARE, deleteType: '0', ...fromItem('sourceId') },
			...{ ...idFromItem('targetId'), additionalFields: {} },
		},
		item: (n) => ({ sourceId: contact(0), targetId: employee(n) }),
		seed(state, n) {
			oldEmployee(state, n);
			state.externalContacts.set(contact(n), { id: contact(n), username: '客户' });
		},
		marks: (n) => [employee(n)],
		holds: (n, { shares: all }) => some(all, ({ targetId }) => targetId === employee(n)),
		writes: [write('syncHrmShare', 'whole', 'harmful', TOGETHER)],
	}),
	entry({
		name: 'share.sync',
		variant: 'removal',
		parameters: { ...SHARE, deleteType: '1', ...fromItem('sourceId') },
		item: (n) => ({ sourceId: contact(n) }),
		seed({ externalContacts, shares: all }, n) {
			externalContacts.set(contact(n), { id: contact(n), username: '客户' });
			all.set(key(n), { ...SHARE, sourceId: contact(n), targetId: WANG });
		},
		marks: (n) => [contact(n)],
		holds: (n, { shares: all }) => !some(all, ({ sourceId }) => sourceId === contact(n)),
		writes: [write('syncHrmShare', 'whole', 'not said', TOGETHER)],
	}),
];

const CELL = '部门';
const matrixOf = ({ matrices }: WeaverE10State) => matrices.get('审批')!;
const oldRow: Seed = (state, n) => matrixOf(state).rows.set(row(n), { [CELL]: '旧' });

const matrices: Operation[] = [
	// 5
	entry({
		name: 'matrix.upsertRows',
		parameters: { matrixName: '审批', requestFields: { extKeyField: CELL } },
		item: (n) => ({ dataId: row(n), [CELL]: key(n) }),
		seed: oldRow,
		marks: (n) => [row(n), key(n)],
		holds: (n, state) => matrixOf(state).rows.get(row(n))?.[CELL] === key(n),
		writes: [write('syncMatrixData', 'named')],
	}),
	entry({
		name: 'matrix.upsertRows',
		variant: 'no key',
		parameters: { matrixName: '审批', requestFields: { extKeyField: CELL } },
		item: (n) => ({ [CELL]: key(n) }),
		holds: (n, state) => some(matrixOf(state).rows, (each) => each[CELL] === key(n)),
		writes: [write('syncMatrixData', 'named', 'harmful')],
	}),
	entry({
		name: 'matrix.upsertRows',
		variant: 'delete_type',
		parameters: { matrixName: '审批', requestFields: {} },
		item: (n) => ({ dataId: row(n), delete_type: 1 }),
		seed: oldRow,
		marks: (n) => [row(n)],
		holds: (n, state) => !matrixOf(state).rows.has(row(n)),
		writes: [write('syncMatrixData', 'named')],
	}),
	// 16: "What is sent replaces what is stored"
	entry({
		name: 'matrix.save',
		parameters: fromItem('dataStr'),
		item: (n) => ({ dataStr: `[{"matrixId": "${matrix(n)}", "dataId": "${row(n)}"}]` }),
		seed: ({ matrices: all }, n) =>
			all.set(key(n), { id: matrix(n), name: key(n), columns: [], rows: new Map() }),
		marks: (n) => [matrix(n)],
		holds: (n, { matrices: all }) => all.get(key(n))!.rows.has(row(n)),
		writes: [write('editData', 'whole', 'not said')],
		batched: false,
	}),
	// 17
	entry({
		name: 'matrix.deleteRows',
		parameters: {
			...{ tenantKey: TENANT, employeeId: rl(WANG), matrixId: id(41), source: 'normal' },
			...fromItem('rowDataIdList'),
		},
		item: (n) => ({ rowDataIdList: row(n) }),
		seed: oldRow,
		marks: (n) => [row(n)],
		holds: (n, state) => !matrixOf(state).rows.has(row(n)),
		writes: [write('delData', 'whole', 'harmless', TOGETHER)],
	}),
];

const jobs: Operation[] = [
	// 20: what a second job of a name does is not known.
	entry({
		name: 'job.create',
		parameters: { tenantKey: TENANT, ...fromItem('jobName'), jobType: '管理', dsporder: 1 },
		item: (n) => ({ jobName: key(n) }),
		holds: (n, state) => some(state.jobs, ({ jobName }) => jobName === key(n)),
		writes: [write('addJobSets', 'placed', 'harmful')],
	}),
	// 21
	entry({
		name: 'job.upsertTitle',
		parameters: { tenantKey: TENANT, ...fromItem('jobcallcode', 'dataName') },
		item: (n) => ({ jobcallcode: key(n), dataName: fresh(n) }),
		holds: (n, { titles }) => isNamed(titles, n, 'jobcallcode', 'dataName'),
		writes: [write('syncJobCall', 'placed')],
	}),
	// 34
	entry({
		name: 'job.upsertGrade',
		parameters: { ruleCode: 'code', ...fromItem('code', 'name'), gradeJobsetLevels: 'J1' },
		item: (n) => ({ code: key(n), name: fresh(n) }),
		holds: (n, { grades }) => isNamed(grades, n),
		writes: [write('syncGrade', 'placed')],
	}),
	// Of the newer menu: an example only, which does not say by what a type is found.
	entry({
		name: 'job.upsertType',
		parameters: fromItem('type_name'),
		item: (n) => ({ type_name: key(n) }),
		holds: (n, { jobTypes }) => some(jobTypes, ({ type_name }) => type_name === key(n)),
		writes: [write('syncJobtype', 'placed', 'not said')],
	}),
];

const GROUP_FIELDS = { isPrivate: 0, sortNum: 1 };
const oldGroup: Seed = ({ channels }, n) =>
	channels.set(group(n), { id: group(n), name: '旧', closed: 0 });
const members = ({ channels }: WeaverE10State) => channels.get(GROUP)!.members!;
const scopeOf = ({ channels }: WeaverE10State) => channels.get(GROUP)!.scope ?? new Map();

const groups: Operation[] = [
	// 24
	entry({
		name: 'group.upsert',
		parameters: {
			...{ ...fromItem('name'), ...GROUP_FIELDS },
			additionalFields: idFromItem('id'),
		},
		item: (n) => ({ id: group(n), name: key(n) }),
		seed: oldGroup,
		holds: (n, { channels }) => channels.get(group(n))?.name === key(n),
		writes: [write('saveChannel', 'whole', 'not said')],
		batched: false,
	}),
	entry({
		name: 'group.upsert',
		variant: 'no key',
		parameters: { ...fromItem('name'), ...GROUP_FIELDS, additionalFields: {} },
		item: (n) => ({ name: key(n) }),
		holds: (n, { channels }) => some(channels, ({ name }) => name === key(n)),
		writes: [write('saveChannel', 'whole', 'harmful')],
		batched: false,
	}),
	// 23
	entry({
		name: 'group.delete',
		parameters: idFromItem('groupIds'),
		item: (n) => ({ groupIds: group(n) }),
		seed: oldGroup,
		marks: (n) => [group(n)],
		holds: (n, { channels }) => !channels.has(group(n)),
		writes: [write('dissolveChannels', 'whole', 'harmless', TOGETHER)],
	}),
	// 25
	entry({
		name: 'group.setSealed',
		parameters: { ...idFromItem('groupIds'), closed: 1 },
		item: (n) => ({ groupIds: group(n) }),
		seed: oldGroup,
		marks: (n) => [group(n)],
		holds: (n, { channels }) => channels.get(group(n))?.closed === 1,
		writes: [write('closeChannels', 'whole', 'harmless', TOGETHER)],
	}),
	// 27
	entry({
		name: 'group.addMembers',
		parameters: { id: rl(GROUP), ...idFromItem('empIds') },
		item: (n) => ({ empIds: employee(n) }),
		seed: oldEmployee,
		marks: (n) => [employee(n)],
		holds: (n, state) => members(state).has(employee(n)),
		writes: [write('addChannelUsers', 'whole', 'harmless', TOGETHER)],
	}),
	// 28
	entry({
		name: 'group.removeMembers',
		parameters: { id: rl(GROUP), ...idFromItem('empIds') },
		item: (n) => ({ empIds: employee(n) }),
		seed(state, n) {
			oldEmployee(state, n);
			members(state).add(employee(n));
		},
		marks: (n) => [employee(n)],
		holds: (n, state) => !members(state).has(employee(n)),
		writes: [write('removeChannelUsers', 'whole', 'harmless', TOGETHER)],
	}),
	// 29: a new row each time
	entry({
		name: 'group.addScope',
		parameters: {
			...{ sourceId: rl(GROUP), objType: 'resource', targetType: '1' },
			...{ ...fromItem('targetId'), additionalFields: {} },
		},
		item: (n) => ({ targetId: employee(n) }),
		seed: oldEmployee,
		marks: (n) => [employee(n)],
		holds: (n, state) =>
			some(scopeOf(state), ({ targetId }: IDataObject) => targetId === employee(n)),
		writes: [write('addChannelShare', 'whole', 'harmful')],
		batched: false,
	}),
	// 30
	entry({
		name: 'group.updateScope',
		parameters: fromItem('body'),
		item: (n) => ({ body: `{"name": "${key(n)}"}` }),
		holds: (n, { scopeUpdates }) =>
			scopeUpdates.some((body) => JSON.stringify(body).includes(key(n))),
		writes: [write('updateChannelShare', 'whole', 'harmful')],
		batched: false,
	}),
	// 31
	entry({
		name: 'group.deleteScope',
		parameters: { sourceId: rl(CLUB), ...fromItem('ids') },
		item: (n) => ({ ids: scope(n) }),
		seed({ channels }, n) {
			const club = channels.get(CLUB)!;
			(club.scope ??= new Map()).set(scope(n), { id: scope(n) });
		},
		marks: (n) => [scope(n)],
		holds: (n, { channels }) => !channels.get(CLUB)!.scope!.has(scope(n)),
		writes: [write('deleteChannelShare', 'whole', 'harmless', TOGETHER)],
	}),
];

const COMPANY = id(54);
const [DIMENSION, TEAM] = [56, 57].map(id);

const others: Operation[] = [
	// 35
	entry({
		name: 'external.upsertContact',
		parameters: request({ employee: 'job_num' }, 'job_num'),
		item: (n) => ({ job_num: key(n), username: fresh(n) }),
		holds: (n, state) => isNamed(state.externalContacts, n, 'job_num', 'username'),
		writes: [write('syncExteralEmployee', 'named')],
	}),
	// 36
	entry({
		name: 'external.upsertCompany',
		parameters: request({ subcompany: 'code' }),
		item: (n) => ({ code: key(n), name: fresh(n) }),
		holds: (n, state) => isNamed(state.externalCompanies, n),
		writes: [write('syncExternalSubcompany', 'placed')],
	}),
	// 37
	entry({
		name: 'external.upsertDepartment',
		parameters: request({ department: 'code', subcompany: 'code' }, 'code'),
		item: (n) => ({ code: key(n), name: fresh(n), subcompanyid: 'C' }),
		seed: ({ externalCompanies }) =>
			externalCompanies.set(COMPANY, { id: COMPANY, name: '客户公司', code: 'C' }),
		holds: (n, state) => isNamed(state.externalDepartments, n),
		writes: [write('syncExternalDepartment', 'named')],
	}),
	// 38: by what a person of a dimension is found is not said.
	entry({
		name: 'dimension.upsertPeople',
		parameters: {
			requestFields: {
				...{ dataRule: { organization: 'code', employee: 'job_num' }, extKey: 'employeeid' },
				virtualId: rl(DIMENSION),
			},
		},
		item: (n) => ({ employeeid: key(n), orgid: 'T' }),
		seed(state, n) {
			oldEmployee(state, n);
			state.dimensions.set(DIMENSION, { id: DIMENSION, name: '项目' });
			state.virtualOrgs.set(TEAM, { id: TEAM, name: '小组', code: 'T', type: 'department' });
		},
		holds: (n, state) => some(state.virtualPeople, ({ employeeid }) => employeeid === employee(n)),
		writes: [write('syncVirtualEmployee', 'named', 'not said')],
	}),
	entry({
		name: 'custom.call',
		parameters: {
			...{ method: 'POST', path: `${RESTFUL}saveChannel`, repeatable: false },
			...fromItem('body'),
		},
		item: (n) => ({ body: { name: key(n), ...GROUP_FIELDS } }),
		holds: (n, { channels }) => some(channels, ({ name }) => name === key(n)),
		writes: [write('saveChannel', 'whole', 'harmful')],
		batched: false,
	}),
];

export const WEAVER_E10: Operation[] = [
	...organisation,
	...shares,
	...matrices,
	...jobs,
	...groups,
	...others,
];
