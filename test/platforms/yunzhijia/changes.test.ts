/** What happens in the team of the Yunzhijia test platform, and what the endpoints tell of it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDepartment, addPerson, changesIn, startYunzhijia } from '../index.ts';
import type { TestPlatform, YunzhijiaState } from '../index.ts';
import type { Fields } from '../http.ts';
import { dataFrom } from './client.ts';

describe('changes in a yunzhijia team', () => {
	const NOW = Date.UTC(2024, 0, 1);
	let yunzhijia: TestPlatform<YunzhijiaState>;
	let team: ReturnType<typeof changesIn>;
	beforeAll(async () => {
		const seed = (state: YunzhijiaState) => {
			addDepartment(state, 'sales', '销售');
			addDepartment(state, 'north', '华北', 'sales');
			addPerson(state, { openId: 'p1', name: '张三', orgId: 'north', jobTitle: '经理' });
		};
		yunzhijia = await startYunzhijia({ seed });
		team = changesIn(yunzhijia.state, () => NOW);
	});
	afterEach(() => yunzhijia.reset());
	afterAll(async () => await yunzhijia.stop());

	/** Since one second before it happened, by Beijing's clock. */
	const told = async (kind: 'person' | 'dept', more: Fields = {}): Promise<Fields[]> =>
		await dataFrom(yunzhijia, `${kind}/getAtTime`, { time: '2024-01-01 07:59:59', ...more });
	const people = async () => await told('person', { begin: 0, count: 9 });
	const event = (eventType: string, eventId: string) => ({ eventType, eventId, createTime: NOW });

	it('tells of a person each time', async () => {
		expect(await people()).toEqual([]);
		const steps: Array<[unknown, string, Fields]> = [
			[team.updates('p1', { jobTitle: '顾问' }), 'person_update', { jobTitle: '顾问' }],
			[team.phone('p1', '13900000009'), 'user_phone_update', { phone: '13900000009' }],
			[team.role('p1', '1'), 'person_role', { orgUserType: '1' }],
			[team.leaves('p1'), 'user_leave', { status: '0' }],
			[team.enters({ openId: 'p1' }), 'user_enter', { status: '1', jobTitle: '顾问' }],
		];
		for (const [given, eventType] of steps) expect(given).toEqual(event(eventType, 'p1'));
		const row = Object.assign({}, ...steps.map(([, , changes]) => changes));
		expect(await people()).toEqual([expect.objectContaining(row)]);
		expect(() => team.leaves('no')).toThrow('no');
	});

	it('tells of who is new, and of who was deleted with a trace', async () => {
		expect(team.enters({ openId: 'p2' })).toEqual(event('user_enter', 'p2'));
		expect(await people()).toMatchObject([{ openId: 'p2', status: '1' }]);
		expect(team.deletesPerson('p2')).toEqual(event('user_leave', 'p2'));
		expect(await people()).toMatchObject([{ openId: 'p2', status: '0' }]);
		team.enters({ openId: 'p3' });
		team.losesPerson('p3');
		expect(await people()).toHaveLength(1);
		expect(yunzhijia.state.people.has('p3')).toBe(false);
		expect(() => team.deletesPerson('p2')).toThrow('openId不存在');
	});

	it('tells of departments', async () => {
		expect(await told('dept')).toEqual([]);
		expect(team.setsLeader('north', 'p1')).toEqual(event('org_admin', 'north'));
		expect(await told('dept')).toEqual([]);
		expect(team.renamesDepartment('sales', '市场')).toEqual(event('org_update', 'sales'));
		expect(team.addsDepartment('east', '华东', 'sales')).toEqual(event('org_add', 'east'));
		expect(team.deletesDepartment('north')).toEqual(event('org_delete', 'north'));
		const since = await told('dept');
		expect(since.map(({ id, department, changeType }) => [id, department, changeType])).toEqual([
			['sales', '市场', '2'],
			['east', '市场\\华东', '1'],
			['north', '市场\\华北', '3'],
		]);
		expect(() => team.renamesDepartment('no', 'x')).toThrow('部门ID不存在');
		team.losesDepartment('east');
		expect(await told('dept')).toHaveLength(2);
	});
});
