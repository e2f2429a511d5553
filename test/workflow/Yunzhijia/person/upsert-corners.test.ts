/** Create or Update of people in the corners: tries after tries, keys that overrule each other. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { itemsOf, reasons, run, STOP } from '../../engine/cases.ts';
import { startEcho } from '../../engine/credential-cases.ts';
import { LAB, person, SALES } from '../team.ts';
import {
	email,
	jobNo,
	mobile,
	namedLike,
	newcomer,
	onRequest,
	orgOf,
	parametersFor,
	reads,
	refuseMove,
	rowsTo,
	startTeamOf,
	update,
	writes,
} from './upsert.ts';

describe('Retry On Fail', () => {
	const twice = { ...STOP, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	/** The move of person 2 is refused in the first try only. */
	async function startMoving() {
		const team = await startTeamOf(3);
		refuseMove(team, 2, LAB);
		// The second pass of the address book begins with the third request.
		onRequest(team, 'person/getall', 3, () => team.state.partTimeJobs.clear());
		return team;
	}
	const refusedOnce = update(2, { orgId: LAB });

	it('leaves whom a later item changed as they are', async () => {
		const team = await startMoving();
		const items = [newcomer(9, { name: '旧' }), newcomer(9, { name: '新' }), refusedOnce];
		const { failure } = await team.perform('person.upsert', parametersFor(), items, twice);
		expect(failure).toBeUndefined();
		expect([...team.state.people.values()].at(-1)!.name).toBe('新');
	});

	it('sends who was created no second time, and the row stays the same', async () => {
		const team = await startMoving();
		const items = [newcomer(9), refusedOnce];
		const { main } = await team.perform('person.upsert', parametersFor(), items, twice);
		const [{ openId }] = namedLike(team, '新人9');
		expect(rowsTo(team, 'updateInfo').filter((row) => row.openId === openId)).toEqual([]);
		expect(main[0].json).toMatchObject({ account: { mobile: mobile(9) }, jobNo: jobNo(9) });
	});

	it('moves nobody back', async () => {
		const team = await startMoving();
		const items = [update(0, { orgId: SALES }), update(0, { orgId: LAB }), refusedOnce];
		const { failure } = await team.perform('person.upsert', parametersFor(), items, twice);
		expect(failure).toBeUndefined();
		expect(orgOf(team, 0)).toBe(LAB);
	});

	it('lets who was moved leave with the department', async () => {
		const team = await startMoving();
		const items = [update(0, { orgId: LAB }), refusedOnce];
		const { main } = await team.perform('person.upsert', parametersFor(), items, twice);
		expect(main[0].json).toMatchObject({ openId: person(0), name: '改0', orgId: LAB });
	});

	it.each<[what: string, more: IDataObject]>([
		['all of it done', {}],
		['the move refused', { orgId: LAB }],
	])('creates nobody who got a new job number (%s)', async (_what, more) => {
		const team = await startMoving();
		if (more.orgId) refuseMove(team, 0, LAB);
		const items = [update(0, { jobNo: 'J77', phone: '010', ...more }), refusedOnce];
		await team.perform('person.upsert', parametersFor(), items, twice);
		expect(rowsTo(team, 'addNew')).toEqual([]);
		expect(namedLike(team, '改0')).toHaveLength(1);
	});
});

describe('what a new person is looked for by is theirs', () => {
	it.each<[by: string, item: IDataObject]>([
		['jobNo', newcomer(9, { jobNo: 'J77' })],
		['jobNo', newcomer(9, { jobNo: '' })],
		['email', { openId: email(9), name: '新人9', email: 'other@example.com' }],
		['mobile', { openId: mobile(9), name: '新人9', mobile: '13700000000' }],
	])('by %s: %j is created once in two runs', async (by, item) => {
		const team = await startTeamOf(1);
		await team.perform('person.upsert', parametersFor(by), [item]);
		await team.perform('person.upsert', parametersFor(by), [item]);
		expect(rowsTo(team, 'addNew').length).toBeLessThan(2);
	});
});

it('an item is not done when its move was refused to an earlier one', async () => {
	const team = await startTeamOf(1);
	refuseMove(team, 0, LAB);
	const items = [update(0, { orgId: LAB }), update(0, { orgId: LAB })];
	const { main } = await team.perform('person.upsert', parametersFor(), items);
	expect(orgOf(team, 0)).toBe(SALES);
	expect(itemsOf(main)).toEqual([]);
});

it('the reason tells that somebody was created whose ID is not known', async () => {
	// The openId of a row is optional: docs/vendors/yunzhijia.md, section 2.
	const answers: Record<string, unknown> = {
		getAccessToken: { accessToken: 't', expireIn: 7200 },
		getall: [],
		addNew: [{ msgId: '0', msgCode: '209', msg: '成功' }],
	};
	const baseUrl = await startEcho((path) => ({
		success: true,
		data: answers[path.split('/').at(-1)!],
	}));
	const credential = { baseUrl, eid: '10205', secret: 's' };
	const subject: [string, string] = ['person', 'upsert'];
	const items = [newcomer(9), newcomer(9)];
	const { main, error } = await run('yunzhijia', { credential }, subject, parametersFor(), items);
	expect(itemsOf(main)).toEqual([0]);
	expect(reasons(error)[0].error).not.toContain('that was not done');
});

it('no department is asked for when nobody can be created', async () => {
	const team = await startTeamOf(1);
	const items = [{ openId: person(7), name: '无', orgId: LAB }];
	await team.perform('person.upsert', parametersFor('id'), items);
	expect(reads(team).map(([path]) => path)).toEqual(['person/get']);
});

it('a blank department is an empty one', async () => {
	const team = await startTeamOf(1);
	const { error } = await team.perform('person.upsert', parametersFor(), [
		update(0, { orgId: ' ' }),
	]);
	expect(JSON.stringify(reasons(error))).not.toContain('is required');
	expect(writes(team).length).toBeLessThan(2);
});
