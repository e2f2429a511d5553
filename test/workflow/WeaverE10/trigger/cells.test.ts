/**
 * Cells that mean the same, whichever form they come in: docs/vendors/weaver-e10.md, section 3 and
 * no. 13 to 15, and docs/triggers.md.
 */
import { describe, expect, it } from 'vitest';
import type { WeaverE10State } from '../../../platforms/index.ts';
import { startScripted } from '../../engine/scripted.ts';
import { CHIEF, id, LI, NORTH, RESTFUL, SALES, SELLER, WANG } from '../company.ts';
import { hire, startWatching, watching } from './watching.ts';
import type { Watch } from './watching.ts';

const POST = id(70);

/** Values that mean what is in the cell. */
const FORMS: Array<[what: string, form: (held: string) => unknown]> = [
	['a list', (held) => [held]],
	['an object', (held) => ({ id: held, name: '销售' })],
	['an object with a number', (held) => ({ id: BigInt(held), name: '销售' })],
	['a list of objects', (held) => [{ id: BigInt(held), name: '销售' }]],
	['a number', (held) => BigInt(held)],
];

const REFERENCES: Array<[Watch, string, (state: WeaverE10State) => Record<string, unknown>]> = [
	['employee', 'department', ({ employees }) => employees.get(WANG)!],
	['employee', 'position', ({ employees }) => employees.get(WANG)!],
	['employee', 'superior', ({ employees }) => employees.get(WANG)!],
	['position', 'department', ({ positions }) => positions.get(CHIEF)!],
	['position', 'parent', ({ positions }) => positions.get(CHIEF)!],
];

describe.each(REFERENCES)('%s: %s', (watch, field, rowOf) => {
	it('in whichever form is the same as the ID alone', async () => {
		const { weaver, told, summary } = await startWatching({ watch });
		const row = rowOf(weaver.state);
		row[field] = SALES;
		await told();
		for (const [what, form] of FORMS) {
			row[field] = form(SALES);
			expect(await summary(), what).toEqual([]);
			row[field] = form(NORTH);
			expect(await told(), what).toMatchObject([{ id: row.id, changedFields: [field] }]);
			row[field] = SALES;
			expect(await told(), what).toHaveLength(1);
		}
	});

	it('none is none in whichever form', async () => {
		const { weaver, told, summary } = await startWatching({ watch });
		const row = rowOf(weaver.state);
		delete row[field];
		await told();
		for (const none of [null, '', [], '0']) {
			row[field] = none;
			expect(await summary(), JSON.stringify(none)).toEqual([]);
		}
		row[field] = SALES;
		expect(await told()).toMatchObject([{ id: row.id, changedFields: [field] }]);
	});
});

it('several IDs are the same in whichever form, and others count', async () => {
	const { weaver, told, summary } = await startWatching();
	const row: Record<string, unknown> = weaver.state.employees.get(WANG)!;
	const names = (...ids: string[]) => ids.map((each) => ({ id: each, name: each }));
	row.department = [SALES, POST];
	await told();
	for (const same of [`${SALES},${POST}`, names(SALES, POST), [BigInt(SALES), POST]]) {
		row.department = same;
		expect(await summary()).toEqual([]);
	}
	row.department = names(NORTH, POST);
	expect(await told()).toMatchObject([{ id: WANG, changedFields: ['department'] }]);
});

it('departments that come as lists from now on tell nothing', async () => {
	const { weaver, told, summary } = await startWatching();
	await told();
	weaver.state.departmentsAsLists = true;
	expect(await summary()).toEqual([]);
	weaver.state.employees.get(WANG)!.department = NORTH;
	expect(await told()).toMatchObject([{ id: WANG, changedFields: ['department'] }]);
});

it.each(['other_superior', 'assistant'])('%s: one more counts, and one less', async (field) => {
	const { weaver, told } = await startWatching({ parameters: { fields: [field] } });
	const row = weaver.state.employees.get(WANG)!;
	row[field] = [LI];
	await told();
	const counts = async (value: unknown) => {
		row[field] = value;
		expect(await told()).toMatchObject([{ id: WANG, changedFields: [field] }]);
	};
	await counts([LI, SELLER]);
	await counts([SELLER]);
	await counts([]);
});

