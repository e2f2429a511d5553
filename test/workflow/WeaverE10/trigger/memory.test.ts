/** What Weaver E10's polling trigger remembers: docs/triggers.md, Polling triggers. */
import type { INodeParameters } from 'n8n-workflow';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BETWEEN_POLLS_MS, clockOfTest } from '../../engine/clock.ts';
import type { Store } from '../../engine/triggers.ts';
import { CHIEF, id, LI, NORTH, SALES, startCompany, WANG } from '../company.ts';
import { hire, order, startWatching, watching } from './watching.ts';

const STORES: Store[] = ['durable', 'memory', 'column'];
const NEW = id(60);
const SECRET = 'weaver+test&secret=50%';

describe.each(STORES)('n8n that keeps static data so: %s', (store) => {
	it('each change is told once, whatever n8n keeps of polls without events', async () => {
		const { weaver, trigger, summary } = await startWatching({ store });
		const row = weaver.state.employees.get(WANG)!;
		expect(await summary({ activating: true, activation: 'activate' })).toEqual([]);
		for (const mobile of ['1', '2']) {
			row.mobile = mobile;
			expect(await summary()).toEqual([`changed ${WANG}`]);
			expect(await summary()).toEqual([]);
		}
		await trigger.restarted();
		expect(await summary({ activating: true, activation: 'init' })).toEqual([]);
		row.mobile = '3';
		expect(await summary()).toEqual([`changed ${WANG}`]);
	});

	it('wiped: goes on from what the process knows', async () => {
		const { weaver, trigger, summary } = await startWatching({ store });
		await summary();
		weaver.state.employees.get(WANG)!.mobile = '1';
		await summary();
		clockOfTest().wait(BETWEEN_POLLS_MS);
		trigger.saved = '{}';
		weaver.state.employees.get(LI)!.mobile = '2';
		// What was told last may be told once more.
		expect((await summary()).filter((event) => event !== `changed ${WANG}`)).toEqual([
			`changed ${LI}`,
		]);
		trigger.saved = '{}';
		trigger.publish({ watch: 'employee' });
		hire(weaver.state, [NEW]);
		expect(await summary({ activating: true })).toEqual([`added ${NEW}`]);
		expect(await summary()).toEqual([]);
	});

	it('an older one put back: goes on from what the process knows', async () => {
		const { weaver, trigger, summary } = await startWatching({ store });
		const row = weaver.state.employees.get(WANG)!;
		await summary({ activating: true });
		row.mobile = '1';
		await summary();
		const older = trigger.saved;
		for (const mobile of ['2', '3']) {
			row.mobile = mobile;
			await summary();
		}
		trigger.saved = older;
		trigger.publish({ watch: 'employee' });
		expect(await summary()).toEqual([]);
		row.mobile = '1';
		expect(await summary()).toEqual([`changed ${WANG}`]);
	});

	it('wiped, and restarted: begins anew, and says so', async () => {
		const { weaver, trigger, summary } = await startWatching({ store });
		await summary({ activating: true });
		weaver.state.employees.get(WANG)!.mobile = '1';
		await summary();
		await trigger.restarted();
		trigger.saved = '{}';
		weaver.state.employees.get(LI)!.mobile = '2';
		const { items, logs } = await trigger.poll({ activating: true, activation: 'init' });
		expect(items).toBeNull();
		expect(logs.join('\n')).toMatch(/^(warn|info) .*(anew|memory|remember)/im);
		weaver.state.employees.get(LI)!.mobile = '3';
		expect(await summary()).toEqual([`changed ${LI}`]);
	});

	it('restarted with what was saved: tells what happened meanwhile', async () => {
		const { weaver, trigger, summary } = await startWatching({ store });
		await summary({ activating: true });
		weaver.state.employees.get(WANG)!.mobile = '1';
		await summary();
		await trigger.restarted();
		hire(weaver.state, [NEW]);
		weaver.state.employees.get(LI)!.status = '6';
		expect(await summary()).toEqual([`added ${NEW}`, `removed ${LI}`]);
		expect(await summary()).toEqual([]);
	});
});

it('a result that nobody takes is told again, with durable cursors', async () => {
	const { weaver, told, summary } = await startWatching();
	await told();
	weaver.state.employees.get(WANG)!.mobile = '1';
	const [lost] = await told({ discarded: true });
	const [again] = await told();
	expect(again).toMatchObject({ id: WANG, eventKey: lost.eventKey, changedFields: ['mobile'] });
	expect(await summary()).toEqual([]);
});

