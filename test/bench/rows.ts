/**
 * Part 8: a million people in one query, and a plan of many: the most memory that it takes, against
 * what the rows themselves take as plain objects. Measures in processes that rows-process.ts runs.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atMost, rounded } from './measure.ts';
import type { Part, Tell } from './measure.ts';
import { isChanged, member, openId, orgId } from './roster.ts';
import type { Weight } from './weigh.ts';

const DEPARTMENTS = 1_000;

const nameOf = (n: number) => `部门 ${n % DEPARTMENTS}`;

/** A person as the platform tells of them. */
export const personRow = (n: number) => ({
	openId: openId(n),
	...member(n),
	department: nameOf(n),
	orgId: orgId(n % DEPARTMENTS),
	...{ orgUserType: '0', status: '1', gender: '1', weights: '2147483647', birthday: '' },
});

/** The same as a row of the source; of one in a hundred the title has changed. */
export const sourceRow = (n: number) => ({
	...member(n),
	department: nameOf(n),
	...(isChanged(n) && { jobTitle: '高级工程师' }),
});

export const departmentRows = () =>
	Array.from({ length: DEPARTMENTS }, (_, n) => ({
		...{ id: orgId(n), name: nameOf(n), department: nameOf(n), parentId: 'root' },
		...{ weights: String(n), businessUnit: 0 },
	}));

/** What a process measures: our node, or the rows alone. */
export type Task = 'query' | 'query rows' | 'plan' | 'plan rows';

const PEOPLE = { query: 1_000_000, plan: 200_000 };
/** Of what the rows take. */
const MOST_TIMES = 2;
const MB = 1024 * 1024;

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

async function measured(task: Task, people: number): Promise<Weight> {
	const platform = fork(path('rows-platform.ts'), [String(people)]);
	const [from] = (await once(platform, 'message')) as [object];
	const child = fork(path('rows-process.ts'), [task, String(people), JSON.stringify(from)], {
		execArgv: ['--expose-gc'],
	});
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`${task} ended with exit code ${code}`);
	});
	const [weight] = (await Promise.race([once(child, 'message'), ended])) as [Weight];
	ended.catch(() => {}); // it has told what it had to
	child.kill();
	platform.disconnect();
	return weight;
}

type Measure = Exclude<keyof Weight, 'cpuMs' | 'gcMs'>;

const SHOWN: Array<[column: string, key: Measure]> = [
	['alive MB', 'aliveBytes'],
	['heap MB', 'heapBytes'],
	['RSS MB', 'rssBytes'],
];

export async function measureRows(tell: Tell): Promise<Part> {
	const raw: Record<string, Weight> = {};
	const aims: Part['aims'] = [];
	for (const what of ['query', 'plan'] as const) {
		const people = PEOPLE[what];
		tell(`${what} of ${people} people, the rows alone`);
		const rows = await measured(`${what} rows`, people);
		tell(`${what} of ${people} people, our node`);
		const ours = await measured(what, people);
		raw[`${what} of ${people} people`] = ours;
		raw[`its ${what === 'plan' ? 'rows of both sides' : 'rows'} as plain objects`] = rows;
		// Rows alone have no peak: what is alive in the end is what they take.
		for (const [column, key] of SHOWN)
			aims.push(
				atMost(
					`${what} of ${people} people takes at most ${MOST_TIMES} × its rows: ${column.replace(' MB', '')}`,
					ours[key] / rows.aliveBytes,
					MOST_TIMES,
					'×',
				),
			);
	}
	return {
		title: '8 · A million rows',
		table: Object.fromEntries(
			Object.entries(raw).map(([name, weight]) => [
				name,
				{
					'CPU s': rounded(weight.cpuMs / 1000, 1),
					'of it GC s': rounded(weight.gcMs / 1000, 1),
					...Object.fromEntries(
						SHOWN.map(([column, key]) => [column, Math.round(weight[key] / MB)]),
					),
				},
			]),
		),
		aims,
		notes: [
			'All are above what the process had before, n8n’s own work among it. Heap: the most, garbage included.',
		],
		raw,
	};
}
