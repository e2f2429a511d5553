/** What both examples of a memory of Hippius must do, wherever they keep it. */
import { expect } from 'vitest';
import type { Credential, N8n, WorkflowJson } from '../../../demo/n8n.ts';
import { startHippius } from '../../platforms/index.ts';
import { platform } from '../fixtures.ts';
import { expectSuccess, given, nodeIn, runNow } from './example.ts';

export async function expectMemory(
	n8n: N8n,
	workflow: WorkflowJson,
	credentials: Credential[] = [],
): Promise<void> {
	const hippius = await platform(startHippius());
	const credential = await n8n.createCredential('hippiusApi', 'Memory', hippius.credential);
	const sync = nodeIn(workflow, 'Hippius Sync').parameters;
	expect(sync.mode).toBe('plan');
	sync.mode = 'apply';
	sync.options = { retries: 0 };
	const example = nodeIn(workflow, 'Example').parameters;
	const tables = JSON.parse(example.jsonOutput as string) as Record<
		string,
		Array<Record<string, string>>
	>;
	/** Runs it with these tables; gives what was sent. */
	const night = async () => {
		example.jsonOutput = JSON.stringify(tables);
		const { id } = await n8n.createWorkflow(workflow, [credential, ...credentials]);
		const before = hippius.requests.length;
		const execution = await runNow(n8n, id);
		expectSuccess(execution);
		const requests = hippius.requests.slice(before).filter(({ method }) => method !== 'GET');
		const sent = requests
			.filter(({ path: to }) => to.includes('/sync/'))
			.map(
				({ path: to, body }) => `${to.replace(/.*\/sync/, '')} ${Object.values(body as object)[0]}`,
			);
		return { execution, sent };
	};

	const { execution, sent } = await night();
	expect(sent).toEqual([
		'/dept/create HQ',
		'/dept/create HQ01',
		'/position/create P01',
		'/position/create P02',
		'/employee/create E001',
		'/employee/create E002',
	]);
	expect(given(execution, 'Summary')).toMatchObject([{ counts: { employee: { done: 2 } } }]);
	expect((await night()).sent).toEqual([]);

	// Of one the answer is lost, one is done, one is refused.
	const [zhang, wang] = tables.employees;
	zhang.姓名 = '张维';
	wang.状态 = '正式';
	tables.employees.push({ ...wang, 工号: 'e003' });
	hippius.misbehave({ how: 'emptyAfter', containing: 'E001' });
	const third = await night();
	hippius.behave();
	expect(third.sent).toEqual(['/employee/update E001', '/employee/update E002']);
	expect(given(third.execution, 'Not Done')).toMatchObject([
		{ details: { key: 'E001', outcome: 'unknown' } },
		{ details: { key: 'e003', outcome: 'rejected' } },
	]);

	// As it was before, which only who remembers the lost answer sends.
	zhang.姓名 = '张伟';
	expect((await night()).sent).toEqual(['/employee/update E001']);
	expect((await night()).sent).toEqual([]);
	expect(hippius.state.employees.get('E001')).toMatchObject({ name: '张伟' });
	expect(hippius.state.employees.get('E002')).toMatchObject({ status: 'ON' });
}
