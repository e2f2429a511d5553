/**
 * Create or Update that ends early or is tried again: what is not sent, or not once more, and what
 * each item says of it.
 */
import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { engine, expectEachOnce, itemsOf, reasons, STOP, stopOf } from '../../engine/cases.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import type { Team } from '../team.ts';
import { LAB, NORTH, person, SALES } from '../team.ts';
import {
	mobile,
	namedLike,
	newcomer,
	onRequest,
	orgOf,
	parametersFor,
	refuseMove,
	rowsTo,
	says,
	startTeamOf,
	update,
	writes,
} from './upsert.ts';

describe('Retry On Fail', () => {
	const twice = { ...STOP, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const whole = [update(0, { orgId: LAB }), update(1, { orgId: LAB }), newcomer(9)];

	/** The move of person 0 is refused in the first try only. */
	async function startMoving() {
		const team = await startTeamOf(2);
		refuseMove(team, 0, LAB);
		onRequest(team, 'updateDeptByDeptId', 2, () => team.state.partTimeJobs.clear());
		return team;
	}

	it('an item whose move was refused sends only the move, and leaves with all of it', async () => {
		const team = await startMoving();
		const items = whole.slice(0, 2);
		const { main, failure } = await team.perform('person.upsert', parametersFor(), items, twice);
		expect(failure).toBeUndefined();
		const moves = [0, 1].map((n) => ({ openId: person(n), orgId: LAB }));
		expect(writes(team)).toEqual([
			['updateInfo', [0, 1].map((n) => ({ openId: person(n), name: `改${n}` }))],
			['updateDeptByDeptId', moves],
			['updateDeptByDeptId', moves.slice(0, 1)],
		]);
		expect(itemsOf(main)).toEqual([0, 1]);
		expect(main[0].json).toMatchObject({ openId: person(0), name: '改0', orgId: LAB });
		expect(main[1].json).toMatchObject({ openId: person(1), name: '改1' });
	});

	it('nor does a third try send what the first one did', async () => {
		const team = await startTeamOf(2);
		refuseMove(team, 0, LAB);
		const thrice = { ...twice, maxTries: 3 };
		const items = whole.slice(0, 2);
		const { failure } = await team.perform('person.upsert', parametersFor(), items, thrice);
		expect(failure).toBeDefined();
		expect(rowsTo(team, 'updateInfo')).toHaveLength(2);
		const moves = rowsTo(team, 'updateDeptByDeptId').map(({ openId }) => openId);
		expect(moves).toEqual([person(0), person(1), person(0), person(0)]);
	});

	it('who was created is not created again', async () => {
		const team = await startMoving();
		const { main, failure } = await team.perform('person.upsert', parametersFor(), whole, twice);
		expect(failure).toBeUndefined();
		expect(itemsOf(main)).toEqual([0, 1, 2]);
		expect(main[2].json.openId).toBe(namedLike(team, '新人9')[0].openId);
		expect(rowsTo(team, 'addNew')).toHaveLength(1);
	});

	it('who may have been created is not created again, and found if they were', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'resetAfter', path: 'addNew', times: 1 });
		const { main } = await team.perform('person.upsert', parametersFor(), [newcomer(9)], twice);
		expect(itemsOf(main)).toEqual([0]);
		expect(namedLike(team, '新人9')).toHaveLength(1);
		expect(rowsTo(team, 'addNew')).toHaveLength(1);
	});

	it('who may have been created and is not found stays unknown', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'resetBefore', path: 'addNew', times: 1 });
		const result = await team.perform('person.upsert', parametersFor(), [newcomer(9)], twice);
		expect(stopOf(result).description).toContain('1 unknown');
		expect(rowsTo(team, 'addNew')).toHaveLength(1);
	});
});

