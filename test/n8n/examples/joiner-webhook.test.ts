/** One joiner for Hippius, by webhook. */
import { expect, onTestFinished } from 'vitest';
import type { N8n } from '../../../demo/n8n.ts';
import { startHippius } from '../../platforms/index.ts';
import type { HippiusState, TestPlatform } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { exampleOf } from './example.ts';

function seed({ departments, positions }: HippiusState): void {
	departments.set('RD01', { unitCode: 'RD01', unitName: '研发部', orderSeq: '1' });
	positions.set('P01', {
		positionCode: 'P01',
		positionName: '工程师',
		unitCode: 'RD01',
		orderSeq: '1',
	});
}

const assignment = { unitCode: 'RD01', positionCode: 'P01', primaryPositionFlag: '1' };
const joiner = {
	employeeNum: 'XQ0500',
	name: '陈新 🎉 "&+%\\',
	gender: '1',
	status: 'TRIAL',
	mobile: '19900000500',
	email: 'xq0500@example.com',
	list: [assignment],
};

/** The workflow, live for one test, with a platform of its own; gives what posts to its webhook. */
async function joinerWebhook(n8n: N8n): Promise<{
	hippius: TestPlatform<HippiusState>;
	post: (body: object) => Promise<{ status: number; body: unknown }>;
}> {
	const hippius = await platform(startHippius({ seed }));
	const credential = await n8n.createCredential('hippiusApi', 'Joiner', hippius.credential);
	const { id } = await n8n.createWorkflow(await exampleOf(import.meta.filename), [credential]);
	await n8n.activate(id);
	onTestFinished(async () => await n8n.deactivate(id));
	const post = async (body: object) => {
		const answer = await fetch(n8n.webhookUrl('joiner'), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return { status: answer.status, body: (await answer.json()) as unknown };
	};
	return { hippius, post };
}

test('a joiner is on the platform, and the answer says so', async ({ n8n }) => {
	const { hippius, post } = await joinerWebhook(n8n);
	expect(await post(joiner)).toEqual({ status: 200, body: { done: true, employee: joiner } });
	expect(hippius.state.employees.get('XQ0500')).toEqual(joiner);
});

test('a joiner who cannot be taken is answered with the reason', async ({ n8n }) => {
	const { hippius, post } = await joinerWebhook(n8n);
	const twoPrimaries = { ...joiner, list: [assignment, assignment] };
	expect(await post(twoPrimaries)).toMatchObject({
		status: 422,
		body: {
			done: false,
			reason: expect.stringMatching(/list\) must have exactly one primary position, but has 2$/),
			details: { outcome: 'rejected', field: 'list' },
		},
	});
	// The first is refused without a request, the second by the platform.
	expect(hippius.requests).toEqual([]);

	const unknownPosition = { ...joiner, list: [{ ...assignment, positionCode: 'P99' }] };
	expect(await post(unknownPosition)).toMatchObject({
		status: 422,
		body: {
			done: false,
			reason: '岗位不存在 (error.position_not_exists)',
			details: {
				outcome: 'rejected',
				code: 'error.position_not_exists',
				status: 200,
				advice: expect.stringContaining('Create the position first'),
			},
		},
	});
	expect(hippius.state.employees.size).toBe(0);
});

test('20 joiners at the same time need one token', async ({ n8n }) => {
	const { hippius, post } = await joinerWebhook(n8n);
	// Slow enough that all executions wait for the token together.
	hippius.misbehave({ how: 'latency', path: '/oauth/oauth/token', ms: 1000 });
	const numbers = Array.from({ length: 20 }, (_, at) => `XQ05${10 + at}`);
	const answers = await Promise.all(
		numbers.map(async (employeeNum) => await post({ ...joiner, employeeNum })),
	);
	expect(answers).toEqual(
		numbers.map((employeeNum) => ({
			status: 200,
			body: { done: true, employee: { ...joiner, employeeNum } },
		})),
	);
	expect([...hippius.state.employees.keys()].toSorted()).toEqual(numbers);
	expect(hippius.tokenRequests()).toHaveLength(1);
});
