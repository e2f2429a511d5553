/** Weaver E10 on the real server: the columns that the editor offers for a row. */
import { expect } from 'vitest';
import type { N8n } from '../../demo/n8n.ts';
import { freePort } from '../../demo/n8n-process.ts';
import { startWeaverE10 } from '../platforms/index.ts';
import type { TestPlatform, WeaverE10State } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';

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
