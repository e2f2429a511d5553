/**
 * Polls of one trigger, in a process of its own with --expose-gc, so that its memory is its alone: by
 * our node, or by a script over n8n's own helper that does the least. See triggers.ts.
 */
import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { fromItem } from '../workflow/engine/cases.ts';
import type { CredentialData } from '../workflow/engine/credentials.ts';
import { loadPackage } from '../workflow/engine/engine.ts';
import { polling } from '../workflow/engine/triggers.ts';
import { serve } from './contestant.ts';
import { runScript } from './n8n-nodes.ts';
import { tablesOf } from './nights.ts';
import { changedOf, directoryPeople, isChanged } from './roster.ts';
import type { Ran, RunPoll, System } from './triggers.ts';
import { PAGE, TRIGGERS } from './triggers.ts';
import { weighed } from './weigh.ts';

const [system] = process.argv.slice(2) as [System];
const engine = await loadPackage();
const { type, watch, credentialType } = TRIGGERS[system];

// ── Our node ────────────────────────────────────────────────────────────────────────────────────

let trigger: ReturnType<typeof polling> | undefined;

async function ours({ credential }: RunPoll): Promise<number> {
	const credentials = { [credentialType]: credential };
	trigger ??= polling(engine, { type, parameters: { watch }, credentials });
	const { items, failure } = await trigger.poll();
	if (failure) throw failure;
	return items?.length ?? 0;
}

// ── The least that does it: reads all, and compares a hash of each row ──────────────────────────

let hashes = new Map<string, string>();

async function script({ credential, url }: RunPoll): Promise<number> {
	let found = 0;
	const { failure } = await runScript(
		engine,
		async (context) => {
			const rows = await (system === 'yunzhijia' ? yunzhijiaRows : weaverRows)(
				context,
				url,
				credential,
			);
			const now = new Map<string, string>();
			for (const row of rows) {
				const id = String(row.openId ?? row.id);
				now.set(id, createHash('sha1').update(JSON.stringify(row)).digest('base64'));
			}
			if (hashes.size) for (const [id, hash] of now) if (hashes.get(id) !== hash) found++;
			hashes = now;
		},
		[{ json: {} }],
	);
	if (failure) throw failure;
	return found;
}

type Rows = (
	context: IExecuteFunctions,
	url: string,
	credential: CredentialData,
) => Promise<IDataObject[]>;

const yunzhijiaRows: Rows = async ({ helpers }, url, { eid, secret }) => {
	const ask = { eid, secret, timestamp: Date.now(), scope: 'resGroupSecret' };
	const at = `${url}/gateway/oauth2/token/getAccessToken`;
	const { data: token } = await helpers.httpRequest({ method: 'POST', url: at, body: ask });
	const rows: IDataObject[] = [];
	for (let begin = 0; ; begin += PAGE) {
		const data = JSON.stringify({ begin, count: PAGE });
		const page = await helpers.httpRequest({
			method: 'POST',
			url: `${url}/gateway/openimport/open/person/getall`,
			qs: { accessToken: token.accessToken },
			body: new URLSearchParams({ eid: String(eid), data }),
		});
		rows.push(...page.data);
		if (page.data.length < PAGE) return rows;
	}
};

const weaverRows: Rows = async ({ helpers }, url, { corpId, appKey, appSecret }) => {
	const qs = { corpid: corpId, response_type: 'code', state: 'a1' } as IDataObject;
	const { code } = await helpers.httpRequest({ url: `${url}/oauth2/authorize`, qs });
	const form = new URLSearchParams({
		...{ app_key: String(appKey), app_secret: String(appSecret) },
		...{ grant_type: 'authorization_code', code: String(code) },
	});
	const token = await helpers.httpRequest({
		...{ method: 'POST', url: `${url}/oauth2/access_token`, body: form },
	});
	const rows: IDataObject[] = [];
	for (let current = 1; ; current++) {
		const { data } = await helpers.httpRequest({
			method: 'POST',
			url: `${url}/api/hrm/restful/queryEmployee`,
			body: {
				...{ current, pageSize: PAGE, access_token: token.accessToken },
				returnFieldList: ['username', 'job_num', 'mobile', 'email', 'department', 'superior'],
			},
		});
		rows.push(...data.data);
		if (rows.length >= Number(data.total)) return rows;
	}
};

// ── What changes on the platform in between ─────────────────────────────────────────────────────

async function change({ credential, people }: RunPoll): Promise<void> {
	const changed = <Row>(rows: Row[]) => rows.filter((_row, index) => isChanged(index));
	const [parameters, items]: [INodeParameters, IDataObject[]] =
		system === 'yunzhijia'
			? [
					{
						...{ resource: 'person', operation: 'update' },
						openId: { __rl: true, mode: 'mobile', value: '={{ $json.phone }}' },
						additionalFields: fromItem('jobTitle'),
					},
					changed(directoryPeople(people)),
				]
			: [
					{
						...{ resource: 'employee', operation: 'upsert' },
						fields: { mappingMode: 'autoMapInputData', value: null },
						requestFields: { dataRule: { employee: 'job_num' } },
					},
					changed(tablesOf('weaverE10', people, 'second').employee).map(
						({ job_num, username }) => ({ job_num, username }),
					),
				];
	const credentials = { [credentialType]: credential };
	const node = { type: system, parameters };
	const { failure, main } = await engine.run({ node, items, credentials });
	if (failure) throw failure;
	if (main.length !== changedOf(people)) throw new Error(`${main.length} people were changed`);
}

// ── Measuring ───────────────────────────────────────────────────────────────────────────────────

async function run(toRun: RunPoll): Promise<Ran> {
	if (toRun.what === 'change') {
		await change(toRun);
		return {} as Ran;
	}
	const work = { ours, script }[toRun.name];
	const started = performance.now();
	const { result: told, weight } = await weighed(async () => await work(toRun));
	const savedBytes = trigger?.saved.length ?? 0;
	return { ms: performance.now() - started, ...weight, told, savedBytes };
}

serve(run);
