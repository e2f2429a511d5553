/** What both weekly reports must do: tell of what differs, and change nothing. */
import { expect } from 'vitest';
import type { N8n, WorkflowJson } from '../../../demo/n8n.ts';
import { statesOf } from '../../../demo/sync/pictures.ts';
import { NAMES, requestsSince, writesIn } from '../../../demo/sync/platforms.ts';
import type { Platforms } from '../../../demo/sync/platforms.ts';
import { exampleIn, expectSuccess, given, itemsOf, runNow } from './example.ts';
import { approve, startAllThree } from './roster.ts';
import { rowsIn } from '../../../demo/workbook.ts';

/** After a night in which all was done, one thing is changed on the platform: the report has that. */
export async function expectReport(
	n8n: N8n,
	folder: string,
	workflow: WorkflowJson,
	{
		change,
		differs,
	}: { change: (platforms: Platforms) => void; differs: Record<string, string>[] },
): Promise<void> {
	const { platforms, install } = await startAllThree(n8n, folder);
	await approve(n8n, await install(await exampleIn('nightly-sync.json')));
	change(platforms);
	const before = statesOf(platforms);
	const requests = NAMES.map((name) => platforms[name].requests.length);
	const execution = await runNow(n8n, await install(workflow));
	expectSuccess(execution);
	expect(statesOf(platforms)).toEqual(before);
	const writes = NAMES.flatMap((name, at) =>
		writesIn(name, requestsSince(platforms[name], requests[at])),
	);
	expect(writes).toEqual([]);

	const report = rowsIn(await n8n.readFile(itemsOf(execution, 'Differences')[0]));
	const isWrong = ({ Action }: Record<string, unknown>) => /rejected|skipped/.test(String(Action));
	expect(report.filter((row) => !isWrong(row))).toEqual(
		differs.map((row) => expect.objectContaining(row)),
	);
	// The wrong rows of demo/roster, each with its reason.
	const wrong = report.filter(isWrong);
	expect(wrong.map(({ Key }) => Key)).toContain('XQ0057');
	expect(wrong.filter(({ Why }) => !Why)).toEqual([]);
	expect(given(execution, 'Summary')).toMatchObject([{ mode: 'plan' }]);
}
