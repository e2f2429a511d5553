/**
 * What hippiusSync remembers, which comes and goes with the workflow: everything that was done has
 * a state, what failed has none, and of what nobody knows only the rest is known, whatever happens
 * to a run, so that the next one sends exactly what is left; and what a state says, and does not say.
 */
import type { IDataObject, INode, INodeType } from 'n8n-workflow';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HippiusState, Misbehaviour } from '../../../platforms/index.ts';
import { engine } from '../../engine/cases.ts';
import { spellings } from '../../engine/secrets.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import type { SyncResult } from '../../engine/sync.ts';
import { arrivalOf, EDITIONS } from '../runs.ts';
import type { Organisation, Tables } from './syncs.ts';
import {
	ANY,
	KINDS,
	startOrganisation,
	summaryOf,
	told,
	TYPE,
	warningsOf,
	writes,
} from './syncs.ts';

const department = (unitCode: string, parentUnitCode: string, unitName = `部门${unitCode}`) => ({
	...{ unitCode, unitName, orderSeq: 1, parentUnitCode },
});
const position = (positionCode: string, positionName = `岗位${positionCode}`) => ({
	...{ positionCode, positionName, unitCode: positionCode.slice(0, -2), orderSeq: 1 },
});
const employee = (n: number, positionCode = 'S01', more: IDataObject = {}): IDataObject => ({
	employeeNum: `E${n}`,
	name: `员工${n}`,
	gender: String(n % 2),
	status: 'ON',
	mobile: `139${String(n).padStart(8, '0')}`,
	email: `e${n}@example.com`,
	unitCode: positionCode.slice(0, -2),
	positionCode,
	...more,
});

/** The source of a first night, */
const FIRST: Tables = {
	department: [
		department('HQ', ''),
		department('S', 'HQ'),
		department('R', 'HQ'),
		department('OLD', 'HQ'),
	],
	position: [position('S01'), position('R01')],
	employee: [1, 2, 3, 4, 6].map((n) => employee(n)),
};
/** of a second one, in which 6 is not there, */
const WITHOUT: Tables = { ...FIRST, employee: [1, 2, 3, 4].map((n) => employee(n)) };
/** and of a third one: one of each action for each kind. */
const NEXT: Tables = {
	department: [
		department('HQ', ''),
		department('S', 'HQ', '销售中心'),
		department('R', 'S'),
		department('N', 'HQ'),
	],
	position: [position('S01', '销售'), position('R01'), position('N01')],
	employee: [
		employee(1),
		employee(2, 'S01', { mobile: '13800000002' }),
		employee(3, 'R01'),
		employee(5, 'N01'),
		employee(6),
	],
};
type Edition = (typeof EDITIONS)[number];

const GO = {
	departmentMissing: 'remove',
	employeeMissing: 'retire',
	limits: ANY,
	options: { retries: 0, concurrency: 1, requestsPerMinute: 100_000 },
};

async function startKnown(edition: Edition, finished = onTestFinished) {
	const on = await startOrganisation({ edition }, finished);
	for (const tables of [FIRST, WITHOUT])
		for (const { outcome } of (await on.apply(tables, GO)).records) expect(outcome).toBe('done');
	return on;
}

/** What the platform holds after NEXT where nothing goes wrong. */
const ends: Partial<Record<Edition, Promise<HippiusState>>> = {};
const endOf = (edition: Edition) =>
	(ends[edition] ??= (async () => {
		const on = await startKnown(edition, () => {});
		for (const { outcome, action } of (await on.apply(NEXT, GO)).records)
			expect(outcome).toBe(action === 'skipped' ? undefined : 'done');
		await on.stop();
		return on.state;
	})());

const isLeft = ({ outcome }: IDataObject) => outcome !== undefined && outcome !== 'done';

/** The next plan is what was not done, as it was planned before; then it is done, and all is well. */
async function expectGoesOn(on: Organisation, edition: Edition, result: SyncResult): Promise<void> {
	const left = result.records.filter(isLeft).map(({ key, action }) => `${key}: ${action} planned`);
	const isPlan = (text: string) => text.endsWith(' planned');
	const plan = await on.plan(NEXT, GO);
	expect(told(plan).filter(isPlan)).toEqual(left);
	// A token that could not be had is not asked for again at once.
	const again = await on.apply(NEXT, { ...GO, options: { ...GO.options, retries: 3 } });
	expect(again.records.filter(isLeft)).toEqual([]);
	expect(on.state).toEqual(await endOf(edition));
	const { length } = on.requests;
	expect(told(await on.apply(NEXT, GO)).filter((text) => text.includes(' done'))).toEqual([]);
	expect(on.requests).toHaveLength(length);
}

