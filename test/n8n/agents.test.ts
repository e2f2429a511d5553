/**
 * Our nodes as the tools of n8n's AI agents: with the agents that run a tool through the wrapper of
 * n8n-core (version 2), and with those that let the workflow run it (version 3).
 */
import { describe, expect } from 'vitest';
import type { Execution, N8n } from '../../demo/n8n.ts';
import {
	addDepartment,
	addPerson,
	seedTeam,
	startWeaverE10,
	startYunzhijia,
} from '../platforms/index.ts';
import type { YunzhijiaState } from '../platforms/index.ts';
import { asText, leaksIn, secretsOf } from '../workflow/engine/secrets.ts';
import { platform, test, tokensOf } from './fixtures.ts';
import { LAST_WORDS, startModel } from './model.ts';
import type { ToolCall } from './model.ts';
import { agentWith, byId, fromAi, toolOf } from './workflows.ts';

const VERSIONS = [2.2, 3.1];

interface Asked {
	tools: ReturnType<typeof toolOf>[];
	/** By credential type. */
	credentials: Record<string, Record<string, unknown>>;
	calls?: ToolCall[];
	version?: number;
}

/** Lets a model call the tools one after the other; gives the model, and the run. */
async function ask(n8n: N8n, { tools, credentials, calls = [], version = 3.1 }: Asked) {
	const model = await startModel(calls);
	const all = Object.entries({ ...credentials, openAiApi: model.credential });
	const created = await Promise.all(
		all.map(async ([type, data]) => await n8n.createCredential(type, type, data)),
	);
	const { id } = await n8n.createWorkflow(agentWith(tools, version), created);
	const execution = await n8n.waitForExecution(await n8n.runWorkflow(id, 'Run Now'));
	expect(execution).toMatchObject({ status: 'success' });
	expect(lastWords(execution)).toBe(LAST_WORDS);
	const answers = model.answers();
	expect(answers).toHaveLength(calls.length);
	return { model, execution, answers };
}

const lastWords = ({ data }: Execution) =>
	data.resultData.runData.Agent.at(-1)?.data?.main[0]?.[0].json.output;

const rowsIn = (answer: string) => JSON.parse(answer) as Array<Record<string, unknown>>;

/** What the editor says that an operation does. */
async function actionOf(n8n: N8n, type: string, resource: string, operation: string) {
	const [{ properties }] = await n8n.rest<
		Array<{
			properties: Array<{
				name: string;
				displayOptions?: { show?: { resource?: string[] } };
				options: Array<{ value: string; action: string }>;
			}>;
		}>
	>('POST', '/node-types', { nodeInfos: [{ name: `n8n-nodes-orgsync.${type}`, version: 1 }] });
	const choice = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	);
	return choice?.options.find(({ value }) => value === operation)?.action;
}

const [LI, OTHER_LI, ZHANG] = ['p-li', 'p-other-li', 'p-zhang'];

function people(state: YunzhijiaState): void {
	addDepartment(state, 'd-sales', '销售');
	const person = (openId: string, name: string, n: number) =>
		addPerson(state, {
			...{ openId, name, orgId: 'd-sales', jobTitle: '专员' },
			phone: `1390000000${n}`,
			jobNo: `J${n}`,
		});
	person(LI, '李娜', 1);
	person(OTHER_LI, '李娜', 2);
	person(ZHANG, '张伟', 3);
}

const changePhone = toolOf('yunzhijia', 'Change Phone', {
	resource: 'person',
	operation: 'updatePhone',
	openId: { __rl: true, mode: 'personName', value: fromAi('name', 'Name of the person') },
	phone: fromAi('phone', 'The new mobile number'),
});
const deleteEverything = toolOf('yunzhijia', 'Delete Jobs', {
	resource: 'partTimeJob',
	operation: 'deleteAll',
	deleteAll: true,
	confirmEid: fromAi('eid', 'EID of the team'),
});

test('a model is told what each tool does, and what to give it', async ({ n8n }) => {
	const nowhere = { baseUrl: 'http://127.0.0.1:9' };
	const leave = toolOf('hippius', 'Leave', {
		...{ resource: 'employee', operation: 'update' },
		employeeNum: fromAi('employeeNum', 'Employee number'),
	});
	const { model } = await ask(n8n, {
		tools: [
			toolOf('yunzhijia', 'Find People', { resource: 'person' }),
			toolOf('weaverE10', 'Find Employees'),
			toolOf('yunzhijiaSync', 'Compare'),
			changePhone,
			leave,
		],
		credentials: { yunzhijiaApi: nowhere, weaverE10Api: nowhere, hippiusApi: nowhere },
	});
	const offered = model.offered();
	const said = Object.fromEntries(
		Object.entries(offered).map(([name, { description }]) => [name, description]),
	);
	const does = async (type: string, resource: string, operation: string, at: string) =>
		`${await actionOf(n8n, type, resource, operation)} in ${at}`;
	expect(said).toEqual({
		Find_People: await does('yunzhijia', 'person', 'getAll', 'Yunzhijia'),
		Find_Employees: await does('weaverE10', 'employee', 'getAll', 'Weaver E10'),
		Change_Phone: await does('yunzhijia', 'person', 'updatePhone', 'Yunzhijia'),
		Leave: await does('hippius', 'employee', 'update', 'Hippius'),
		Compare: expect.stringMatching(/Yunzhijia .+ in step with your tables/) as string,
	});
	expect(Object.values(said).filter((text) => text.startsWith('undefined'))).toEqual([]);
	expect(offered.Find_People.parameters.properties).toEqual({});
	expect(offered.Change_Phone.parameters).toMatchObject({
		properties: {
			name: { type: 'string', description: 'Name of the person' },
			phone: { type: 'string', description: 'The new mobile number' },
		},
		required: ['name', 'phone'],
	});
});

