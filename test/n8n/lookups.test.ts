/** Look-ups through the REST interface that the editor uses for resource locators. */
import { describe, expect } from 'vitest';
import type { Credential, N8n } from '../../demo/n8n.ts';
import {
	YUNZHIJIA_ROOT,
	addDepartment,
	seedTeam,
	startWeaverE10,
	startYunzhijia,
} from '../platforms/index.ts';
import type { WeaverE10State, YunzhijiaState } from '../platforms/index.ts';
import { platform, test, tokensOf } from './fixtures.ts';

interface Page {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

/** What the editor is answered for a form with these parameters and this credential. */
function editorOf(n8n: N8n, { id, name, type }: Credential, parameters: object = {}) {
	return async (methodName: string, filter?: string, paginationToken?: string) =>
		await n8n.rest<Page>('POST', '/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters.id',
			nodeTypeAndVersion: { name: `n8n-nodes-orgsync.${type.replace(/Api$/, '')}`, version: 1 },
			currentNodeParameters: parameters,
			credentials: { [type]: { id, name } },
			methodName,
			filter,
			paginationToken,
		});
}

/** Sizes of all pages, and the names on them. */
async function scrolled(search: (token?: string) => Promise<Page>) {
	const pages: Page[] = [];
	do pages.push(await search(pages.at(-1)?.paginationToken));
	while (pages.at(-1)!.paginationToken !== undefined);
	return {
		sizes: pages.map(({ results }) => results.length),
		names: pages.flatMap(({ results }) => results.map(({ name }) => name)),
	};
}

describe('Yunzhijia', () => {
	const [SALES, NORTH, BEIJING] = ['d-sales', 'd-north', 'd-beijing'];
	const departments = (state: YunzhijiaState) => {
		addDepartment(state, SALES, 'Sales');
		addDepartment(state, NORTH, 'North', SALES);
		addDepartment(state, BEIJING, 'Beijing', NORTH);
	};

	test('departments are listed with their path, and found by a part of it', async ({ n8n }) => {
		const yunzhijia = await platform(startYunzhijia({ seed: departments }));
		const credential = await n8n.createCredential('yunzhijiaApi', 'Look-ups', yunzhijia.credential);
		const editor = editorOf(n8n, credential);
		expect(await editor('searchDepartments')).toEqual({
			results: [
				{ name: '测试团队', value: YUNZHIJIA_ROOT.orgId },
				{ name: 'Sales', value: SALES },
				{ name: 'Sales \\ North', value: NORTH },
				{ name: 'Sales \\ North \\ Beijing', value: BEIJING },
			],
		});
		expect((await editor('searchDepartments', 'beij')).results).toEqual([
			{ name: 'Sales \\ North \\ Beijing', value: BEIJING },
		]);
		expect(yunzhijia.requestsTo('/dept/getall')).toHaveLength(1);
	});

	test('people come a hundred at a time', async ({ n8n }) => {
		const seed = (state: YunzhijiaState) => seedTeam(state, 1205);
		const yunzhijia = await platform(startYunzhijia({ seed }));
		const credential = await n8n.createCredential('yunzhijiaApi', 'Look-ups', yunzhijia.credential);
		const editor = editorOf(n8n, credential);
		const all = await scrolled(async (token) => await editor('searchPeople', undefined, token));
		expect(all.sizes).toEqual([...Array<number>(12).fill(100), 5]);
		expect(new Set(all.names).size).toBe(1205);
		const found = await scrolled(async (token) => await editor('searchPeople', 'j011', token));
		expect(found.sizes).toEqual([100]);
		expect(found.names[0]).toMatch(/^.+ \(J01100, 13900001100\)$/);
		expect(yunzhijia.requestsTo('/person/getall')).toHaveLength(3);
	});

	test('what can’t be listed is answered with the reason, and with no secret', async ({ n8n }) => {
		const yunzhijia = await platform(startYunzhijia({ seed: departments }));
		const data = { ...yunzhijia.credential, secret: 'not+the+secret' };
		const wrong = await n8n.createCredential('yunzhijiaApi', 'Wrong', data);
		const asked = editorOf(n8n, wrong)('searchDepartments');
		const { message } = (await asked.catch((error: unknown) => error)) as Error;
		expect(message).toMatch(/: Yunzhijia refused the EID or the secret: .+ \(10000401\)$/);
		expect([data.secret, ...tokensOf(yunzhijia)].filter((word) => message.includes(word))).toEqual(
			[],
		);
	});
});

describe('Weaver E10', () => {
	const id = (n: number) => `10754109811234${String(n).padStart(4, '0')}7`;
	const [HQ, SALES, NORTH, SELLER, GROUP] = [1, 2, 3, 4, 5].map(id);
	const company = ({
		subcompanies,
		departments,
		positions,
		channels,
		...state
	}: WeaverE10State) => {
		const unit = (key: string, name: string, parent: string) => ({
			...{ id: key, name, parent, status: '1' },
		});
		subcompanies.set(HQ, unit(HQ, '总部', '0'));
		departments.set(SALES, unit(SALES, '销售', HQ));
		departments.set(NORTH, unit(NORTH, '华北', SALES));
		positions.set(SELLER, { id: SELLER, name: '销售员', code: 'P1', department: SALES });
		channels.set(GROUP, { id: GROUP, name: '项目组', closed: 0 });
		for (let n = 100; n < 350; n++)
			state.employees.set(id(n), { id: id(n), username: `员工${n}`, status: 'normal' });
	};

	async function start(n8n: N8n, parameters: object = {}) {
		const weaverE10 = await platform(startWeaverE10({ seed: company }));
		const credential = await n8n.createCredential('weaverE10Api', 'Look-ups', weaverE10.credential);
		return { ...weaverE10, editor: editorOf(n8n, credential, parameters) };
	}

	test.for<[method: string, filter: string, found: Page['results']]>([
		['searchDepartments', '华北', [{ name: '总部 \\ 销售 \\ 华北', value: NORTH }]],
		['searchPositions', 'p1', [{ name: '销售员 (P1)', value: SELLER }]],
		['searchGroups', GROUP, [{ name: '项目组', value: GROUP }]],
		['searchTargets', '总', [{ name: '总部', value: HQ }]],
	])('%s finds “%s”, with every digit of its ID', async ([method, filter, found], { n8n }) => {
		const { editor } = await start(n8n, { targetType: '5' });
		expect((await editor(method, filter)).results).toEqual(found);
	});

	test('people are searched and paged by Weaver', async ({ n8n }) => {
		const { editor, requestsTo } = await start(n8n);
		const all = await scrolled(async (token) => await editor('searchEmployees', '员工', token));
		expect(all.sizes).toEqual([100, 100, 50]);
		expect(all.names).toEqual(Array.from({ length: 250 }, (_, n) => `员工${n + 100}`));
		expect(requestsTo('/queryEmployee').map(({ body }) => body)).toMatchObject(
			[1, 2, 3].map((current) => ({ nameLikeList: ['员工'], current, pageSize: 100 })),
		);
	});
});