const MODES = ['stopWorkflow', 'continueErrorOutput', 'continueRegularOutput'] as const;

/** What happens, and what becomes of whom; of the rest nothing is said. */
const FAULTS: Array<[what: string, rule: Misbehaviour, outcomes: Record<string, string>]> = [
	[
		'an update is refused',
		{ how: 'refuseRow', path: 'employee/update', row: 'E2' },
		{ E2: 'rejected', E3: 'done', S: 'done' },
	],
	[
		'a move is refused',
		{ how: 'refuseRow', path: 'employee/update', row: 'E3' },
		{ E3: 'rejected', E2: 'done' },
	],
	[
		'a restoration is refused',
		{ how: 'refuseRow', path: 'employee/update', row: 'E6' },
		{ E6: 'rejected', E2: 'done' },
	],
	[
		'a new department is refused, and what is in it not sent',
		{ how: 'refuseRow', path: 'dept/create', row: 'N' },
		{ N: 'rejected', N01: 'notSent', E5: 'notSent', E2: 'done', S01: 'done' },
	],
	[
		'a department is refused',
		{ how: 'refuseRow', path: 'dept/update', row: '销售中心' },
		{ S: 'rejected', S01: 'done' },
	],
	[
		'a position is refused',
		{ how: 'refuseRow', path: 'position/update', row: 'S01' },
		{ S01: 'rejected', E2: 'done' },
	],
	[
		'the answer to a creation is lost',
		{ how: 'resetAfter', path: 'employee/create', times: 1 },
		{ E5: 'unknown', E6: 'done' },
	],
	[
		'a creation itself is lost',
		{ how: 'resetBefore', path: 'employee/create', times: 1 },
		{ E5: 'unknown', E6: 'done' },
	],
	[
		'the answer to an update is lost',
		{ how: 'statusAfter', path: 'employee/update', containing: 'E2', times: 1 },
		{ E2: 'unknown', E3: 'done' },
	],
	[
		'the answer to who leaves is lost',
		{ how: 'resetAfter', path: 'employee/update', containing: 'LEAVE', times: 1 },
		{ E4: 'unknown', E6: 'done' },
	],
	[
		'half an answer comes',
		{ how: 'cutJson', path: 'employee/update', containing: 'E6', times: 1 },
		{ E6: 'unknown', E4: 'done' },
	],
	[
		'there is no answer for a while',
		{ how: 'status', status: 503, path: 'employee/update' },
		{ S: 'done', E4: 'notSent' },
	],
	[
		'the token can’t be renewed',
		{ how: 'expireToken', path: 'employee/update', containing: 'E3', times: 1 },
		{ S: 'done', S01: 'done', E2: 'done' },
	],
];

