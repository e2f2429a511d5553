/** n8n's command line beside the real server: import credentials and workflows, execute. */
import { expect } from 'vitest';
import { shareKey, startWeaverE10 } from '../platforms/index.ts';
import type { WeaverE10State } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';
import { fromItem, inARow, itemsOf, ours, runNow } from './workflows.ts';

// Beyond the digits that a JSON number keeps.
const CONTACT = '9694348496125460591';
const PERSON = '9750814218218700803';

function seed({ externalContacts, employees }: WeaverE10State): void {
	externalContacts.set(CONTACT, { id: CONTACT, username: '李四' });
	employees.set(PERSON, { id: PERSON, username: '张伟', status: 'normal' });
}

const share = {
	shareType: 'normal2external',
	deleteType: '0',
	sourceId: CONTACT,
	targetType: '1',
	targetId: PERSON,
};

const syncShares = (name: string, rows: Array<typeof share>) =>
	inARow(name, [
		runNow,
		...itemsOf(rows),
		ours('weaverE10', 'Shares', {
			resource: 'share',
			operation: 'sync',
			...fromItem(...Object.keys(share)),
			targetId: { __rl: true, mode: 'id', value: '={{ $json.targetId }}' },
			additionalFields: {},
			options: {},
		}),
	]);

test('a workflow is imported and executed', async ({ n8n }) => {
	const weaverE10 = await platform(startWeaverE10({ seed }));
	const credential = {
		id: 'commandLine',
		name: 'Command Line',
		type: 'weaverE10Api',
		data: weaverE10.credential,
	};
	expect(await n8n.importCredentials([credential])).toMatchObject({ code: 0 });
	const chosen = { weaverE10Api: { id: credential.id, name: credential.name } };
	const workflow = (id: string, rows: Array<typeof share>) => {
		const { nodes, ...rest } = syncShares(id, rows);
		const withCredential = nodes.map((node) =>
			node.credentials ? { ...node, credentials: chosen } : node,
		);
		return { ...rest, id, nodes: withCredential, active: false };
	};
	const imported = await n8n.importWorkflows([
		workflow('good', [share]),
		workflow('bad', [{ ...share, targetType: '99' }]),
	]);
	expect(imported).toMatchObject({ code: 0 });

	const { run } = await n8n.execute('good');
	expect(run?.data.resultData.runData.Shares[0].data?.main[0]).toMatchObject([{ json: share }]);
	expect([...weaverE10.state.shares.keys()]).toEqual([shareKey(share)]);

	const bad = await n8n.execute('bad');
	expect(bad).toMatchObject({ code: 1 });
	expect(bad.stdout + bad.stderr).toContain('targetType) must be');
});
