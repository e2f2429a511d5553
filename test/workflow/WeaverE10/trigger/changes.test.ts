/** What Weaver E10's polling trigger tells, and what not: docs/triggers.md, The items. */
import { describe, expect, it } from 'vitest';
import type { WeaverE10State } from '../../../platforms/index.ts';
import { id, LI, NORTH, OLD, SALES, SELLER, WANG, ZHAO, CHIEF, EAST, HQ } from '../company.ts';
import { hire, startWatching, WATCHES } from './watching.ts';
import type { Told, Watch } from './watching.ts';

const NEW = id(60);

describe('the first poll', () => {
	it.each(WATCHES)('of %s remembers what is there and emits nothing', async (watch) => {
		const { trigger, summary } = await startWatching({ watch });
		expect(await trigger.poll()).toMatchObject({ items: null });
		expect(await summary()).toEqual([]);
	});

	it.each<[Watch, string[]]>([
		['employee', [WANG, LI]],
		['organization', [HQ, EAST, SALES, NORTH]],
		['position', [SELLER]],
	])('of %s with Emit First tells all that is there as added, once', async (watch, ids) => {
		const { weaver, summary } = await startWatching({
			watch,
			parameters: { emitFirst: true },
			seed: ({ positions }) => void (positions.get(CHIEF)!.is_canceled = '1'),
		});
		expect(await summary()).toEqual(ids.map((each) => `added ${each}`));
		expect(await summary()).toEqual([]);
		weaver.state.employees.get(WANG)!.mobile = '1';
		expect(await summary()).toEqual(watch === 'employee' ? [`changed ${WANG}`] : []);
	});

	it('of nothing at all counts as one', async () => {
		const { weaver, trigger, summary } = await startWatching({
			parameters: { emitFirst: true },
			seed: ({ employees }) => employees.clear(),
		});
		expect(await trigger.poll()).toMatchObject({ items: null });
		hire(weaver.state, [NEW]);
		expect(await summary()).toEqual([`added ${NEW}`]);
	});
});

/** A change of the platform's rows, and what is told of it. */
type Change = [what: string, watch: Watch, change: (state: WeaverE10State) => void, told: object];

const gone = (rows: keyof WeaverE10State, key: string) => (state: WeaverE10State) =>
	void (state[rows] as Map<string, unknown>).delete(key);