describe('stops at the first failure', () => {
	const others = [update(0, { orgId: LAB }), newcomer(9)];

	it.each<[what: string, items: IDataObject[], path: string[], counts: string]>([
		[
			'before sending',
			[newcomer(8, { mobile: '' }), ...others],
			[],
			'0 done, 1 rejected, 0 unknown, 2 not sent',
		],
		[
			'at a creation',
			[newcomer(8, { mobile: mobile(0) }), ...others],
			['addNew'],
			'1 done, 1 rejected, 0 unknown, 1 not sent',
		],
		[
			'at an update',
			[update(1, { email: 'taken' }), ...others],
			['addNew', 'updateInfo'],
			'1 done, 1 rejected, 0 unknown, 1 not sent',
		],
		[
			'at an update before a move',
			[update(1, { email: 'taken', orgId: LAB }), ...others],
			['addNew', 'updateInfo'],
			'1 done, 1 rejected, 0 unknown, 1 not sent',
		],
		[
			'at a move',
			[update(1, { orgId: NORTH }), ...others],
			['addNew', 'updateInfo', 'updateDeptByDeptId'],
			'2 done, 1 rejected, 0 unknown, 0 not sent',
		],
	])('%s: nothing further is sent', async (_what, items, paths, counts) => {
		const team = await startTeamOf(3);
		refuseMove(team, 1, NORTH);
		team.state.people.get(person(2))!.email = 'taken';
		const additionalFields = { otherFields: '={{ $json.email ? { email: $json.email } : {} }}' };
		const given = { ...parametersFor(), additionalFields };
		const result = await team.perform('person.upsert', given, items, STOP);
		expect(writes(team).map(([path]) => path)).toEqual(paths);
		expect(stopOf(result)).toMatchObject({
			description: says(`Of 3 records: ${counts}.`),
			itemIndex: 0,
			leaves: 0,
		});
	});

	it('a batch of creations is refused: the next batch is not sent', async () => {
		const team = await startTeamOf(1);
		const items = [newcomer(8, { mobile: mobile(0) }), newcomer(9)];
		const options = { batchSize: 1, concurrency: 1 };
		await team.perform('person.upsert', { ...parametersFor(), options }, items, STOP);
		expect(writes(team)).toHaveLength(1);
	});
});

