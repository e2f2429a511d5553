/**
 * Weaver E10 on the real server: demo/workflows/hr-joiner-mover-leaver.json, as it ships, and the
 * columns that the editor offers for a row.
 */
import path from 'node:path';
import { expect } from 'vitest';
import type { Execution, N8n } from '../../demo/n8n.ts';
import { freePort } from '../../demo/n8n-process.ts';
import { seedMovements } from './movements.ts';
import { startWeaverE10 } from '../platforms/index.ts';
import type { TestPlatform, WeaverE10State } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';

const MOVEMENTS = path.join(
	import.meta.dirname,
	'../../demo/workflows/hr-joiner-mover-leaver.json',
);

/** The workflow with a platform of its own; gives what runs it. */
async function movements(n8n: N8n): Promise<{
	state: WeaverE10State;
	run: () => Promise<Execution>;
}> {
	const { state, credential } = await platform(startWeaverE10({ seed: seedMovements }));
	const chosen = await n8n.createCredential('weaverE10Api', 'Movements', credential);
	const { id } = await n8n.importWorkflow(MOVEMENTS, [chosen]);
	const run = async () => {
		const execution = await n8n.waitForExecution(await n8n.runWorkflow(id, 'Run Now'));
		expect(execution).toMatchObject({ status: 'success' });
		return execution;
	};
	return { state, run };
}

/** What the node gave on the output, without the pairing. */
const given = ({ data }: Execution, node: string, output = 0) =>
	data.resultData.runData[node][0].data?.main[output]?.map(({ json }) => json);

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
			error: expect.stringMatching(/^job_num is required/),
			details: { outcome: 'rejected', field: 'job_num' },
		},
		{
			job_num: 'XQ0703',
			error: 'SZ99不存在 (500)',
			details: { outcome: 'rejected', code: '500' },
		},
		{
			job_num: 'XQ0704',
			error: expect.stringMatching(/^hiredate must be a day like/),
			details: { outcome: 'rejected', field: 'hiredate' },
		},
		{
			job_num: 'XQ0999',
			error: 'username不能为空 (500)',
			details: { outcome: 'rejected', code: '500' },
		},
	]);
	const done = given(execution, 'Joiners and Movers')?.map(({ job_num }) => job_num);
	expect(done).toEqual(['XQ0702', 'XQ0701', 'XQ0611']);
});

interface Column {
	id: string;
	displayName: string;
	removed: boolean;
	options?: Array<{ name: string; value: string }>;
}

const field = (fieldId: string, name: string) => ({
	fieldId,
	name,
	componentKey: 'Text',
	formId: '975410981100000009',
});

function ownFields({ basicFields, subcompanyFields }: WeaverE10State): void {
	basicFields.push(field('975410981100000011', '工位'));
	subcompanyFields.push(field('975410981100000012', '区域'));
}

/** What the editor is given for the rows of a resource, as its form asks for it. */
async function columnsOf(
	n8n: N8n,
	resource: string,
	credential: TestPlatform<unknown>['credential'],
): Promise<Column[]> {
	const { id, name } = await n8n.createCredential('weaverE10Api', resource, credential);
	const asked = {
		nodeTypeAndVersion: { name: 'n8n-nodes-orgsync.weaverE10', version: 1 },
		path: 'parameters.fields',
		methodName: `${resource}Columns`,
		currentNodeParameters: { resource, operation: 'upsert' },
		credentials: { weaverE10Api: { id, name } },
	};
	const answer = await n8n.rest<{ fields: Column[] }>(
		'POST',
		'/dynamic-node-parameters/resource-mapper-fields',
		asked,
	);
	return answer.fields;
}

const idsOf = (columns: Column[]) => columns.map(({ id }) => id);

test('the form of a row offers the known columns, and the tenant’s own as they are', async ({
	n8n,
}) => {
	const weaverE10 = await platform(startWeaverE10({ seed: ownFields }));
	const ofEmployee = await columnsOf(n8n, 'employee', weaverE10.credential);
	expect(idsOf(ofEmployee)).toEqual(
		expect.arrayContaining(['username', 'job_num', 'department', 'hiredate', 'native_place']),
	);
	expect(ofEmployee.find(({ id }) => id === 'personnel_status')?.options).toContainEqual({
		name: 'Left (离职)',
		value: '6',
	});
	expect(ofEmployee.at(-1)).toMatchObject({
		id: 'userInfoExtend.975410981100000011',
		displayName: '工位',
	});

	const ofSubcompany = await columnsOf(n8n, 'subcompany', weaverE10.credential);
	expect(idsOf(ofSubcompany)).toEqual(expect.arrayContaining(['name', 'code', 'parent']));
	expect(ofSubcompany.at(-1)).toMatchObject({ displayName: '区域' });

	// Nothing is kept: what the tenant adds is there the next time.
	weaverE10.state.basicFields.push(field('975410981100000013', '班车'));
	const later = await columnsOf(n8n, 'employee', weaverE10.credential);
	expect(later).toHaveLength(ofEmployee.length + 1);
});

test('an app that may not read the tenant’s own columns is offered the known ones', async ({
	n8n,
}) => {
	const authorisedInterfaces = ['syncEmployee'];
	const { credential } = await platform(startWeaverE10({ seed: ownFields, authorisedInterfaces }));
	const ids = idsOf(await columnsOf(n8n, 'employee', credential));
	expect(ids).toContain('job_num');
	expect(ids.filter((id) => id.startsWith('userInfoExtend.'))).toEqual([]);
});

test('the form says so when the platform is out of reach, or refuses the app', async ({ n8n }) => {
	const { credential } = await platform(startWeaverE10({ approved: false }));
	const nowhere = { ...credential, baseUrl: `http://127.0.0.1:${await freePort()}` };
	await expect(columnsOf(n8n, 'employee', nowhere)).rejects.toThrow(
		/The server refused the connection/,
	);
	await expect(columnsOf(n8n, 'employee', credential)).rejects.toThrow(/应用未审核通过/);
});
