/** What both nightly examples must do: a plan as they ship, and the table's people once they may. */
import { expect } from 'vitest';
import type { Credential, Execution, N8n, WorkflowJson } from '../../../demo/n8n.ts';
import type { TestPlatform } from '../../platforms/index.ts';
import { expectSuccess, given, nodeIn, runNow } from './example.ts';

/** @param told what the platform holds, in the words of the tables */
export async function expectNightly<State>(
	n8n: N8n,
	workflow: WorkflowJson,
	credentials: Credential[],
	{
		sync: syncName,
		on: { state },
		before,
		after,
		told,
	}: {
		sync: string;
		on: TestPlatform<State>;
		before: unknown;
		after: unknown;
		told: (state: State) => unknown;
	},
): Promise<void> {
	const run = async (): Promise<Execution> => {
		const { id } = await n8n.createWorkflow(workflow, credentials);
		return await runNow(n8n, id);
	};
	/** The run ended with this, so that an error workflow hears of it; nothing was sent. */
	const expectStopped = (execution: Execution) => {
		expect(execution).toMatchObject({
			status: 'error',
			data: { resultData: { lastNodeExecuted: 'Stop: Not All Sent' } },
		});
		expect(execution.data.resultData.error?.message).toMatch(
			/2 of 4 .*maxRemovalsPercent.*XQ0003.*XQ0005/,
		);
		expect(told(state)).toEqual(before);
	};
	expect(told(state)).toEqual(before);

	const sync = nodeIn(workflow, syncName).parameters;
	expect(sync.mode).toBe('plan');
	expectStopped(await run());
	sync.mode = 'apply';
	expectStopped(await run());

	sync.limits = { maxRemovalsPercent: 50 };
	const applied = await run();
	expectSuccess(applied);
	expect(given(applied, 'Not Done')).toEqual([]);
	expect(told(state)).toEqual(after);
	expect(given(applied, 'Message')).toMatchObject([
		{ isComplete: true, text: expect.stringContaining('what was done (执行结果)') },
	]);

	const again = await run();
	expectSuccess(again);
	expect(given(again, 'Changes')).toEqual([]);
	expect(told(state)).toEqual(after);
}
