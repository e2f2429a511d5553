/** A scenario on the test platform: seeds it, runs the node, and tells where it is not as expected. */
import type { IDataObject } from 'n8n-workflow';
import type {
	RecordedRequest,
	YunzhijiaDepartment,
	YunzhijiaPerson,
	YunzhijiaState,
} from '../../../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	leaderKey,
	partTimeJobKey,
	startYunzhijia,
} from '../../../../platforms/index.ts';
import type { CredentialData } from '../../../engine/credentials.ts';
import type { SyncResult } from '../../../engine/sync.ts';
import { runSync } from '../../../engine/sync.ts';
import type { Company, OnError, Tables } from '../../../sync/properties/subject.ts';
import type { Kind } from './changes.ts';
import { KINDS } from './changes.ts';
import type { Expected, ExpectedPair, Verdict } from './model.ts';
import { COMPARED, expectedOf } from './model.ts';
import type { Organisation, Person } from './organisation.ts';
import { byN, pathOf, upwards } from './organisation.ts';
import { misstatements } from './said.ts';
import type { Scenario } from './scenario.ts';
import { header, nodeParameters, openIdOf, tablesOf } from './scenario.ts';

export async function startCompany(): Promise<Company<Scenario>> {
	const platform = await startYunzhijia();
	const { state, credential, misbehave, behave, stop } = platform;
	return {
		...{ misbehave, behave, stop },
		async seed(scenario) {
			platform.reset();
			seed(state, scenario);
		},
		sync: async (scenario, more, tables = tablesOf(scenario), onError = 'continueErrorOutput') =>
			await sync(credential as CredentialData, scenario, more, tables, onError),
		writes: () => platform.requests.filter(isWrite),
		snapshot: () => snapshot(state),
		complaints: (scenario) => complaints(state, scenario, expectedOf(scenario)),
		misstatements: (result, scenario, tables) =>
			misstatements(result, scenario, expectedOf(scenario), tables),
		gone: ({ platform: before }) => gone(state, before),
		touched: (result, scenario) => touched(state, result, scenario),
	};
}

const MONTH_MS = 30 * 24 * 3_600_000;

/** Somebody who had the job number of another one, long ago. */
const isNamesake = (openId: string) => openId.startsWith('f');

function seed(state: YunzhijiaState, { platform, source }: Scenario): void {
	const changed = { createdAt: Date.now() - MONTH_MS, updatedAt: Date.now() - MONTH_MS };
	const ordered = platform.departments.toSorted(
		(a, b) => upwards(platform, a.n).length - upwards(platform, b.n).length,
	);
	for (const { n, name, parent, weights } of ordered)
		addDepartment(state, `d-${n}`, name, parent ? `d-${parent}` : '', { weights, ...changed });
	for (const { n, department, ...person } of platform.people)
		addPerson(state, {
			...person,
			...changed,
			openId: openIdOf(n),
			jobNo: `J${n}`,
			orgId: department ? `d-${department}` : '',
		});
	const namesake = (n: number): YunzhijiaPerson => ({
		...{ openId: `f${openIdOf(n).slice(1)}`, name: `前${n}`, jobNo: `J${n}`, status: '0' },
		...{ orgId: '', jobTitle: '', phone: `199${String(n).padStart(8, '0')}`, ...changed },
	});
	// A job number that somebody who left had before; one of somebody who was deleted.
	for (const { n, status } of platform.people)
		if (n % 3 === 0 && status === '1' && !source.quit.has(n)) addPerson(state, namesake(n));
	for (const { n } of source.people)
		if (n % 2 === 0 && !byN(platform.people, n))
			state.deletedPeople.set(namesake(n).openId, namesake(n));
	for (const { person, department } of platform.leaders)
		addLeader(state, { openId: openIdOf(person), orgId: `d-${department}` });
	for (const { person, department, titles } of platform.jobs) {
		const job = { openId: openIdOf(person), orgId: `d-${department}`, jobTitle: titles!.join(',') };
		state.partTimeJobs.set(partTimeJobKey(job.openId, job.orgId), job);
	}
}

