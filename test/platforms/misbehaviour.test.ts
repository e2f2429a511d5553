/**
 * Rules of misbehaviour: those that do not exist are refused, since a test that relied on one
 * would show nothing; and what the ways to lose, spoil or refuse an answer do.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { seedTeam, startHippius, startWeaverE10, startYunzhijia } from './index.ts';
import type { Misbehaviour } from './index.ts';
import { form, jsonBody, read } from './http.ts';
import { ask, dataFrom } from './yunzhijia/client.ts';
import { startCompany } from './weaverE10/company.ts';

const HOWS =
	'latency, refuse, resetBefore, resetAfter, hang, hangAfter, status, statusAfter, slowDown, ' +
	'html, cutJson, halfBody, trickle, empty, emptyAfter, envelope, envelopeAfter, refusal, echo, ' +
	'refuseRow, dropRow, skipRow, reverseRows, expireToken, numberId, redirect';
const MEMBERS = 'how, path, after, times, ms, status, retryAfter, location, containing, code, row';

it.each<[object, string]>([
	[{ how: 'nonsense' }, `misbehave: there is no how “nonsense”, only ${HOWS}`],
	[{ how: 'toString' }, `misbehave: there is no how “toString”, only ${HOWS}`],
	[{ status: 500 }, `misbehave: there is no how “undefined”, only ${HOWS}`],
	[{ how: 'status', seconds: 500 }, `misbehave: a rule has no “seconds”, only ${MEMBERS}`],
	[{ how: 'refuse', milliseconds: 1 }, `misbehave: a rule has no “milliseconds”, only ${MEMBERS}`],
])('%j', async (rule, says) => {
	const hippius = await startHippius();
	onTestFinished(hippius.stop);
	expect(() => hippius.misbehave(rule as Misbehaviour)).toThrow(new Error(says));
	// Nothing of it is kept.
	await fetch(hippius.url);
	expect(hippius.requests).toMatchObject([{ answeredBy: 'platform' }]);
});

const SYNC = '/hipspfm/hippius/v1/sync';
const HQ = { unitCode: 'HQ', unitName: '总部', orderSeq: '1' };

/** A platform with a token, and a client that makes departments. */
async function start() {
	const hippius = await startHippius();
	onTestFinished(hippius.stop);
	const { url, credential } = hippius;
	const body = form({
		grant_type: 'client_credentials',
		client_id: credential.corpId,
		client_secret: credential.corpSecret,
	});
	const token = await read(await fetch(`${url}/oauth/oauth/token`, { method: 'POST', body }));
	const address = `${url}${SYNC}/dept/create?access_token=${token.json.access_token}`;
	const create = (signal?: AbortSignal) => fetch(address, { ...jsonBody('POST', HQ), signal });
	return { ...hippius, create };
}

const SUCCESS = { failed: false, code: 'success', message: '成功' };

describe('answers that are lost or spoilt', () => {
	it.each<[Misbehaviour['how'], changes: boolean]>([
		['hang', false],
		['hangAfter', true],
	])('%s: none comes', async (how, changes) => {
		const { misbehave, create, state, requests } = await start();
		misbehave({ how });
		await expect(create(AbortSignal.timeout(200))).rejects.toThrow(/timeout/);
		expect(state.departments.size).toBe(changes ? 1 : 0);
		expect(requests.at(-1)).toMatchObject({ answeredBy: how, applied: changes ? [HQ] : [] });
	});

	it('halfBody: the connection ends in the middle', async () => {
		const { misbehave, create, state } = await start();
		misbehave({ how: 'halfBody' });
		const answer = await create();
		expect(answer.status).toBe(200);
		await expect(answer.text()).rejects.toThrow(/terminated/);
		expect(state.departments.size).toBe(1);
	});

	it('trickle: it comes whole, but late', async () => {
		const { misbehave, create } = await start();
		misbehave({ how: 'trickle', ms: 300 });
		const answer = await create();
		const begun = performance.now();
		expect(await answer.json()).toEqual(SUCCESS);
		expect(performance.now() - begun).toBeGreaterThan(200);
	});

	it('trickle: who leaves meanwhile does no harm', async () => {
		const { misbehave, create } = await start();
		misbehave({ how: 'trickle', ms: 600, times: 1 });
		const answer = await create(AbortSignal.timeout(150));
		await expect(answer.text()).rejects.toThrow(/timeout/);
		expect((await create()).status).toBe(200);
	});

	it.each<[Misbehaviour['how'], text: string, changes: boolean]>([
		['empty', '', false],
		['emptyAfter', '', true],
		['envelope', '{"foo":1}', false],
		['envelopeAfter', '{"foo":1}', true],
	])('%s', async (how, text, changes) => {
		const { misbehave, create, state } = await start();
		misbehave({ how });
		const answer = await create();
		expect([answer.status, await answer.text()]).toEqual([200, text]);
		expect(state.departments.size).toBe(changes ? 1 : 0);
	});

	it.each([undefined, 502])('echo: all that was sent, with status %s', async (status) => {
		const { misbehave, create, state, requests } = await start();
		misbehave({ how: 'echo', status });
		const answer = await create();
		expect(answer.status).toBe(status ?? 200);
		const text = await answer.text();
		const said = status ? text : (JSON.parse(text) as { message: string }).message;
		const unpacked = said.split('\n').map((line) => String(Buffer.from(line, 'base64')));
		const { query, rawBody } = requests.at(-1)!;
		for (const sent of [query.access_token, rawBody, 'application/json']) {
			expect(said).toContain(sent);
			expect(said).toContain(encodeURIComponent(sent));
			expect(unpacked.filter((each) => each.includes(sent)).length).toBeGreaterThanOrEqual(6);
		}
		expect(state.departments.size).toBe(0);
	});

	it('containing: only requests that say so', async () => {
		const { misbehave, create, state } = await start();
		misbehave({ how: 'html', containing: 'unitCode":"HR"' });
		expect(await (await create()).json()).toEqual(SUCCESS);
		misbehave({ how: 'html', containing: 'unitCode":"HQ"' });
		expect(await (await create()).text()).toContain('登录');
		expect(state.departments.size).toBe(1);
	});
});

