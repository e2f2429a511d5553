/**
 * Runs one contender of a night's sync, in a process of its own with --expose-gc, so that its memory
 * is its alone: our node, or a script over n8n's own helper that does the least. See night-syncs.ts.
 */
import type { IDataObject, IExecuteFunctions, INode, INodeType } from 'n8n-workflow';
import type { CredentialData } from '../workflow/engine/credentials.ts';
import type { WorkflowResult } from '../workflow/engine/engine.ts';
import { loadPackage } from '../workflow/engine/engine.ts';
import { serve } from './contestant.ts';
import { runScript } from './n8n-nodes.ts';
import type { Name, RanNight, RunNight } from './night-syncs.ts';
import { BATCH_SIZE, CONCURRENCY } from './night-syncs.ts';
import type { System } from './nights.ts';
import { tablesOf } from './nights.ts';
import { weighed } from './weigh.ts';

const [system, name] = process.argv.slice(2) as [System, Name];
const engine = await loadPackage();

// ── Our node ────────────────────────────────────────────────────────────────────────────────────

/** Rows by the name of the node that emits them. */
let tables: Record<string, IDataObject[]> = {};

const tableNode: INodeType = {
	description: {
		displayName: 'Table',
		name: 'table',
		group: ['input'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [tables[this.getNode().name].map((json) => ({ json }))];
	},
};
engine.register('bench.night', tableNode);

const KINDS: Record<System, string[]> = {
	weaverE10: ['subcompany', 'department', 'position', 'employee'],
	hippius: ['department', 'position', 'employee'],
};

/** What Hippius was last given, as a workflow keeps it. */
let states: IDataObject[] = [];

async function ours(platform: RunNight['platform']): Promise<number> {
	const chosen = KINDS[system].filter((kind) => tables[kind]);
	const inputs = system === 'hippius' ? [...KINDS[system], 'states'] : KINDS[system];
	if (system === 'hippius') tables.states = states;
	const node = (id: string, type: string, parameters: IDataObject = {}): INode => ({
		...{ id, name: id, type, typeVersion: 1, position: [0, 0] },
		parameters: parameters as INode['parameters'],
	});
	const connected = inputs.filter((kind) => tables[kind]);
	const to = (target: string, index: number) => ({ node: target, type: 'main' as const, index });
	const options = { requestsPerMinute: 0, concurrency: CONCURRENCY[system] };
	const { nodes, failure }: WorkflowResult = await engine.runWorkflow(
		{
			nodes: [
				node('Start', 'test.start'),
				...connected.map((kind) => node(kind, 'bench.night')),
				node('Sync', `${system}Sync`, { kinds: chosen, mode: 'apply', options }),
			],
			connections: {
				Start: { main: [connected.map((kind) => to(kind, 0))] },
				...Object.fromEntries(
					connected.map((kind) => [kind, { main: [[to('Sync', inputs.indexOf(kind))]] }]),
				),
			},
		},
		{ items: [{}], credentials: { [`${system}Api`]: platform.credential as CredentialData } },
	);
	if (failure) throw failure;
	const changes = nodes.Sync[0].map(({ json }) => json);
	const failed = changes.find(({ outcome }) => outcome !== 'done');
	if (failed) throw new Error(JSON.stringify(failed));
	states = changes.map(({ kind, key, state }) => ({ kind, key, state }));
	return changes.length;
}

// ── The least that does it: no checks, no plan, no retries, nothing told ────────────────────────

type Post = (path: string, body: IDataObject) => Promise<IDataObject>;

async function inFlight<T>(list: T[], most: number, send: (one: T) => Promise<void>) {
	let next = 0;
	const worker = async () => {
		while (next < list.length) await send(list[next++]);
	};
	await Promise.all(Array.from({ length: most }, worker));
}

async function weaverPost(
	{ helpers }: IExecuteFunctions,
	{ url, credential }: RunNight['platform'],
): Promise<Post> {
	const query = { corpid: credential.corpId, response_type: 'code', state: 'a1' };
	const get = { url: `${url}/oauth2/authorize`, qs: query as IDataObject };
	const { code } = (await helpers.httpRequest(get)) as IDataObject;
	const form = new URLSearchParams({
		...{ app_key: String(credential.appKey), app_secret: String(credential.appSecret) },
		...{ grant_type: 'authorization_code', code: String(code) },
	});
	const token = { method: 'POST' as const, url: `${url}/oauth2/access_token`, body: form };
	const { accessToken } = (await helpers.httpRequest(token)) as IDataObject;
	return async (path, body) => {
		const answer = (await helpers.httpRequest({
			...{ method: 'POST', url: `${url}/api/hrm/restful/${path}` },
			body: { ...body, access_token: accessToken },
		})) as { message: { errcode: string }; data: IDataObject };
		if (answer.message.errcode !== '0') throw new Error(JSON.stringify(answer));
		return answer.data;
	};
}

async function weaverScript(post: Post): Promise<number> {
	const read = async (path: string, body: IDataObject): Promise<IDataObject[]> => {
		const rows: IDataObject[] = [];
		for (let current = 1; ; current++) {
			const page = await post(path, { ...body, current, pageSize: 1000 });
			rows.push(...(page.data as IDataObject[]));
			if (rows.length >= Number(page.total)) return rows;
		}
	};
	/** Rows by the key; of those of the table that are new or differ in a column. */
	const differing = (
		table: IDataObject[],
		there: Map<string, IDataObject>,
		key: string,
		columns: string[],
	) =>
		table.filter((row) => {
			const is = there.get(String(row[key]));
			return (
				!is || columns.some((column) => String(is[column] ?? '') !== String(row[column] ?? ''))
			);
		});
	const byKey = (rows: IDataObject[], key: string) =>
		new Map(rows.map((row) => [String(row[key]), row]));
	const send = async (path: string, rows: IDataObject[], dataRule: IDataObject) => {
		const batches = Array.from({ length: Math.ceil(rows.length / BATCH_SIZE) }, (_, at) =>
			rows.slice(at * BATCH_SIZE, (at + 1) * BATCH_SIZE),
		);
		await inFlight(batches, CONCURRENCY.weaverE10, async (data) => {
			const results = (await post(path, { data, dataRule })) as unknown as IDataObject[];
			const failed = results.find(({ operate }) => operate === 'fail');
			if (failed) throw new Error(JSON.stringify(failed));
		});
	};
	await read('queryOrg', { typeList: ['subcompany'] });
	const departments = byKey(await read('queryOrg', { typeList: ['department'] }), 'code');
	const columns = ['username', 'mobile', 'email', 'hiredate', 'location'];
	const returnFieldList = ['job_num', ...columns];
	const employees = byKey(await read('queryEmployee', { returnFieldList }), 'job_num');
	const units = differing(tables.department, departments, 'code', ['name']);
	const byCode = { department: 'code', subcompany: 'code' };
	// Parents before children: a code is not longer than those below it.
	const levelOf = ({ code }: IDataObject) => String(Number(String(code).slice(1))).length;
	for (const [, level] of [...Map.groupBy(units, levelOf)].toSorted(([a], [b]) => a - b))
		await send('syncDepartment', level, byCode);
	const people = differing(tables.employee, employees, 'job_num', columns);
	const rule = { employee: 'job_num', department: 'code' };
	await send(
		'syncEmployee',
		people.map(({ superior: _, ...row }) => row),
		rule,
	);
	const led = people.filter(({ job_num, superior }) => superior && !employees.has(String(job_num)));
	await send(
		'syncEmployee',
		led.map(({ job_num, superior }) => ({ job_num, superior })),
		rule,
	);
	return units.length + people.length;
}

/** What was sent, by path and code. */
const sent = new Map<string, string>();

async function hippiusScript(
	{ helpers }: IExecuteFunctions,
	{ url, credential }: RunNight['platform'],
) {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: String(credential.corpId),
		client_secret: String(credential.corpSecret),
	});
	const token = { method: 'POST' as const, url: `${url}/oauth/oauth/token`, body: form };
	const qs = { access_token: ((await helpers.httpRequest(token)) as IDataObject).access_token };
	let count = 0;
	const send = async (path: string, key: string, rows: IDataObject[]) => {
		const differing = rows.filter(
			(row) => sent.get(path + String(row[key])) !== JSON.stringify(row),
		);
		count += differing.length;
		await inFlight(differing, CONCURRENCY.hippius, async (row) => {
			const isKnown = sent.has(path + String(row[key]));
			const kept = { ...row };
			delete kept.parentUnitCode;
			const answer = (await helpers.httpRequest({
				...{ method: isKnown ? 'PUT' : 'POST', qs, body: isKnown ? kept : row },
				url: `${url}/hipspfm/hippius/v1/sync/${path}/${isKnown ? 'update' : 'create'}`,
			})) as IDataObject;
			if (answer.failed) throw new Error(JSON.stringify(answer));
			sent.set(path + String(row[key]), JSON.stringify(row));
		});
	};
	const levelOf = ({ unitCode }: IDataObject) => String(Number(String(unitCode).slice(1))).length;
	for (const [, level] of Map.groupBy(tables.department, levelOf))
		await send('dept', 'unitCode', level);
	await send('position', 'positionCode', tables.position);
	const people = tables.employee.map(({ unitCode, positionCode, ...row }) => ({
		...row,
		list: [{ unitCode, positionCode, primaryPositionFlag: '1' }],
	}));
	await send('employee', 'employeeNum', people);
	return count;
}

async function script(platform: RunNight['platform']): Promise<number> {
	let found = 0;
	const { failure } = await runScript(
		engine,
		async (context) => {
			if (system === 'hippius') found = await hippiusScript(context, platform);
			else found = await weaverScript(await weaverPost(context, platform));
		},
		[{ json: {} }],
	);
	if (failure) throw failure;
	return found;
}

// ── Measuring ───────────────────────────────────────────────────────────────────────────────────

async function run({ night, people, platform }: RunNight): Promise<RanNight> {
	tables = tablesOf(system, people, night);
	const started = performance.now();
	const { result: found, weight } = await weighed(
		async () => await { ours, script }[name](platform),
	);
	return { ms: performance.now() - started, ...weight, found };
}

serve(run);