async function sync(
	credential: CredentialData,
	scenario: Scenario,
	more: IDataObject,
	tables: Tables,
	onError: OnError,
): Promise<SyncResult> {
	const rows = (kind: Kind) =>
		tables[kind].map(({ cells }) =>
			Object.fromEntries(
				Object.entries(cells).map(([column, value]) => [
					header(kind, column, scenario.style),
					value,
				]),
			),
		);
	return await runSync('yunzhijiaSync', {
		tables: KINDS.map((kind) =>
			scenario.parameters.kinds.includes(kind) ? rows(kind) : undefined,
		),
		parameters: nodeParameters(scenario, more),
		credentials: { yunzhijiaApi: credential },
		node: { onError },
	});
}

const isWrite = ({ path }: RecordedRequest) =>
	!/getAccessToken|\/(getall|get|getAtTime|query\w+)$/.test(path);

const snapshot = (state: YunzhijiaState): string =>
	JSON.stringify([
		[...state.departments.values()].map(({ updatedAt: _, ...one }) => one),
		[...state.people.values()].map(({ updatedAt: _, ...one }) => one),
		[...state.leaders.values()],
		[...state.partTimeJobs.values()],
	]);

/** What is not as it should be, in words. */
function complaints(state: YunzhijiaState, scenario: Scenario, expected: Expected): string[] {
	return [
		...ofDepartments(state, scenario, expected),
		...ofPeople(state, scenario, expected),
		...ofPairs(state, scenario, expected),
	];
}

const isSeeded = (orgId: string) => orgId.startsWith('d-');

/** Who or what a department of the platform is; 0: none; by its path if it is new. */
function numberOf(state: YunzhijiaState, { source }: Scenario, orgId: string): number {
	if (orgId === '') return 0;
	if (isSeeded(orgId)) return Number(orgId.slice(2));
	const path = state.departments.get(orgId)?.department;
	const found = source.departments.find(({ n }) => n >= 20 && pathOf(source, n) === path);
	return found?.n ?? -1;
}

function ofDepartments(state: YunzhijiaState, scenario: Scenario, expected: Expected): string[] {
	const { platform, source, style } = scenario;
	const found = new Map<number, YunzhijiaDepartment>();
	const wrong: string[] = [];
	for (const one of state.departments.values()) {
		const n = numberOf(state, scenario, one.orgId);
		if (n > 0) found.set(n, one);
		else if (![...expected.departments.values()].includes('either'))
			wrong.push(`department ${one.department} is there`);
	}
	for (const [n, verdict] of expected.departments) {
		const is = found.get(n);
		const [before, after] = [byN(platform.departments, n), byN(source.departments, n)];
		const tells = (one = before) =>
			one ? `${one.name} in d${one.parent}${style.weights ? ` (${one.weights})` : ''}` : 'nothing';
		const now = is
			? tells({
					...is,
					n,
					parent: numberOf(state, scenario, is.parentId),
					weights: is.weights ?? 0,
				})
			: 'nothing';
		const right: string[] = {
			source: [tells(after)],
			platform: [tells()],
			gone: ['nothing'],
			left: [] as string[],
			either: [tells(), tells(after ?? { n, name: '', parent: 0, weights: 0 }), 'nothing'],
		}[verdict];
		if (verdict === 'either' ? before && after && !is : !right.includes(now))
			wrong.push(`department d${n} is ${now}, not ${right.join(' or ')} (${verdict})`);
	}
	return wrong;
}

const personWithJobNo = (state: YunzhijiaState, jobNo: string) =>
	[...state.people.values()].filter((one) => one.jobNo === jobNo && !isNamesake(one.openId));

function ofPeople(state: YunzhijiaState, scenario: Scenario, expected: Expected): string[] {
	const { platform } = scenario;
	const wrong: string[] = [];
	const jobNos = new Set([...expected.people.keys()].map((n) => `J${n}`));
	for (const { jobNo = '', name } of state.people.values())
		if (!jobNos.has(jobNo)) wrong.push(`person ${name} ${jobNo} is there`);
	for (const [n, verdict] of expected.people) {
		const before = byN(platform.people, n);
		const after = expected.targets.get(n);
		const those = personWithJobNo(state, `J${n}`);
		if (those.length > 1) wrong.push(`person ${n} is there ${those.length} times`);
		const [is] = those;
		const problem = problemOf({ state, scenario, expected }, verdict, is, before, after);
		if (problem) wrong.push(`person ${n}: ${problem} (${verdict})`);
		if (is && before && is.openId !== openIdOf(n)) wrong.push(`person ${n} is somebody else`);
	}
	return wrong;
}

interface Around {
	state: YunzhijiaState;
	scenario: Scenario;
	expected: Expected;
}