const CHANGES: Change[] = [
	[
		'somebody new',
		'employee',
		(state) => hire(state, [NEW]),
		{ event: 'employee.added', id: NEW, after: { id: NEW, job_num: `J${NEW}` } },
	],
	[
		'somebody rehired',
		'employee',
		({ employees }) => (employees.get(ZHAO)!.status = 'normal'),
		{ event: 'employee.added', id: ZHAO, after: { id: ZHAO, username: '赵六' } },
	],
	[
		'a change',
		'employee',
		({ employees }) => Object.assign(employees.get(LI)!, { username: '李', department: SALES }),
		{
			...{ event: 'employee.changed', id: LI, changedFields: ['username', 'department'] },
			after: { id: LI, username: '李', department: SALES, mobile: '13800000002' },
		},
	],
	[
		'a value that went',
		'employee',
		({ employees }) => delete employees.get(WANG)!.position,
		{ event: 'employee.changed', id: WANG, changedFields: ['position'] },
	],
	[
		'a value that came',
		'employee',
		({ employees }) => (employees.get(LI)!.superior = WANG),
		{ event: 'employee.changed', id: LI, changedFields: ['superior'], after: { superior: WANG } },
	],
	[
		'somebody who left, with the last row',
		'employee',
		({ employees }) => Object.assign(employees.get(LI)!, { status: '6', username: '李(离职)' }),
		{ event: 'employee.removed', id: LI, after: { id: LI, username: '李(离职)' } },
	],
	[
		'somebody who is still listed, as one who left',
		'employee',
		({ employees }) => (employees.get(LI)!.personnel_status = '6'),
		{ event: 'employee.removed', id: LI, after: { id: LI, personnel_status: '6' } },
	],
	[
		'somebody who is still listed, as one who left, in a word',
		'employee',
		({ employees }) => (employees.get(LI)!.personnel_status = '离职'),
		{ event: 'employee.removed', id: LI, after: { id: LI, personnel_status: '离职' } },
	],
	[
		'somebody on probation, who has not left',
		'employee',
		({ employees }) => (employees.get(LI)!.personnel_status = '1'),
		{ event: 'employee.changed', id: LI, changedFields: ['personnel_status'] },
	],
	[
		'somebody deleted',
		'employee',
		gone('employees', LI),
		{ event: 'employee.removed', id: LI, after: null },
	],
	[
		'a new department',
		'organization',
		({ departments }) =>
			departments.set(NEW, { id: NEW, name: '新', code: 'N', parent: EAST, status: '1' }),
		{ event: 'organization.added', id: NEW, after: { id: NEW, name: '新', parent: EAST } },
	],
	[
		'a department taken into use again',
		'organization',
		({ departments }) => (departments.get(OLD)!.status = '1'),
		{ event: 'organization.added', id: OLD, after: { id: OLD, name: '旧部', type: 'department' } },
	],
	[
		'a department that moved',
		'organization',
		({ departments }) => (departments.get(NORTH)!.parent = EAST),
		{
			event: 'organization.changed',
			id: NORTH,
			changedFields: ['parent'],
			after: { parent: EAST },
		},
	],
	[
		'a renamed subcompany',
		'organization',
		({ subcompanies }) => Object.assign(subcompanies.get(EAST)!, { name: '东', code: 'EA' }),
		{
			...{ event: 'organization.changed', id: EAST, changedFields: ['name', 'code'] },
			after: { id: EAST, name: '东', code: 'EA', parent: HQ, type: 'subcompany' },
		},
	],
	[
		'a sealed department, with the last row',
		'organization',
		({ departments }) => (departments.get(NORTH)!.status = '0'),
		{
			...{ event: 'organization.removed', id: NORTH },
			after: { id: NORTH, name: '华北', parent: SALES, status: '0' },
		},
	],
	[
		'a sealed subcompany, with the last row',
		'organization',
		({ subcompanies }) => (subcompanies.get(EAST)!.status = '0'),
		{ event: 'organization.removed', id: EAST, after: { id: EAST, name: '华东', status: '0' } },
	],
	[
		'a deleted department',
		'organization',
		gone('departments', NORTH),
		{ event: 'organization.removed', id: NORTH, after: null },
	],
	[
		'a deleted subcompany',
		'organization',
		gone('subcompanies', EAST),
		{ event: 'organization.removed', id: EAST, after: null },
	],
	[
		'a new position',
		'position',
		({ positions }) => positions.set(NEW, { id: NEW, name: '新岗', is_canceled: '0' }),
		{ event: 'position.added', id: NEW, after: { id: NEW, name: '新岗' } },
	],
	[
		'a changed position',
		'position',
		({ positions }) => Object.assign(positions.get(CHIEF)!, { department: SALES, code: 'P9' }),
		{
			...{ event: 'position.changed', id: CHIEF, changedFields: ['code', 'department'] },
			after: { id: CHIEF, name: '主管', code: 'P9', department: SALES },
		},
	],
	[
		'a sealed position, with the last row',
		'position',
		({ positions }) => (positions.get(CHIEF)!.is_canceled = '1'),
		{ event: 'position.removed', id: CHIEF, after: { id: CHIEF, name: '主管', is_canceled: '1' } },
	],
	[
		'a deleted position',
		'position',
		gone('positions', CHIEF),
		{ event: 'position.removed', id: CHIEF, after: null },
	],
];

describe('tells once', () => {
	it.each(CHANGES)('%s', async (_what, watch, change, expected) => {
		const { weaver, told, summary } = await startWatching({ watch });
		await told();
		change(weaver.state);
		const events = await told();
		expect(events).toMatchObject([{ changedFields: [], ...expected }]);
		expect(await summary()).toEqual([]);
	});

	it('what came back in the meantime: a position taken into use again', async () => {
		const { weaver, told } = await startWatching({ watch: 'position' });
		const { positions } = weaver.state;
		await told();
		positions.get(CHIEF)!.is_canceled = '1';
		await told();
		positions.get(CHIEF)!.is_canceled = '0';
		expect(await told()).toMatchObject([{ event: 'position.added', id: CHIEF }]);
	});

	it('several at once', async () => {
		const { weaver, told, summary } = await startWatching();
		await told();
		const { employees } = weaver.state;
		hire(weaver.state, [NEW]);
		employees.get(WANG)!.mobile = '1';
		employees.get(LI)!.status = '6';
		employees.get(ZHAO)!.status = 'normal';
		const changes = [`added ${NEW}`, `added ${ZHAO}`, `changed ${WANG}`, `removed ${LI}`];
		expect(await summary()).toEqual(changes.toSorted());
		expect(await summary()).toEqual([]);
	});

	it('in one shape', async () => {
		const { weaver, told } = await startWatching();
		const before = Date.now();
		await told();
		weaver.state.employees.get(WANG)!.mobile = '1';
		const [event] = await told();
		const hash = expect.stringMatching(/^[\w-]+$/) as string;
		expect(event).toEqual({
			...{ event: 'employee.changed', id: WANG, before: null, changedFields: ['mobile'] },
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/) as string,
			after: expect.objectContaining({ id: WANG, mobile: '1' }) as object,
			eventKey: expect.any(String) as string,
			stateKey: expect.any(String) as string,
		});
		const day = expect.stringMatching(/^\d{4}-\d\d-\d\d/) as string;
		expect(String(event.eventKey).split('|')).toEqual(['employee.changed', WANG, hash, day]);
		expect(String(event.stateKey).split('|')).toEqual([WANG, hash, day]);
		// The platform's clock has no milliseconds.
		expect(Date.parse(String(event.time))).toBeGreaterThanOrEqual(before - 1000);
		expect(Date.parse(String(event.time))).toBeLessThanOrEqual(Date.now());
	});
});

