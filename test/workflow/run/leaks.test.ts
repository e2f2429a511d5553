/**
 * One varied run: operations, syncs, triggers, look-ups and the button "Test", on platforms that
 * repeat all that they are sent. Nothing that it leaves has a secret in it, however it is written.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect, it, onTestFinished } from 'vitest';
import type { Misbehaviour, TestPlatform } from '../../platforms/index.ts';
import {
	callbacksOf,
	NODE_TYPES,
	ofAll,
	PLATFORMS,
	seedTeam,
	startHippius,
	startWeaverE10,
	startYunzhijia,
} from '../../platforms/index.ts';
import type { NodeType } from '../engine/cases.ts';
import { engine, fromItem, run } from '../engine/cases.ts';
import type { CredentialData } from '../engine/credentials.ts';
import { asText, leaksIn, secretsOf, tokensOf } from '../engine/secrets.ts';
import { runSync } from '../engine/sync.ts';
import { listening, polling } from '../engine/triggers.ts';
import { seed as seedWeaver } from '../WeaverE10/company.ts';
import { PARAMETERS } from '../Hippius/runs.ts';
import { atOnce } from '../sync/results.ts';
import type { Looked } from '../lookups/lookups.ts';
import { formOf } from '../lookups/lookups.ts';

type Platform = TestPlatform<object>;

/** Of a node: how its platform starts, an operation, and the tables of its sync. */
interface Subject {
	start: () => Promise<Platform>;
	operation: [resource: string, operation: string];
	parameters: INodeParameters;
	item: IDataObject;
	kinds: string[];
	tables: IDataObject[][];
	/** Polling trigger and list, where it has them. */
	watch?: { type: string; parameters: INodeParameters };
	list?: [Looked, method: string, filter: string];
}

const SUBJECTS = ofAll<Subject>('SUBJECTS of test/workflow/run/leaks.test.ts', {
	hippius: {
		start: startHippius,
		operation: ['department', 'create'],
		parameters: PARAMETERS.department.create,
		item: { unitCode: 'D1', unitName: '一部', orderSeq: 1 },
		kinds: ['department'],
		tables: [[{ unitCode: 'D1', unitName: '一部', orderSeq: 1 }]],
	},
	yunzhijia: {
		start: async () => await startYunzhijia({ seed: (state) => seedTeam(state, 30) }),
		operation: ['department', 'create'],
		parameters: fromItem('department'),
		item: { department: '新部' },
		kinds: ['department'],
		tables: [[{ department: '更新的部' }]],
		watch: { type: 'yunzhijiaPollingTrigger', parameters: { watch: 'person' } },
		list: ['yunzhijia', 'searchPeople', '王'],
	},
	weaverE10: {
		start: async () => await startWeaverE10({ seed: seedWeaver }),
		operation: ['job', 'create'],
		parameters: fromItem('jobName'),
		item: { jobName: '工程师' },
		kinds: ['subcompany'],
		tables: [[{ code: 'HQ', name: '总公司', parent: '0' }]],
		watch: { type: 'weaverE10PollingTrigger', parameters: { watch: 'employee' } },
		list: ['weaverE10', 'searchEmployees', '王'],
	},
});

const CASES: Array<[what: string, rule?: Misbehaviour]> = [
	['nothing goes wrong'],
	['refusals repeat what was sent', { how: 'echo' }],
	['pages repeat what was sent', { how: 'echo', status: 502 }],
	['refusals of a token do', { how: 'echo', path: '' }],
	['the token is not accepted', { how: 'expireToken', times: 2 }],
];

it('no secret is anywhere, whatever goes wrong', async () => {
	await atOnce(CASES, leavesNone);
});

async function leavesNone(_what: string, rule?: Misbehaviour): Promise<void> {
	const ends = await Promise.all(
		NODE_TYPES.map(async (type) => {
			const platform = await SUBJECTS[type].start();
			onTestFinished(platform.stop);
			if (rule) platform.misbehave(rule);
			return { platform, left: await leftBy(type, platform) };
		}),
	);
	for (const { platform, left } of ends) {
		const tokens = tokensOf(platform);
		expect(tokens.length > 0).toBe(rule?.path !== '');
		expect(leaksIn(asText(left), [...secretsOf(platform.credential), ...tokens])).toEqual([]);
	}
}

it('the search finds what is there', () => {
	const secret = 'ge/heim+"&%=令牌~~>';
	const packed = ['', 'x', 'xy'].map((before) =>
		Buffer.from(`${before}${secret}&more`).toString('base64'),
	);
	const error = new Error('wrong', { cause: new Error(`said ${secret}`) });
	for (const left of [{ a: [{ b: encodeURIComponent(secret) }] }, { error }, ...packed])
		expect(leaksIn(asText(left), [secret])).not.toEqual([]);
	expect(leaksIn(asText({ a: 'geheim' }), [secret])).toEqual([]);
});

/** Everything that is left by one run of each sort. */
async function leftBy(type: NodeType, platform: Platform): Promise<unknown[]> {
	const { operation, parameters, item, kinds, tables, watch, list } = SUBJECTS[type];
	const credentials = { [PLATFORMS[type].credentialType]: platform.credential as CredentialData };
	const options = { retries: 0, timeout: 5 };
	const left: unknown[] = [];
	for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
		const given = { ...parameters, options };
		left.push(await run(type, platform, operation, given, [item], { onError }));
		for (const mode of ['plan', 'apply'])
			left.push(
				await runSync(`${type}Sync`, {
					tables,
					parameters: { kinds, mode, options },
					credentials,
					node: { onError },
				}),
			);
	}
	if (watch) {
		const trigger = polling(engine, { ...watch, credentials });
		left.push(await trigger.poll(), await trigger.poll({ mode: 'manual' }), trigger.saved);
	}
	if (list) {
		const [looked, method, filter] = list;
		const form = formOf(looked, platform.credential, { options });
		left.push(await form(method, filter).catch((error: unknown) => error));
	}
	left.push(
		await engine.testCredential(
			PLATFORMS[type].credentialType,
			platform.credential as CredentialData,
		),
	);
	return [...left, ...(type === 'yunzhijia' ? await leftByCalls(platform) : [])];
}

async function leftByCalls({ credential }: Platform): Promise<unknown[]> {
	const trigger = await listening(engine, {
		type: 'yunzhijiaTrigger',
		parameters: { includeDetails: true },
		credentials: { yunzhijiaApi: credential as CredentialData },
	});
	onTestFinished(trigger.stop);
	const { callbackToken, eid } = credential as Record<string, string>;
	const { send } = callbacksOf({ token: callbackToken, eid, url: trigger.url });
	const event = { eventType: 'person_update', eventId: `58${'0'.repeat(21)}1` };
	const answers = [
		await send(event, { token: 'other' }),
		await send(event, { extra: [['secret', callbackToken]], date: 0 }),
		await send(event),
	];
	await trigger.arrived(1);
	return [answers, trigger.executions, trigger.logs, trigger.saved];
}