function problemOf(
	around: Around,
	verdict: Verdict,
	is: YunzhijiaPerson | undefined,
	before: Person | undefined,
	after: Person | undefined,
): string | undefined {
	if (verdict === 'gone') return is && 'is still there';
	if (verdict === 'left') return is?.status === '0' ? undefined : `status is ${is?.status}, not 0`;
	if (verdict === 'platform' && !before) return is && 'was created';
	if (!is) return verdict === 'either' && !before ? undefined : 'is not there';
	const allowed = { source: [after], platform: [before], either: [before, after] }[verdict];
	const { status = '1' } = is;
	if (!allowed.some((one) => one?.status === status)) return `status is ${status}`;
	// Whoever has left loses a department that goes, and nobody minds.
	const columns = COMPARED.filter((column) => column !== 'department' || status !== '0');
	for (const column of columns) {
		const now =
			column === 'department'
				? numberOf(around.state, around.scenario, is.orgId)
				: (is[column] ?? '');
		const right = allowed.flatMap((one) => (one ? [one[column]] : []));
		if (column === 'department' && now === 0 && mayGo(around, right)) continue;
		if (!right.includes(now)) return `${column} is ${now}, not ${right.join(' or ')}`;
	}
	return undefined;
}

/** A department of which it is open whether somebody disabled keeps it. */
const mayGo = ({ expected }: Around, places: Array<string | number>) =>
	places.some((n) => expected.departments.get(n as number) === 'either');

function ofPairs(state: YunzhijiaState, scenario: Scenario, expected: Expected): string[] {
	const check = (
		pairs: ExpectedPair[],
		titlesOf: (openId: string, orgId: string) => string | undefined,
		before: Organisation['jobs'],
	) =>
		pairs.flatMap((pair) => {
			const { person, department, verdict } = pair;
			if (verdict === 'either') return [];
			const was = before.find((one) => one.person === person && one.department === department);
			const openId = personWithJobNo(state, `J${person}`)[0]?.openId ?? '';
			const orgId =
				[...state.departments.keys()].find((id) => numberOf(state, scenario, id) === department) ??
				'';
			const now = titlesOf(openId, orgId);
			const wanted = { source: pair, platform: was, gone: undefined, left: undefined }[verdict];
			const right = wanted && sorted(wanted.titles ?? []);
			return now === right
				? []
				: [`pair ${person}|d${department} is ${now}, not ${right} (${verdict})`];
		});
	return [
		...check(
			expected.leaders,
			(openId, orgId) => (state.leaders.has(leaderKey(openId, orgId)) ? '' : undefined),
			scenario.platform.leaders,
		),
		...check(
			expected.jobs,
			(openId, orgId) => {
				const job = state.partTimeJobs.get(partTimeJobKey(openId, orgId));
				return job && sorted(job.jobTitle.split(','));
			},
			scenario.platform.jobs,
		),
	];
}

const sorted = (titles: string[]) => titles.toSorted().join();

/** Everything that was retired or removed since. */
function gone(state: YunzhijiaState, platform: Organisation): string[] {
	const people = platform.people.filter(({ n, status }) => {
		const is = state.people.get(openIdOf(n));
		return !is || (status !== '0' && is.status === '0');
	});
	const departments = platform.departments.filter(({ n }) => !state.departments.has(`d-${n}`));
	return [
		...people.map(({ n }) => `person ${n}`),
		...departments.map(({ n }) => `department ${n}`),
	];
}

/** People whom nothing that was done names, and who are not as before. */
function touched(state: YunzhijiaState, { records }: SyncResult, { platform }: Scenario): string[] {
	const named = new Set(
		records
			.filter(({ outcome }) => ['done', 'unknown', 'rejected'].includes(String(outcome)))
			.filter(({ action }) => action !== 'rejected')
			.map(({ id }) => id),
	);
	return platform.people
		.filter(({ n }) => !named.has(openIdOf(n)))
		.flatMap(({ n, department, status, ...before }) => {
			const { name, phone, email, jobTitle, birthday, ...is } = state.people.get(openIdOf(n))!;
			// Leavers lose a department that goes.
			const orgId = status === '1' ? [is.orgId, department ? `d-${department}` : ''] : ['', ''];
			const now = JSON.stringify([{ name, phone, email, jobTitle, birthday }, is.status, orgId[0]]);
			const was = JSON.stringify([before, status, orgId[1]]);
			return now === was ? [] : [`person ${n}: ${now}, not ${was}`];
		});
}