test('with no operation chosen a tool lists people, in few words', async ({ n8n }) => {
	const yunzhijia = await platform(startYunzhijia({ seed: (state) => seedTeam(state, 60) }));
	const weaverE10 = await platform(
		startWeaverE10({
			seed: ({ employees }) => {
				for (let n = 100; n < 160; n++)
					employees.set(`10754109811234${n}7`, {
						...{ id: `10754109811234${n}7`, username: `员工${n}`, status: 'normal' },
						...{ id_no: `110101199001010${n}`, native_place: '北京' },
					});
			},
		}),
	);
	const { answers } = await ask(n8n, {
		tools: [
			toolOf('yunzhijia', 'People', { resource: 'person' }),
			toolOf('weaverE10', 'Employees'),
		],
		credentials: { yunzhijiaApi: yunzhijia.credential, weaverE10Api: weaverE10.credential },
		calls: [{ tool: 'People' }, { tool: 'Employees' }],
	});
	const [ofYunzhijia, ofWeaver] = answers.map(rowsIn);
	expect(ofYunzhijia).toHaveLength(50);
	expect(Object.keys(ofYunzhijia[0])).toEqual([
		'openId',
		'name',
		'jobNo',
		'phone',
		'email',
		'department',
		'jobTitle',
		'status',
	]);
	expect(ofWeaver).toHaveLength(50);
	expect(ofWeaver[0]).toMatchObject({ username: '员工100' });
	expect(ofWeaver[0]).not.toHaveProperty('id_no');
	expect(ofWeaver[0]).not.toHaveProperty('native_place');
});

describe.each(VERSIONS)('agent %s', (version) => {
	test('people are found by name; a name that is not one person’s is explained', async ({
		n8n,
	}) => {
		const { credential, state, requestsTo } = await platform(startYunzhijia({ seed: people }));
		const phone = '13912345678';
		const { answers } = await ask(n8n, {
			...{ version, tools: [changePhone], credentials: { yunzhijiaApi: credential } },
			calls: ['李娜', '王五', '张伟'].map((name) => ({
				tool: 'Change_Phone',
				args: { name, phone },
			})),
		});
		const [ambiguous, unknown, one] = answers.map((answer) => rowsIn(answer)[0]);
		const advice = expect.stringMatching(/choose the person by job number or ID/) as string;
		expect(ambiguous).toMatchObject({
			error: expect.stringMatching(/openId\) is not clear: .+“李娜”: 2$/) as string,
			details: { outcome: 'rejected', advice },
		});
		expect(unknown).toMatchObject({
			error: expect.stringMatching(/openId\) is not found: .+“王五”$/) as string,
			details: { outcome: 'rejected', advice },
		});
		expect(one).toEqual({ openId: ZHANG, phone });
		expect(requestsTo('/person/updatePhone')).toHaveLength(1);
		expect([...state.people.values()].map((person) => person.phone)).toEqual([
			'13900000001',
			'13900000002',
			phone,
		]);
	});

	test('neither Delete Everything nor a sync is done, and the model learns why', async ({
		n8n,
	}) => {
		const { credential, requests } = await platform(startYunzhijia({ seed: people }));
		const { answers } = await ask(n8n, {
			version,
			tools: [deleteEverything, toolOf('yunzhijiaSync', 'Compare', { mode: 'apply' })],
			credentials: { yunzhijiaApi: credential },
			calls: [{ tool: 'Delete_Jobs', args: { eid: credential.eid } }, { tool: 'Compare' }],
		});
		const [deleting, comparing] = answers.map((answer) => rowsIn(answer)[0]);
		expect(deleting.error).toMatch(/can’t be deleted by an AI agent: let a person do it/);
		expect(comparing.message).toMatch(/nothing was read or changed. Let a workflow run this node/);
		expect(requests).toEqual([]);
	});

	test('a write that fails tells the model why and what to do, and the agent goes on', async ({
		n8n,
	}) => {
		const { credential, state, ...yunzhijia } = await platform(startYunzhijia({ seed: people }));
		const byOpenId = toolOf('yunzhijia', 'Change Phone', {
			...changePhone.parameters,
			openId: byId(fromAi('openId', 'ID of the person')),
		});
		const { answers, model } = await ask(n8n, {
			...{ version, tools: [byOpenId], credentials: { yunzhijiaApi: credential } },
			calls: [
				{ tool: 'Change_Phone', args: { openId: 'nobody', phone: '13912345678' } },
				{ tool: 'Change_Phone', args: { openId: ZHANG, phone: '13912345678' } },
			],
		});
		const [refused, done] = answers.map((answer) => rowsIn(answer)[0]);
		expect(refused).toMatchObject({
			error: expect.stringMatching(/./) as string,
			details: { outcome: 'rejected', advice: expect.stringMatching(/./) as string },
		});
		expect(done).toMatchObject({ openId: ZHANG });
		expect(state.people.get(ZHANG)?.phone).toBe('13912345678');

		const secrets = [...secretsOf(credential), ...tokensOf(yunzhijia)];
		expect(secrets.length).toBeGreaterThan(1);
		const sent = model.requests.map(({ rawBody, headers }) => ({ rawBody, headers }));
		expect(leaksIn(asText(sent), secrets)).toEqual([]);
	});
});