describe('only chosen fields count', () => {
	it.each<[Watch, string, (state: WeaverE10State) => object]>([
		['employee', 'job_num', ({ employees }) => employees.get(WANG)!],
		['organization', 'code', ({ departments }) => departments.get(SALES)!],
		['position', 'code', ({ positions }) => positions.get(CHIEF)!],
	])('of %s: %s', async (watch, field, rowOf) => {
		const name = watch === 'employee' ? 'username' : 'name';
		const { weaver, told, summary } = await startWatching({
			watch,
			parameters: { fields: [field] },
		});
		await told();
		const row = rowOf(weaver.state);
		Object.assign(row, { [name]: '别名', email: '', parent: HQ, department: SALES });
		expect(await summary()).toEqual([]);
		Object.assign(row, { [name]: '又名', [field]: 'X1' });
		expect(await told()).toMatchObject([{ changedFields: [field], after: { [field]: 'X1' } }]);
	});

	it('whatever their number', async () => {
		const fields = ['sex', 'birthday', 'nation', 'work_year', 'grade', 'job_call', 'hiredate'];
		const { weaver, told } = await startWatching({ parameters: { fields } });
		await told();
		const changed = Object.fromEntries(fields.map((field, at) => [field, `${at}`]));
		Object.assign(weaver.state.employees.get(WANG)!, changed);
		const [{ changedFields, after }] = await told();
		expect((changedFields as string[]).toSorted()).toEqual(fields.toSorted());
		expect(after).toMatchObject(changed);
	});
});

describe('keys', () => {
	it('are others in a state that was there before, over a restart, too', async () => {
		let minutes = 0;
		// In the morning, since the day belongs to the keys.
		const now = () => Date.UTC(2026, 10, 26, 1) + minutes * 60_000;
		const { weaver, trigger, told } = await startWatching({ now });
		await told();
		const states = ['1', '2', '1', 'gone', '1', 'gone', '2', 'gone'];
		const events: Told[] = [];
		for (const state of states) {
			minutes++;
			if (minutes === 2) await trigger.restarted();
			const row = weaver.state.employees.get(WANG)!;
			if (state === 'gone') row.status = '6';
			else Object.assign(row, { status: 'normal', mobile: state });
			const [event] = await told();
			events.push(event);
		}
		expect(new Set(events.map(({ eventKey }) => eventKey)).size).toBe(states.length);
		// These are of the day.
		expect(new Set(events.map(({ stateKey }) => stateKey)).size).toBe(new Set(states).size);
	});

	it('a state that was there on another day has another', async () => {
		let days = 0;
		const now = () => Date.now() + days * 86_400_000;
		const { weaver, told } = await startWatching({ now });
		await told();
		const keys: unknown[] = [];
		for (const mobile of ['1', '2', '1']) {
			days++;
			Object.assign(weaver.state.employees.get(WANG)!, { mobile });
			const [event] = await told();
			keys.push(event.stateKey);
		}
		expect(new Set(keys).size).toBe(3);
	});

	it('are the same for the same: an older memory that came back', async () => {
		const { weaver, trigger, told } = await startWatching();
		await told();
		const { saved } = trigger;
		Object.assign(weaver.state.employees.get(WANG)!, { mobile: '1' });
		weaver.state.employees.get(LI)!.status = '6';
		const events = await told();
		await trigger.restarted();
		trigger.saved = saved;
		const again = await told();
		const keys = (of: typeof events) => of.map(({ eventKey, stateKey }) => [eventKey, stateKey]);
		expect(keys(again)).toEqual(keys(events));
		expect(again).toHaveLength(2);
	});

	it('of what is gone say so', async () => {
		const { weaver, told } = await startWatching();
		await told();
		weaver.state.employees.get(LI)!.status = '6';
		const [{ eventKey, stateKey }] = await told();
		expect(String(eventKey).split('|').slice(0, 3)).toEqual(['employee.removed', LI, '']);
		expect(String(stateKey).split('|').slice(0, 2)).toEqual([LI, 'gone']);
	});

	it('tell two people in the same state apart', async () => {
		const { weaver, told } = await startWatching({ parameters: { fields: ['mobile'] } });
		await told();
		for (const key of [WANG, LI]) weaver.state.employees.get(key)!.mobile = '1';
		const events = await told();
		expect(new Set(events.flatMap(({ eventKey, stateKey }) => [eventKey, stateKey])).size).toBe(4);
	});
});