describe('a run in which', () => {
	it.concurrent.for(
		FAULTS.flatMap((fault) => [
			...MODES.map((mode) => [...fault, 'classic' as Edition, mode] as const),
			[...fault, 'v033' as Edition, MODES[1]] as const,
		]),
	)(
		'%s leaves the next one exactly the rest: %o, %o, %s, %s',
		async ([what, rule, outcomes, edition, onError], { onTestFinished: finished }) => {
			const on = await startKnown(edition, finished);
			on.misbehave(rule);
			if (what.startsWith('the token'))
				on.misbehave({ how: 'status', status: 503, path: 'oauth/token' });
			const result = await on.apply(NEXT, GO, { node: { onError } });
			on.behave();

			expect(result.failure).toBeUndefined();
			const became = Object.fromEntries(result.records.map((one) => [one.key, one.outcome]));
			expect(became).toMatchObject(outcomes);
			// By whichever output: who failed says nothing of a state.
			const failed = [...result.changes, ...result.error].filter(({ json }) => json.error);
			expect(failed).toHaveLength(result.records.filter(isLeft).length);
			// Of what nobody knows the rest is known still.
			for (const { outcome, state } of result.records)
				if (outcome === 'rejected' || outcome === 'notSent') expect(state).toBeUndefined();
			expect(result.error).toHaveLength(onError === 'continueErrorOutput' ? failed.length : 0);
			await expectGoesOn(on, edition, result);
		},
	);

	it.each<[what: string, rule: Misbehaviour, outcome: string]>([
		['is refused', { how: 'refusal', path: 'dept/delete' }, 'rejected'],
		['has no answer', { how: 'resetAfter', path: 'dept/delete', times: 1 }, 'unknown'],
	])('a removal %s leaves it to the next one', async (_what, rule, outcome) => {
		const on = await startKnown('classic');
		on.misbehave(rule);
		const result = await on.apply(NEXT, GO);
		on.behave();
		expect(told(result)).toContain(`OLD: remove ${outcome}`);
		await expectGoesOn(on, 'classic', result);
	});

	it('only the second of two requests for a record gets no answer leaves it unknown', async () => {
		const on = await startOrganisation({ edition: 'classic' });
		on.state.departments.set('HQ', { unitCode: 'HQ', unitName: '公司', orderSeq: '9' });
		on.misbehave({ how: 'resetAfter', path: 'dept/update', times: 1 });
		const tables = { department: [department('HQ', ''), department('S', 'HQ')] };
		expect(told(await on.apply(tables, GO))).toEqual([
			'HQ: create unknown',
			expect.stringMatching(/^S: create (done|notSent)$/),
		]);
		expect(told(await on.apply(tables, GO))[0]).toBe('HQ: create done');
	});

	it.each(['resetBefore', 'resetAfter'] as const)(
		'nobody knows what was done (%s) sends it again, also where the source thinks better of it',
		async (how) => {
			const on = await startOrganisation();
			await on.apply(FIRST, GO);
			const row = (more: IDataObject) => ({
				employee: FIRST.employee!.map((one, at) => (at === 0 ? { ...one, ...more } : one)),
			});
			for (const changed of [
				{ mobile: '13700000001' },
				{ unitCode: 'R', positionCode: 'R01' },
			] as IDataObject[]) {
				on.misbehave({ how, path: 'employee/update', times: 1 });
				const [first] = told(await on.apply(row(changed), GO));
				expect(first).toMatch(/^E1: (update|move) unknown$/);
				const before = writes(on).length;
				expect(told(await on.apply(row({}), GO))).toEqual([
					expect.stringMatching(/^E1: (update|move) done$/),
				]);
				expect(writes(on)).toHaveLength(before + 1);
				expect(on.state.employees.get('E1')).toMatchObject({
					mobile: '13900000001',
					list: [{ unitCode: 'S', positionCode: 'S01' }],
				});
				expect(told(await on.plan(row({}), GO))).toEqual([]);
			}
		},
	);

	it('nobody knows who has left brings them back where they are in the source again', async () => {
		const on = await startOrganisation();
		await on.apply(WITHOUT, GO);
		on.misbehave({ how: 'resetAfter', path: 'employee/update', times: 1 });
		const less = { ...WITHOUT, employee: WITHOUT.employee!.slice(1) };
		expect(told(await on.apply(less, GO))).toEqual(['E1: retire unknown']);
		expect(on.state.employees.get('E1')!.status).toBe('LEAVE');
		expect(told(await on.apply(WITHOUT, GO))).toHaveLength(1);
		expect(on.state.employees.get('E1')!.status).toBe('ON');
	});

	it.each(['resetBefore', 'resetAfter'] as const)(
		'nobody knows whether it was removed (%s) makes it anew where it is in the source again',
		async (how) => {
			const on = await startOrganisation({ edition: 'classic' });
			const tables = (...codes: string[]) => ({
				department: ['HQ', ...codes].map((code) => department(code, code === 'HQ' ? '' : 'HQ')),
			});
			await on.apply(tables('A', 'B'), GO);
			on.misbehave({ how, path: 'dept/delete', times: 2 });
			expect(told(await on.apply(tables(), GO))).toEqual([
				'A: remove unknown',
				'B: remove unknown',
			]);
			expect(told(await on.apply(tables('A'), GO))).toEqual(['A: create done', 'B: remove done']);
			expect([...on.state.departments.keys()]).toEqual(['HQ', 'A']);
			expect(told(await on.plan(tables('A'), GO))).toEqual([]);
		},
	);

	it('a creation is sent again after a lost answer is done, and known, by the second one', async () => {
		const on = await startOrganisation({ edition: 'classic' });
		on.misbehave({ how: 'statusAfter', path: 'dept/create', retryAfter: 0, times: 1 });
		const tables = { department: [department('HQ', '')] };
		const options = { ...GO.options, retries: 1 };
		expect(told(await on.apply(tables, { ...GO, options }))).toEqual(['HQ: create done']);
		expect(told(await on.plan(tables, GO))).toEqual([]);
	});

	it.each(MODES)('is cancelled keeps what it did, with %s', async (onError) => {
		const on = await startKnown('classic');
		on.misbehave({ how: 'latency', ms: 60_000, path: 'employee/update', after: 1 });
		const before = writes(on).length;
		// Four for departments and positions, one employee who is done, and one who is on the way.
		const arrived = arrivalOf(before + 6, on).then(async () => await sleep(50));
		const result = await on.apply(NEXT, GO, { cancelAfter: arrived, node: { onError } });

		expect(result).toMatchObject({ cancelled: true });
		const outcomes = new Set(result.records.map(({ outcome }) => outcome));
		expect(outcomes).toEqual(new Set(['done', 'unknown', 'notSent', undefined]));
		expect(told(result)).toEqual(
			expect.arrayContaining(['S: update done', 'N01: create done', 'E2: update done']),
		);
		on.behave();
		await sleep(20);
		await expectGoesOn(on, 'classic', result);
	});
});

