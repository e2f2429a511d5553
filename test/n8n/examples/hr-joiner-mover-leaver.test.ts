/** What HR tells once a week, in Weaver E10. */
import { expect } from 'vitest';
import type { Execution, N8n } from '../../../demo/n8n.ts';
import { startWeaverE10 } from '../../platforms/index.ts';
import type { WeaverE10State } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { exampleOf, given } from './example.ts';
import { seedMovements } from './movements.ts';

/** The workflow with a platform of its own; gives what runs it. */
async function movements(n8n: N8n): Promise<{
	state: WeaverE10State;
	run: () => Promise<Execution>;
}> {
	const { state, credential } = await platform(startWeaverE10({ seed: seedMovements }));
	const chosen = await n8n.createCredential('weaverE10Api', 'Movements', credential);
	const { id } = await n8n.createWorkflow(await exampleOf(import.meta.filename), [chosen]);
	const run = async () => {
		const execution = await n8n.waitForExecution(await n8n.runWorkflow(id, 'Run Now'));
		expect(execution).toMatchObject({ status: 'success' });
		return execution;
	};
	return { state, run };
}

/** What is held, with names instead of the ids that it refers to. */
function told(state: WeaverE10State) {
	const { subcompanies, departments, positions, employees, externalContacts } = state;
	const unit = (id: string | undefined) =>
		(departments.get(id ?? '') ?? subcompanies.get(id ?? ''))?.code;
	const person = (id: string | undefined) => employees.get(id ?? '')?.job_num;
	return {
		units: [...subcompanies.values(), ...departments.values()].map(
			({ code, parent, status }) => `${code} in ${unit(parent) ?? 'nothing'}, status ${status}`,
		),
		positions: [...positions.values()].map(
			({ code, department }) => `${code} in ${unit(department)}`,
		),
		employees: [...employees.values()].map(
			({ job_num, department, position, superior, personnel_status, status }) => ({
				job_num,
				in: unit(department),
				as: positions.get(position ?? '')?.code,
				below: person(superior),
				status: `${String(personnel_status)} ${status}`,
			}),
		),
		partTimePosts: [...state.partTimePosts.values()].map(
			({ externalSyncId, employee, departmentId }) =>
				`${externalSyncId}: ${person(employee)} in ${unit(departmentId)}`,
		),
		shares: [...state.shares.values()].map(
			({ shareType, sourceId, targetType, targetId }) =>
				`${shareType} ${externalContacts.get(sourceId)?.username} with ${targetType} ${person(targetId)}`,
		),
	};
}

test('who joins, moves and leaves is so on the platform, and a second run adds nothing', async ({
	n8n,
}) => {
	const { state, run } = await movements(n8n);
	await run();
	const after = told(state);
	expect(after).toEqual({
		units: [
			'XQ in nothing, status 1',
			'XQSZ in XQ, status 1',
			'RD in XQ, status 1',
			'RD09 in RD, status 0',
			'SZ01 in XQSZ, status 1',
			'SZ0101 in SZ01, status 1',
		],
		positions: ['RDP09 in RD09', 'SZP01 in SZ01', 'SZP02 in SZ0101'],
		employees: [
			{ job_num: 'XQ0611', in: 'SZ0101', as: 'SZP02', below: 'XQ0701', status: '3 normal' },
			{ job_num: 'XQ0612', in: 'RD09', as: 'RDP09', below: undefined, status: '6 6' },
			{ job_num: 'XQ0701', in: 'SZ01', as: 'SZP01', below: undefined, status: '1 normal' },
			{ job_num: 'XQ0702', in: 'SZ0101', as: 'SZP02', below: 'XQ0701', status: '1 normal' },
		],
		partTimePosts: ['PT-XQ0701-RD: XQ0701 in RD'],
		shares: ['normal2external 周启明 with 1 XQ0701'],
	});

	const held = structuredClone(state);
	await run();
	expect(state).toEqual(held);
});

test('each wrong row ends in one place, with its reason', async ({ n8n }) => {
	const { run } = await movements(n8n);
	const execution = await run();
	expect(given(execution, 'What Went Wrong')).toMatchObject([
		{
			username: '冯远',
			error: expect.stringMatching(/^[^,]*, job_num\) is required/),
			details: { outcome: 'rejected', field: 'job_num' },
		},
		{
			job_num: 'XQ0703',
			error: 'SZ99不存在 (500)',
			details: { outcome: 'rejected', code: '500' },
		},
		{
			job_num: 'XQ0704',
			error: expect.stringMatching(/^[^,]*, hiredate\) must be a day like/),
			details: { outcome: 'rejected', field: 'hiredate' },
		},
		{
			job_num: 'XQ0999',
			error: 'username不能为空 (500)',
			details: { outcome: 'rejected', code: '500' },
		},
	]);
	const done = given(execution, 'Joiners and Movers').map(({ job_num }) => job_num);
	expect(done).toEqual(['XQ0702', 'XQ0701', 'XQ0611']);
});