describe('ends early', () => {
	const items = [newcomer(9), update(0, { orgId: LAB }), newcomer(9, { name: '二' }), update(1)];
	const options = { retries: 0, batchSize: 1, concurrency: 1 };
	const given = { ...parametersFor(), options };

	/** A run that is cancelled soon after that request to the interface. */
	async function cancelledAt(team: Team, path: string, count: number) {
		const arrival = new Promise<void>((resolve) => onRequest(team, path, count, resolve));
		return await engine.run({
			node: {
				type: 'yunzhijia',
				onError: 'continueErrorOutput',
				parameters: { resource: 'person', operation: 'upsert', ...given },
			},
			items,
			credentials: { yunzhijiaApi: team.credential as CredentialData },
			cancelAfter: arrival.then(() => sleep(50)),
		});
	}

	it('cancelled in the middle: each has an outcome, and what was done stays done', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'hang', path: 'updateInfo', after: 1 });
		const result = await cancelledAt(team, 'updateInfo', 2);
		const sent = team.requestsTo('').length;
		expect(result.cancelled).toBe(true);
		expectEachOnce(result, 4);
		expect(itemsOf(result.main)).toEqual([0]);
		expect(reasons(result.error)).toMatchObject([
			// Updated, but not moved.
			{ item: 1, outcome: 'notSent', advice: says('other steps of this item were done') },
			{ item: 2, outcome: 'unknown' },
			{ item: 3, outcome: 'notSent' },
		]);
		// No item stopped this run.
		expect(JSON.stringify(reasons(result.error))).not.toContain('earlier item');
		expect(team.state.people.get(person(0))).toMatchObject({ name: '改0', orgId: SALES });
		await sleep(200);
		expect(team.requestsTo('')).toHaveLength(sent);
	});

	it('cancelled while somebody is created: whoever waits for that is not sent', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'hang', path: 'addNew' });
		const result = await cancelledAt(team, 'addNew', 1);
		expectEachOnce(result, 4);
		const outcomes = reasons(result.error).map(({ outcome }: IDataObject) => outcome);
		expect(outcomes).toEqual(['unknown', 'notSent', 'notSent', 'notSent']);
	});

	it('the platform is gone before the creation: nobody is said to wait for another item', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'refuse', path: 'person/getall', after: 2, ms: 60_000 });
		const result = await team.perform('person.upsert', given, items);
		const why = { outcome: 'notSent', error: says('refused the connection') };
		expect(reasons(result.error)).toMatchObject([0, 1, 2, 3].map((item) => ({ item, ...why })));
	});

	it('three requests without an answer: nothing further is sent, in no step', async () => {
		const team = await startTeamOf(5);
		team.misbehave({ how: 'resetBefore', path: 'updateInfo' });
		const five = [0, 1, 2, 3, 4].map((n) => update(n, { orgId: LAB }));
		const result = await team.perform('person.upsert', given, five);
		expect(writes(team).map(([path]) => path)).toEqual(Array(3).fill('updateInfo'));
		expect(reasons(result.error).map(({ outcome }: IDataObject) => outcome)).toEqual([
			...Array(3).fill('unknown'),
			...Array(2).fill('notSent'),
		]);
	});

	it('the platform is gone after the creation: the rest is not sent', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'refuse', path: 'addNew', after: 1, ms: 60_000 });
		const result = await team.perform('person.upsert', given, items);
		expectEachOnce(result, 4);
		expect(itemsOf(result.main)).toEqual([0]);
		const why = { outcome: 'notSent', error: says('refused the connection') };
		expect(reasons(result.error)).toMatchObject([1, 2, 3].map((item) => ({ item, ...why })));
		expect(JSON.stringify(reasons(result.error))).not.toContain('were done');
	});

	it('the platform is gone after the update: who was to be moved says what was done', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'refuse', path: 'updateInfo', after: 3, ms: 60_000 });
		const result = await team.perform('person.upsert', given, items);
		expect(itemsOf(result.main)).toEqual([0, 2, 3]);
		const advice = says('other steps of this item were done');
		expect(reasons(result.error)).toMatchObject([{ item: 1, outcome: 'notSent', advice }]);
	});

	it.each(['person/getall', 'dept/get'])('%s comes to nothing: nothing is sent', async (path) => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'html', path });
		const some = [newcomer(9, { orgId: LAB }), update(0)];
		const result = await team.perform('person.upsert', given, some);
		expectEachOnce(result, 2);
		const error = 'The answer is not one that the platform documents';
		expect(reasons(result.error)).toMatchObject(Array(2).fill({ outcome: 'notSent', error }));
		expect(writes(team)).toEqual([]);
	});

	const byItem = { otherFields: '={{ $json.email ? { email: $json.email } : {} }}' };

	it('an update is refused, and then the platform is gone: that counts, and nothing was done', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'refuse', path: 'updateInfo', after: 1, ms: 60_000 });
		const one = [update(0, { orgId: LAB, email: 'j1@example.com' })];
		const some = { ...given, additionalFields: byItem };
		const { error } = await team.perform('person.upsert', some, one);
		const [reason] = reasons(error);
		expect(reason).toMatchObject({ outcome: 'rejected', error: says('(Update)') });
		expect(JSON.stringify(reason)).not.toContain('were done');
	});

	it('an update is lost and its move refused: nobody knows, which is worse', async () => {
		const team = await startTeamOf(1);
		refuseMove(team, 0, LAB);
		team.misbehave({ how: 'resetAfter', path: 'updateInfo' });
		const { error } = await team.perform('person.upsert', given, [items[1]]);
		expect(reasons(error)).toMatchObject([{ outcome: 'unknown', advice: says('Look on') }]);
		expect(JSON.stringify(reasons(error))).not.toContain('were done');
	});

	it('an answer to an update that is lost: unknown, though the move was made', async () => {
		const team = await startTeamOf(2);
		team.misbehave({ how: 'resetAfter', path: 'updateInfo' });
		const { error } = await team.perform('person.upsert', given, [items[1]]);
		expect(reasons(error)).toMatchObject([{ outcome: 'unknown' }]);
		expect(orgOf(team, 0)).toBe(LAB);
	});
});