describe('what is kept', () => {
	/** Somebody about whom all columns say something, and where they are. */
	const SECRETS = {
		name: '欧阳翠花',
		mobile: '13987654321',
		email: 'Cuihua.Ouyang@example.com',
		'propertyInfoDTOS.地址': '北京市朝阳区建国路88号',
		'propertyInfoDTOS.车牌': 'JING-A-88888',
	};
	const TABLES: Tables = {
		department: [department('HQ', '', '星辰大海总部')],
		position: [position('HQ01', '首席太空漫步官')],
		employee: [employee(1, 'HQ01', SECRETS)],
	};
	const clear = [
		...Object.values(SECRETS),
		...['星辰大海总部', '首席太空漫步官'],
		...Object.values(SECRETS).map((text) => text.toLowerCase()),
	];

	/** The text itself, and what it may be the wrapping of. */
	const unwrapped = (state: string) => [
		state,
		...(['base64', 'base64url', 'hex', 'latin1'] as const).flatMap((encoding) => [
			Buffer.from(state, encoding).toString('utf8'),
			Buffer.from(state, encoding).toString('utf16le'),
		]),
		...state.split(/[^\w+/=-]/).map((part) => Buffer.from(part, 'base64').toString('utf8')),
	];
	const wrapped = (text: string) => [
		...spellings(text),
		JSON.stringify(text).slice(1, -1),
		[...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
		...(['base64', 'hex'] as const).map((encoding) => Buffer.from(text).toString(encoding)),
		[...text].toReversed().join(''),
	];

	it.each(EDITIONS)('says nothing about people in the clear: %s', async (edition) => {
		const on = await startOrganisation({ edition });
		await on.apply(TABLES, GO);
		const changed = { ...SECRETS, mobile: '13912345678', name: '欧阳小翠' };
		const employees = [employee(1, 'HQ01', changed)];
		const states = [...on.kept.values()].map(({ state }) => String(state));
		await on.apply({ ...TABLES, employee: employees }, GO);
		await on.apply({ employee: [{ employeeNum: 'E1', status: 'LEAVE' }] }, GO);
		states.push(...[...on.kept.values()].map(({ state }) => String(state)));

		expect(states).toHaveLength(6);
		for (const state of states)
			for (const secret of [...clear, changed.mobile, changed.name]) {
				for (const text of unwrapped(state)) expect(text).not.toContain(secret);
				for (const text of wrapped(secret)) expect(state).not.toContain(text);
			}
	});

	it('is a short text in one line, which any column of text takes', async () => {
		const on = await startOrganisation();
		await on.apply(TABLES, GO);
		for (const { state } of on.kept.values()) {
			expect(state).toMatch(/^[^\p{Cc}]+$/u);
			expect(String(state).length).toBeLessThan(500);
		}
	});

	it('is in no plan, and in nothing but what was done', async () => {
		const on = await startKnown('classic');
		const plan = await on.plan(NEXT, { ...GO, show: 'all' });
		const refused = await on.apply(
			NEXT,
			{ ...GO, show: 'all', limits: { ...ANY, maxUpdates: 0 } },
			{ node: { onError: 'continueRegularOutput' } },
		);
		for (const { changes, error } of [plan, refused])
			for (const { json } of [...changes, ...error])
				expect(JSON.stringify(json)).not.toContain('"state"');
		expect(summaryOf(plan)).not.toHaveProperty('state');
	});

	it('comes back from JSON, and from items of Changes as a whole', async () => {
		const on = await startOrganisation();
		const { changes } = await on.apply(FIRST, GO);
		const items = changes.map(({ json }) => json);
		for (const memory of [
			JSON.parse(JSON.stringify(items)) as IDataObject[],
			items.map(({ kind, key, state }) => ({ state, key, kind, 备注: '' })),
			[...items, {}],
		]) {
			const plan = await on.plan(FIRST, { ...GO, show: 'all' }, { memory });
			expect(new Set(plan.records.map(({ action }) => action))).toEqual(new Set(['unchanged']));
			expect(summaryOf(plan).warnings).toEqual([]);
		}
	});

	it('of kinds that there are not, or of nobody, is passed over', async () => {
		const on = await startOrganisation();
		await on.apply(FIRST, GO);
		const [{ state }] = on.kept.values();
		const strange = [
			{ kind: 'person', key: 'E1', state },
			{ kind: 'employee', key: '', state },
			{ kind: '', key: 'E1', state },
			{ kind: 'constructor', key: '__proto__', state },
			{ kind: 'employee', key: { a: 1 }, state },
			{ text: 'nothing of this' },
		];
		const memory = [...on.kept.values(), ...strange] as IDataObject[];
		const plan = await on.plan(FIRST, GO, { memory });
		expect(plan.failure).toBeUndefined();
		expect(told(plan)).toEqual([]);
		expect(plan.changes).toEqual([]);
	});

	it('of one record several times is as the last one says', async () => {
		const on = await startOrganisation();
		await on.apply(FIRST, GO);
		const old = [...on.kept.values()];
		const renamed = { ...FIRST, employee: [employee(1, 'S01', { name: '改名' })] };
		await on.apply(renamed, { ...GO, employeeMissing: 'keep' });
		const young = [...on.kept.values()];
		const planned = async (memory: IDataObject[]) =>
			told(await on.plan(renamed, { ...GO, employeeMissing: 'keep' }, { memory }));
		expect(await planned([...old, ...young])).toEqual([]);
		expect(await planned([...young, ...old])).toEqual(['E1: update planned']);
	});

	it('of what was not sent stays as it was, though the source says something else', async () => {
		const on = await startOrganisation({ edition: 'v033' });
		await on.apply(FIRST, GO);
		const moved = {
			department: [department('S', 'R', '销售中心')],
			employee: [employee(1, 'R01', { name: '改名' })],
		};
		const onlyWhenCreating = 'parentUnitCode, unitCode, list';
		const keep = { ...GO, departmentMissing: 'keep', employeeMissing: 'keep' };
		const first = await on.apply(moved, { ...keep, scope: { onlyWhenCreating } });
		expect(told(first)).toEqual(['S: update done', 'E1: update done']);
		const { records } = await on.plan(moved, keep);
		expect(records.map(({ key, action, changes }) => [key, action, changes])).toEqual([
			['S', 'move', [{ field: 'parentUnitCode', from: 'HQ', to: 'R' }]],
			[
				'E1',
				'move',
				[
					{ field: 'unitCode', from: 'S', to: 'R' },
					{ field: 'list', from: 'S:S01', to: 'R:R01' },
				],
			],
		]);
	});

	it('is no table that got rows: beside one that is connected and empty nobody is missing', async () => {
		const on = await startOrganisation();
		await on.apply(FIRST, GO);
		const employees = FIRST.employee!.slice(1);
		const less = { department: [], employee: employees };
		const plan = await on.plan(less, { ...GO, kinds: ['employee'] });
		expect(told(plan)).toEqual([]);
		expect(warningsOf(plan)).toMatch(/Nothing counts as missing/);
		expect(told(await on.plan({ employee: employees }, GO))).toEqual(['E1: retire planned']);
	});

	it('that can’t be read is told by its rows', async () => {
		const on = await startKnown('classic');
		const memory = [...on.kept.values()].map((item, at) =>
			at === 1 || at === 3 ? { ...item, state: 'x' } : item,
		);
		const plan = await on.plan(WITHOUT, GO, { memory });
		expect(warningsOf(plan)).toMatch(/Last Known State/);
		expect(warningsOf(plan)).toMatch(/\b2\b.*\b4\b/);
		expect(told(plan).map((text) => text.split(' ')[1])).toEqual(['create', 'create']);
		expect(warningsOf(plan)).not.toMatch(/Nothing is known/);
	});
});

describe('a memory that was lost', () => {
	it.each(EDITIONS)('is there again after a run, which ends equal: %s', async (edition) => {
		const on = await startKnown(edition);
		await on.apply(NEXT, GO);
		const before = structuredClone(on.state);
		on.kept.clear();
		const result = await on.apply(NEXT, GO);
		expect(warningsOf(result)).toMatch(/^Nothing is known of Hippius yet/);
		expect(new Set(result.records.map(({ action, outcome }) => `${action} ${outcome}`))).toEqual(
			new Set(['create done']),
		);
		expect(on.state).toEqual(before);
		expect(told(await on.plan(NEXT, GO))).toEqual([]);

		const less = { ...NEXT, employee: NEXT.employee!.slice(1) };
		expect(told(await on.plan(less, GO))).toEqual(['E1: retire planned']);
	});

	it('does not know who left, and takes them back when the source has them', async () => {
		const on = await startKnown('classic');
		expect(on.state.employees.get('E6')!.status).toBe('LEAVE');
		on.kept.clear();
		await on.apply(FIRST, GO);
		expect(on.state.employees.get('E6')!.status).toBe('ON');
	});

	it('of an hour ago is no harm: what was done since is done again', async () => {
		const on = await startKnown('classic');
		const old = [...on.kept.values()];
		await on.apply(NEXT, GO);
		const before = structuredClone(on.state);
		const result = await on.apply(NEXT, GO, { memory: old });
		expect(result.records.filter(isLeft)).toEqual([]);
		expect(on.state).toEqual(before);
		expect(told(await on.plan(NEXT, GO)).filter((text) => text.endsWith('planned'))).toEqual([]);
	});
});

/** A database of a workflow: emits the rows of a table, or keeps what comes. */
const databases = new Map<string, DatabaseSync>();
const databaseNode: INodeType = {
	description: {
		...{ displayName: 'Database', name: 'database', group: ['input'], version: 1 },
		...{ description: 'A table', defaults: { name: 'Database' } },
		...{ inputs: ['main'], outputs: ['main'] },
		properties: ['id', 'select', 'upsert'].map((name) => ({
			...{ displayName: name, name, type: 'string' as const, default: '' },
		})),
	},
	async execute() {
		const parameter = (name: string) => this.getNodeParameter(name, 0) as string;
		const database = databases.get(parameter('id'))!;
		if (parameter('select'))
			return [
				database
					.prepare(parameter('select'))
					.all()
					.map((row) => ({ json: { ...row } as IDataObject })),
			];
		for (const { json } of this.getInputData())
			database
				.prepare(parameter('upsert'))
				.run(...['kind', 'key', 'state'].map((name) => json[name] as string));
		return [this.getInputData()];
	},
};
engine.register('test.database', databaseNode);

describe('a workflow', () => {
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} },
		...more,
	});
	const to = (name: string, index = 0) => ({ node: name, type: 'main' as const, index });
	const COLUMNS: Record<string, string[]> = {
		department: ['unitCode', 'unitName', 'orderSeq', 'parentUnitCode'],
		position: ['positionCode', 'positionName', 'unitCode', 'orderSeq'],
		employee: [
			...['employeeNum', 'name', 'gender', 'status', 'mobile', 'email'],
			...['unitCode', 'positionCode'],
		],
	};

	function databaseOf(tables: Tables) {
		const database = new DatabaseSync(':memory:');
		const id = String(databases.size + 1);
		databases.set(id, database);
		onTestFinished(() => {
			databases.delete(id);
			database.close();
		});
		for (const kind of KINDS) {
			database.exec(`create table ${kind} (${COLUMNS[kind].map((name) => `${name} text`).join()})`);
			for (const row of tables[kind]!)
				database
					.prepare(`insert into ${kind} values (${COLUMNS[kind].map(() => '?').join()})`)
					.run(...COLUMNS[kind].map((name) => String(row[name])));
		}
		database.exec('create table known (kind text, key text, state text, primary key (kind, key))');
		return { id, database };
	}

	const select = (id: string, table: string) => ({
		parameters: { id, select: `select * from ${table}` },
	});
	const upsert = (id: string) => ({
		parameters: { id, upsert: 'insert or replace into known values (?, ?, ?)' },
	});
	const sync = { parameters: { ...GO, kinds: [...KINDS], mode: 'apply' } } as Partial<INode>;
	const ofTables = (name: string) =>
		Object.fromEntries(KINDS.map((kind, input) => [kind, { main: [[to(name, input)]] }]));

	it('keeps it in a table of a database, node by node, and has nothing to do the next time', async () => {
		const on = await startOrganisation();
		const { id, database } = databaseOf(FIRST);
		const run = async (cancelled = false) => {
			const before = writes(on).length;
			const { nodes, failure } = await engine.runWorkflow(
				{
					nodes: [
						node('Start', 'test.start'),
						...KINDS.map((kind) => node(kind, 'test.database', select(id, kind))),
						node('Known', 'test.database', { ...select(id, 'known'), alwaysOutputData: true }),
						node('Sync', TYPE, { ...sync, onError: 'continueErrorOutput' }),
						node('Keep', 'test.database', upsert(id)),
					],
					connections: {
						Start: { main: [[...KINDS.map((kind) => to(kind)), to('Known')]] },
						...ofTables('Sync'),
						Known: { main: [[to('Sync', 3)]] },
						Sync: { main: [[to('Keep')]] },
					},
				},
				{ items: [{}], credentials: { hippiusApi: on.credential as CredentialData } },
			);
			expect(cancelled || failure).toBeFalsy();
			return { sent: writes(on).length - before, nodes };
		};

		expect((await run()).sent).toBe(4 + 2 + 5);
		expect((await run()).sent).toBe(0);
		database.exec("update employee set mobile = '13700000001' where employeeNum = 'E1'");
		database.exec("delete from employee where employeeNum = 'E6'");
		on.misbehave({ how: 'refuseRow', path: 'employee/update', row: 'E1' });
		const third = await run();
		expect(third.sent).toBe(2);
		expect(third.nodes.Sync[0].map(({ json }) => json.key)).toEqual(['E6']);
		expect(third.nodes.Sync[2].map(({ json }) => (json.details as IDataObject).key)).toEqual([
			'E1',
		]);
		on.behave();
		const fourth = await run();
		expect(fourth.nodes.Sync[0].map(({ json }) => [json.key, json.action])).toEqual([
			['E1', 'update'],
		]);
		expect((await run()).sent).toBe(0);
	});

	it('may hand the items of Changes to the next node as they are', async () => {
		const on = await startOrganisation();
		const { id } = databaseOf(FIRST);
		const { nodes, failure } = await engine.runWorkflow(
			{
				nodes: [
					node('Start', 'test.start'),
					...KINDS.map((kind) => node(kind, 'test.database', select(id, kind))),
					node('First', TYPE, sync),
					node('Second', TYPE, sync),
				],
				connections: {
					Start: { main: [KINDS.map((kind) => to(kind))] },
					...Object.fromEntries(
						KINDS.map((kind, input) => [
							kind,
							{ main: [[to('First', input), to('Second', input)]] },
						]),
					),
					First: { main: [[to('Second', 3)]] },
				},
			},
			{ items: [{}], credentials: { hippiusApi: on.credential as CredentialData } },
		);
		expect(failure).toBeUndefined();
		expect(nodes.First[0]).toHaveLength(4 + 2 + 5);
		expect(nodes.Second[0]).toEqual([]);
		expect(nodes.Second[1][0].json).toMatchObject({
			warnings: [],
			counts: { employee: { platform: 5, unchanged: 5 } },
		});
		expect(writes(on)).toHaveLength(4 + 2 + 5);
	});
});