it('what is told again has the key that it had, in a state of before, too', async () => {
	const { weaver, told } = await startWatching();
	const row = weaver.state.employees.get(WANG)!;
	const before = row.mobile;
	await told();
	row.mobile = '1';
	await told();
	row.mobile = before;
	const [lost] = await told({ discarded: true });
	const [again] = await told();
	expect([again.eventKey, again.stateKey]).toEqual([lost.eventKey, lost.stateKey]);
});

it('polls that overlap tell once', async () => {
	const { weaver, told } = await startWatching({ latency: 10 });
	await told();
	weaver.state.employees.get(WANG)!.mobile = '1';
	const both = await Promise.all([told(), told()]);
	expect(both.flat()).toMatchObject([{ id: WANG }]);
	expect(await told()).toEqual([]);
});

it('two triggers remember each their own', async () => {
	const weaver = await startCompany();
	const people = watching(weaver, { watch: 'employee' });
	const others = watching(weaver, { watch: 'employee' });
	const positions = watching(weaver, { watch: 'position' });
	await people.told();
	await positions.told();
	weaver.state.employees.get(WANG)!.mobile = '1';
	weaver.state.positions.get(CHIEF)!.code = '1';
	await others.told();
	expect(await people.summary()).toEqual([`changed ${WANG}`]);
	expect(await others.summary()).toEqual([]);
	expect(await positions.summary()).toEqual([`changed ${CHIEF}`]);
});

describe('begins anew', () => {
	it.each<[string, INodeParameters, INodeParameters]>([
		['another watch', { watch: 'position' }, { watch: 'employee' }],
		['more fields', { fields: ['mobile'] }, { fields: ['mobile', 'email'] }],
		['fewer fields', { fields: ['mobile', 'email'] }, { fields: ['mobile'] }],
		['other fields', { fields: ['email'] }, { fields: ['mobile'] }],
	])('with %s', async (_what, before, after) => {
		const { weaver, trigger, told, summary } = await startWatching({ parameters: before });
		const row = weaver.state.employees.get(WANG)!;
		await told();
		trigger.publish({ watch: 'employee', ...after });
		row.mobile = '1';
		expect(await summary()).toEqual([]);
		row.mobile = '2';
		expect(await told()).toMatchObject([{ id: WANG, changedFields: ['mobile'] }]);
		expect(await summary()).toEqual([]);
	});

	it('with another watch of the same fields', async () => {
		const fields = ['name', 'code'];
		const { trigger, summary } = await startWatching({ watch: 'position', parameters: { fields } });
		await summary();
		trigger.publish({ watch: 'organization', fields });
		for (let poll = 0; poll < 2; poll++) expect(await summary()).toEqual([]);
	});

	it('with another company, and tells nobody of the one before as removed', async () => {
		const { trigger, told, summary } = await startWatching();
		await told();
		const other = await startCompany({
			seed(state) {
				state.employees.clear();
				hire(state, [NEW]);
			},
		});
		const credentials = { weaverE10Api: other.credential as never };
		trigger.publish({ watch: 'employee' }, credentials);
		expect(await summary()).toEqual([]);
		other.state.employees.get(NEW)!.mobile = '1';
		expect(await summary()).toEqual([`changed ${NEW}`]);
	});

	it('as on a first poll, with Emit First, too', async () => {
		const { trigger, told, summary } = await startWatching();
		await told();
		trigger.publish({ watch: 'employee', fields: ['mobile'], emitFirst: true });
		expect(await summary()).toEqual([`added ${WANG}`, `added ${LI}`]);
		expect(await summary()).toEqual([]);
	});
});

it.each<[string, INodeParameters]>([
	['Emit First turned on later', { emitFirst: true }],
	['Accept Shrink', { options: { acceptShrink: true } }],
])('%s begins nothing anew', async (_what, parameters) => {
	const fields = ['mobile', 'email'];
	const { weaver, trigger, told, summary } = await startWatching({ parameters: { fields } });
	await told();
	trigger.publish({ watch: 'employee', fields, ...parameters });
	expect(await summary()).toEqual([]);
	weaver.state.employees.get(WANG)!.mobile = '1';
	trigger.publish({ watch: 'employee', fields, ...parameters });
	expect(await told()).toMatchObject([{ id: WANG, changedFields: ['mobile'] }]);
});