describe('the parent of a department', () => {
	/** A platform whose only department has this parent, in a form that the strict one never gives. */
	async function startWith(parent: unknown) {
		const row = { id: NORTH, name: '华北', parent };
		const platform = await startScripted(`POST ${RESTFUL}queryOrg`, ({ body }) => {
			const data = (body as { current: number }).current === 1 ? [row] : [];
			return { message: { errcode: '0' }, data: { total: 1, data } };
		});
		return { row, ...watching(platform, { watch: 'organization' }) };
	}

	it('in whichever form is the same', async () => {
		const { row, told, summary } = await startWith(SALES);
		await told();
		for (const [what, form] of FORMS) {
			row.parent = form(SALES);
			expect(await summary(), what).toEqual([]);
		}
		row.parent = WANG;
		expect(await told()).toMatchObject([{ id: NORTH, changedFields: ['parent'] }]);
	});

	it('is none where it is “0”', async () => {
		const { row, told, summary } = await startWith('0');
		await told();
		for (const none of [0, undefined, null, '']) {
			row.parent = none;
			expect(await summary(), String(none)).toEqual([]);
		}
	});
});

it.each([
	['numbers', 'work_year', 3, '3'],
	['dates', 'hiredate', '2026-01-01', '2026-01-01'],
])('%s as text are the same', async (_what, field, one, other) => {
	const { weaver, told, summary } = await startWatching({ parameters: { fields: [field] } });
	weaver.state.employees.get(WANG)![field] = one;
	await told();
	weaver.state.employees.get(WANG)![field] = other;
	expect(await summary()).toEqual([]);
});

describe('IDs of 19 digits', () => {
	// A JavaScript number holds none of them, and the last digits are what tells them apart.
	const CLOSE = ['9223372036854775801', '9223372036854775802', '9223372036854775803'];

	it('keep them as numbers, too, wherever they stand', async () => {
		const { weaver, told, trigger } = await startWatching();
		hire(weaver.state, CLOSE);
		const { employees } = weaver.state;
		employees.get(CLOSE[0])!.superior = CLOSE[1];
		weaver.misbehave({ how: 'numberId' });
		await told();
		expect(weaver.requestsTo('')[0].answer).toMatch(/"id":9223372036854775801/);
		weaver.behave();
		expect(await told()).toEqual([]);
		employees.get(CLOSE[0])!.superior = BigInt(CLOSE[2]) as never;
		employees.get(CLOSE[1])!.status = '6';
		employees.delete(CLOSE[2]);
		weaver.misbehave({ how: 'numberId' });
		const events = await told();
		const [changed, ...gone] = events.toSorted((a, b) => (a.id < b.id ? -1 : 1));
		expect(changed).toMatchObject({ id: CLOSE[0], after: { id: CLOSE[0], superior: CLOSE[2] } });
		expect(gone).toMatchObject([
			{ id: CLOSE[1], after: { id: CLOSE[1] } },
			{ id: CLOSE[2], after: null },
		]);
		for (const { id: key, eventKey, stateKey } of events) {
			expect(String(eventKey).split('|')[1]).toBe(key);
			expect(String(stateKey).split('|')[0]).toBe(key);
		}
		expect(trigger.saved).not.toMatch(/922337203685477[67]/);
	});

	it.each<Watch>(['organization', 'position'])('of %s keep them', async (watch) => {
		const rows = watch === 'position' ? 'positions' : 'departments';
		const { weaver, told } = await startWatching({ watch });
		const held = weaver.state[rows] as Map<string, object>;
		for (const key of CLOSE) held.set(key, { id: key, name: key, status: '1', parent: '0' });
		await told();
		weaver.misbehave({ how: 'numberId' });
		Object.assign(held.get(CLOSE[1])!, { name: '改', parent: CLOSE[0] });
		Object.assign(held.get(CLOSE[2])!, { status: '0', is_canceled: '1' });
		expect(await told()).toMatchObject([
			{ id: CLOSE[1], after: { id: CLOSE[1], parent: CLOSE[0] } },
			{ id: CLOSE[2], after: { id: CLOSE[2] } },
		]);
	});
});