describe('refusal: of the whole request, nothing changed', () => {
	it('Hippius', async () => {
		const { misbehave, create, state } = await start();
		misbehave({ how: 'refusal', times: 1 });
		misbehave({ how: 'refusal', code: 'error.optimistic_lock', times: 1 });
		const codes = [await create(), await create()].map(async (answer) => await answer.json());
		expect(await Promise.all(codes)).toMatchObject([
			{ failed: true, code: 'error.data_invalid', message: '数据校验不通过' },
			{ failed: true, code: 'error.optimistic_lock', message: expect.any(String) },
		]);
		expect(state.departments.size).toBe(0);
	});

	it('Yunzhijia', async () => {
		const team = await startYunzhijia();
		onTestFinished(team.stop);
		team.misbehave({ how: 'refusal' });
		const { json } = await ask(team, 'v2/dept/add', { departments: ['一部'] });
		expect(json).toMatchObject({ success: false, data: null });
		expect(team.state.departments.size).toBe(0);
	});

	it('Weaver E10', async () => {
		const weaver = await startWeaverE10();
		onTestFinished(weaver.stop);
		weaver.misbehave({ how: 'refusal' });
		const answer = await fetch(`${weaver.url}/api/hrm/restful/syncGrade`, jsonBody('POST', {}));
		expect(await answer.json()).toEqual({
			message: { errcode: '500', errmsg: expect.any(String) },
		});
	});
});

describe('rows', () => {
	const names = ['一部', '二部', '三部'];
	const success = (department: string) => ({ department, orgId: expect.any(String) });
	const refused = { msgId: '二部', msgCode: '400', msg: '数据校验不通过' };

	const startTeam = async (people = 0) => {
		const team = await startYunzhijia({ seed: (state) => people && seedTeam(state, people) });
		onTestFinished(team.stop);
		return team;
	};

	it.each<[Misbehaviour, answer: object, done: string[]]>([
		[
			{ how: 'refuseRow', row: '二部' },
			{ successList: [success('一部'), success('三部')], errorList: [refused] },
			['一部', '三部'],
		],
		[
			{ how: 'dropRow', row: '二部' },
			{ successList: [success('一部'), success('三部')], errorList: [] },
			names,
		],
		[
			{ how: 'skipRow', row: '二部' },
			{ successList: [success('一部'), success('三部')], errorList: [] },
			['一部', '三部'],
		],
		[
			{ how: 'reverseRows' },
			{ successList: names.toReversed().map(success), errorList: [] },
			names,
		],
		[
			{ how: 'reverseRows', row: '二部' },
			{ successList: [success('三部'), success('一部')], errorList: [refused] },
			['一部', '三部'],
		],
	])('%j', async (rule, answer, done) => {
		const team = await startTeam();
		team.misbehave(rule);
		expect(await dataFrom(team, 'v2/dept/add', { departments: names })).toEqual(answer);
		expect([...team.state.departments.values()].map(({ name }) => name)).toEqual(done);
		expect(team.requests.at(-1)!.applied).toEqual(done);
	});

	it('an empty text is every row', async () => {
		const team = await startTeam(2);
		team.misbehave({ how: 'refuseRow', row: '' });
		const persons = [...team.state.people.keys()].map((openId) => ({ openId, type: 1 }));
		expect(await dataFrom(team, 'person/updateStatus', { persons })).toMatchObject([
			{ msgCode: '400', success: false },
			{ msgCode: '400', success: false },
		]);
		expect(team.requests.at(-1)!.applied).toEqual([]);
	});

	it('Weaver E10: each by itself, or the whole request where no answer has rows', async () => {
		const weaver = await startCompany();
		weaver.misbehave({ how: 'refuseRow', row: 'G2' });
		const grade = (code: string) => ({ code, name: code, gradeJobsetLevels: ['J1'] });
		const grades = { ruleCode: 'code', data: [grade('G1'), grade('G2')] };
		expect(await weaver.rows('syncGrade', grades)).toMatchObject([
			{ operate: 'insert' },
			{ operate: 'fail' },
		]);
		expect(weaver.requests.at(-1)!.applied).toEqual([grade('G1')]);

		weaver.behave();
		weaver.misbehave({ how: 'refuseRow', row: '项目' });
		const group = await weaver.call('saveChannel', { name: '项目', isPrivate: 0, sortNum: 1 });
		expect(group.ok).toBe(false);
		expect(weaver.state.channels.size).toBe(0);
	});
});
