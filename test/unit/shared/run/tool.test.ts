/** What is different when an agent calls the node: as n8n's agents did before version 3, and as they do now. */
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parameterOf } from '../../../../nodes/shared/input/parameter.ts';
import { runSync } from '../../../../nodes/shared/sync/run.ts';
import type { SyncPlatform } from '../../../../nodes/shared/contract/sync.ts';
import { contextOf, platform, recording, type Run, type TestCredential } from '../fakes.ts';
import { items, ok, outcomes, refusal, rowParameters, running, writing } from './writing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TYPE = 'n8n-nodes-orgsync.testTool';

describe.each<[string, Partial<Run>]>([
	['by an older agent', { isTool: true }],
	['by an agent from version 3 on', { node: { type: TYPE } }],
])('called %s', (_by, asTool) => {
	const called = (run: Partial<Run> & Pick<Parameters<typeof running>[0], 'told' | 'resources'>) =>
		running({
			...{ items: items('A'), continueOnFail: false },
			...asTool,
			...run,
			node: { ...asTool.node, ...run.node },
		});

	it('what failed leaves as an item with its reason and advice', async () => {
		const [[item]] = (await called({ told: recording([refusal]) })()) as Array<
			Array<{ json: IDataObject }>
		>;
		expect(item.json).toMatchObject({
			error: 'says (full)',
			details: { outcome: 'rejected', advice: 'Make room.' },
		});
	});

	it.each([{ onError: 'stopWorkflow' as const }, { retryOnFail: true }])(
		'it throws with %o',
		async (node) => {
			const thrown = (await called({ told: recording([refusal]), node })()) as NodeApiError;
			expect(thrown).toBeInstanceOf(Error);
			expect(thrown.message).toBe('says (full)');
		},
	);

	it('what would delete everything is not sent', async () => {
		const told = recording([ok]);
		const resources = writing({ deletesAll: ({ row }) => row.code === 'A' });
		expect(outcomes(await called({ told, resources, items: items('A', 'B') })())).toEqual([
			expect.stringMatching(/^rejected: Everything can’t be deleted by an AI agent/),
			'done',
		]);
		expect(told.sent).toHaveLength(1);
	});

	it('expressions are n8n’s to evaluate, since the item holds the agent’s arguments', () => {
		const context = contextOf({ items: items('A'), parameters: rowParameters(), ...asTool });
		const asked = vi.spyOn(context, 'getNodeParameter');
		expect(parameterOf(context, 'code')(0)).toBe('A');
		expect(asked).toHaveBeenLastCalledWith('code', 0, null);
	});

	it('a sync changes nothing and says so', async () => {
		const context = contextOf({ items: items('A'), parameters: {}, ...asTool });
		const sync = { kinds: [], platform } as unknown as SyncPlatform<TestCredential>;
		expect(await runSync(context, sync)).toEqual([
			[{ json: { message: expect.stringMatching(/nothing was read or changed/) as string } }],
			[],
		]);
	});
});

it('a workflow’s own node stops at a failure, and deletes what it is told to', async () => {
	const resources = writing({ deletesAll: () => true });
	const told = recording([ok, refusal]);
	expect(
		outcomes(await running({ told, resources, items: items('A'), continueOnFail: false })()),
	).toEqual(['done']);
	const thrown = await running({ told, resources, items: items('B'), continueOnFail: false })();
	expect(thrown).toBeInstanceOf(Error);
});
