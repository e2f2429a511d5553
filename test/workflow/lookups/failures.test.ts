/** What a person sees in the form when a list can't be shown, and that trying again helps. */
import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startWeaverE10, startYunzhijia } from '../../platforms/index.ts';
import type { TestPlatform } from '../../platforms/index.ts';
import { formOf, namesOf, nodeTypeOf, refusal } from './lookups.ts';
import type { Looked } from './lookups.ts';
import { startTeam } from '../Yunzhijia/team.ts';
import { startCompany } from '../WeaverE10/company.ts';

interface Case {
	type: Looked;
	start: () => Promise<TestPlatform<unknown>>;
	method: string;
	/** Of the credential. */
	secret: string;
	wrongSecret: RegExp;
	busy: RegExp;
}

const CASES: Case[] = [
	{
		type: 'yunzhijia',
		start: async () => await startTeam(),
		method: 'searchDepartments',
		secret: 'secret',
		wrongSecret: /^Yunzhijia refused the EID or the secret: .+ \(10000401\)$/,
		busy: /\(10000429\)$/,
	},
	...['searchDepartments', 'searchEmployees'].map((method) => ({
		type: 'weaverE10' as const,
		start: async () => await startCompany(),
		method,
		secret: 'appSecret',
		wrongSecret: /^Weaver refused the app: .+ \(200005\)$/,
		busy: /^The platform asks for fewer requests \(HTTP 429\)$/,
	})),
];

describe.each(CASES)('$type, $method', ({ type, start, method, secret, wrongSecret, busy }) => {
	async function formOn() {
		const platform = await start();
		/** A form with this credential, and what it shows besides its list. */
		const open = (changes: Record<string, unknown> = {}) => {
			const credential = { ...platform.credential, ...changes } as Record<string, string>;
			const form = formOf(type, credential);
			return {
				form: async () => await form(method),
				async shown() {
					const seen = await refusal(form(method));
					const text = JSON.stringify(seen) + String(seen.stack) + String(seen.description);
					const tokens = platform.requests.flatMap(
						({ answer }) => answer?.match(/\b[0-9a-f]{32}\b/g) ?? [],
					);
					const hidden = [credential[secret], ...tokens];
					expect(hidden.filter((word) => text.includes(word))).toEqual([]);
					return { says: seen.message, advice: seen.description };
				},
			};
		};
		return { ...platform, open };
	}

	it('a platform that is out of reach is named as such', async () => {
		const { open } = await formOn();
		const { says, advice } = await open({ baseUrl: 'http://127.0.0.1:9' }).shown();
		expect(says).toBe('The server refused the connection');
		expect(advice).toContain('Check the Base URL of the credential');
	});

	it('a secret that the platform refuses is, too, and is not shown', async () => {
		const { open } = await formOn();
		const { says, advice } = await open({ [secret]: 'not+the+secret' }).shown();
		expect(says).toMatch(wrongSecret);
		expect(advice).toMatch(/^Copy /);
	});

	it('an answer that is none shows what it may be', async () => {
		const { open, misbehave } = await formOn();
		misbehave({ how: 'html' });
		const { says, advice } = await open().shown();
		expect(says).toBe('The answer is not one that the platform documents');
		expect(advice).toContain('a login page or another program');
	});

	it('a platform that is busy for a moment is waited for', async () => {
		const { open, misbehave } = await formOn();
		misbehave({ how: 'slowDown', retryAfter: 1, times: 2 });
		expect(namesOf(await open().form()).length).toBeGreaterThan(1);
	});

	// That it is asked for 3 s in all, however short the pauses, the unit tests show with a clock.
	it('one that is busy for more than 3 s is not, and the person is told', async () => {
		const { open, misbehave, requestsTo } = await formOn();
		misbehave({ how: 'slowDown', retryAfter: 4 });
		expect((await open().shown()).says).toMatch(busy);
		expect(requestsTo('')).toHaveLength(1);
	});

	it('a list that could not be read is asked for again', async () => {
		const { open, misbehave, behave } = await formOn();
		const { form, shown } = open();
		misbehave({ how: 'status', status: 503 });
		expect((await shown()).says).toBe('The platform could not answer properly (HTTP 503)');
		behave();
		expect(namesOf(await form()).length).toBeGreaterThan(1);
	});

	it('a request that is lost, and a token that has ended, nobody notices', async () => {
		const { open, misbehave } = await formOn();
		misbehave({ how: 'resetAfter', times: 1 });
		misbehave({ how: 'expireToken', times: 1 });
		expect(namesOf(await open().form()).length).toBeGreaterThan(1);
	});
});

it('an app that may not read people is told so in the platform’s words', async () => {
	const platform = await startWeaverE10({ authorisedInterfaces: ['queryOrg'] });
	onTestFinished(platform.stop);
	const form = formOf('weaverE10', platform.credential);
	expect((await refusal(form('searchEmployees'))).message).toMatch(/^应用未授权接口.+ \(\d+\)$/);
});

it('a platform that holds nothing gives an empty list', async () => {
	const [yunzhijia, weaver] = await Promise.all([startYunzhijia(), startWeaverE10()]);
	onTestFinished(yunzhijia.stop);
	onTestFinished(weaver.stop);
	const ofPeople = formOf('yunzhijia', yunzhijia.credential);
	expect(await ofPeople('searchPeople')).toEqual({ results: [], paginationToken: undefined });
	const inWeaver = formOf('weaverE10', weaver.credential);
	for (const method of ['searchDepartments', 'searchPositions', 'searchEmployees'])
		expect(await inWeaver(method)).toEqual({ results: [], paginationToken: undefined });
});

/** All of a form, those in collections too. */
function locators(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const within = ((property.options ?? []) as Array<INodeProperties & { values?: [] }>).flatMap(
			(option) => option.values ?? [option],
		);
		return property.type === 'resourceLocator' ? [property] : locators(within);
	});
}

it.each(['yunzhijia', 'weaverE10'] as const)(
	'%s: every list of a form has its method, every method a form, and lists come first',
	(type) => {
		const { description, methods } = nodeTypeOf(type);
		const lists = locators(description.properties).flatMap(({ name, modes, default: chosen }) => {
			const at = modes!.findIndex((mode) => mode.type === 'list');
			if (at < 0) return [];
			expect([name, at, (chosen as { mode: string }).mode]).toEqual([name, 0, 'list']);
			expect(modes![0].typeOptions?.searchable).toBe(true);
			return [modes![0].typeOptions!.searchListMethod];
		});
		expect([...new Set(lists)].toSorted()).toEqual(Object.keys(methods!.listSearch!).toSorted());
	},
);