it('another secret for the same company begins nothing anew', async () => {
	const { weaver, trigger, told, summary } = await startWatching();
	await told();
	const { credential } = weaver;
	const credentials = { weaverE10Api: { ...credential, authPlacement: 'query' } as never };
	trigger.publish({ watch: 'employee' }, credentials);
	weaver.state.employees.get(WANG)!.mobile = '1';
	expect(await summary()).toEqual([`changed ${WANG}`]);
});

describe('holds', () => {
	it('nobody in the clear, and no secret', async () => {
		const { weaver, trigger, told } = await startWatching({ store: 'memory' });
		const { employees } = weaver.state;
		await told();
		employees.get(WANG)!.email = 'neu@x.test';
		employees.get(LI)!.status = '6';
		await told();
		employees.get(LI)!.status = 'normal';
		await told();
		const credential: Record<string, unknown> = weaver.credential;
		const tokens = weaver.tokenRequests().map(({ answer }) => JSON.parse(answer!) as object);
		const secrets = [credential.appSecret, credential.appKey, credential.corpId];
		const secret = [...secrets, ...tokens.flatMap(Object.values)].filter(
			(value): value is string => typeof value === 'string' && value.length > 8,
		);
		expect(secret.length).toBeGreaterThan(4);
		const texts = ['王五', '李四', '1380000', 'x.test', SALES, NORTH];
		for (const text of [...secret, ...texts]) {
			expect(trigger.saved).not.toContain(text);
			expect(trigger.logs.join('\n')).not.toContain(text);
		}
		expect(trigger.saved).toContain(WANG);
	});

	it('who was forgotten no more than those that are there', async () => {
		const { weaver, trigger, told } = await startWatching();
		hire(weaver.state, [NEW]);
		await told();
		const size = trigger.saved.length;
		weaver.state.employees.delete(NEW);
		await told();
		expect(trigger.saved.length).toBeLessThan(size + 100);
	});
});

describe('the test step', () => {
	const manual = { mode: 'manual' } as const;

	it('gives up to three records from the platform, and moves nothing', async () => {
		const { weaver, trigger, told, summary } = await startWatching();
		hire(weaver.state, [NEW, id(61), id(62)]);
		order(weaver.state.employees, NEW);
		const shown = await told(manual);
		expect(shown.map(({ id: key }) => key)).toEqual([NEW, WANG, LI]);
		expect(shown[1]).toMatchObject({ after: { id: WANG, username: '王五' } });
		const shape = [
			'after',
			'before',
			'changedFields',
			'event',
			'eventKey',
			'id',
			'stateKey',
			'time',
		];
		for (const item of shown)
			expect(
				Object.keys(item)
					.filter((key) => key !== 'sample')
					.toSorted(),
			).toEqual(shape);
		expect(trigger.saved).toBe('{}');
		// It was no first poll.
		expect(await summary()).toEqual([]);

		weaver.state.employees.get(WANG)!.mobile = '1';
		const { saved } = trigger;
		expect(await told(manual)).toHaveLength(3);
		expect(trigger.saved).toBe(saved);
		expect(await summary()).toEqual([`changed ${WANG}`]);
	});

	it('gives a made-up one, marked, where there is none', async () => {
		const { told, summary } = await startWatching({
			seed: ({ employees }) => employees.clear(),
		});
		expect(await told(manual)).toMatchObject(
			Array(3).fill({ sample: true, after: { id: expect.any(String) as string } }),
		);
		expect(await summary()).toEqual([]);
	});

	it('reads one page', async () => {
		const { weaver, told } = await startWatching({
			seed: (state) =>
				hire(
					state,
					Array.from({ length: 3000 }, (_, n) => id(1000 + n)),
				),
		});
		await told(manual);
		expect(weaver.requestsTo('')).toHaveLength(1);
	});

	it('says what is wrong', async () => {
		const { weaver, trigger } = await startWatching();
		weaver.misbehave({ how: 'status', status: 403 });
		const { failure } = await trigger.poll(manual);
		expect(failure!.message).toMatch(/403/);
		expect(inspect(failure, { depth: 9 })).not.toContain(SECRET);
	});
});
