/** The faults as data: what a platform does to the requests of one path. */
import { PLATFORMS, type Misbehaviour } from '../platforms/index.ts';
import type { Operation, Write } from './operation.ts';

/** Where a fault strikes. */
export interface Target {
	operation: Pick<Operation, 'node' | 'batched'>;
	/** End of the path: that of a write, or of what is asked before it. */
	path: string;
	/** Absent where it is no write. */
	write?: Write;
	/** The text of the record that is meant, in requests and rows of this path. */
	mark: string;
}

export interface Fault {
	name: string;
	/** Rules of misbehaviour, in order. */
	rules(target: Target): Misbehaviour[];
	/** Whether it makes sense there; absent: everywhere. */
	fits?(target: Target): boolean;
	/** Seconds, where an answer does not come. */
	timeout?: number;
	/** A retry stands for a minute where patience is asked for: none, so that it is not waited for. */
	retries?: 0;
	/** It goes on until the end, so there are many records. */
	lasts?: true;
	/** Of those that last: nobody is there, so nothing further is to be sent soon. */
	outage?: true;
	/** Nothing is there from the start, tokens included. */
	dead?: true;
}

type Way = Omit<Fault, 'name' | 'rules' | 'lasts'> & { rule: Omit<Misbehaviour, 'path'> };

/** Ways to fail that strike once, and then until the end. */
const WAYS: Record<string, Way> = {
	'reset before': { rule: { how: 'resetBefore' }, outage: true },
	'reset after effect': { rule: { how: 'resetAfter' }, outage: true },
	'time-out before': { rule: { how: 'hang' }, timeout: 1, outage: true },
	'time-out after effect': { rule: { how: 'hangAfter' }, timeout: 1, outage: true },
	'half a body': { rule: { how: 'halfBody' }, outage: true },
	trickle: { rule: { how: 'trickle', ms: 2000 }, timeout: 1 },
	'429, Retry-After 1': { rule: { how: 'status', status: 429, retryAfter: 1 } },
	'429': { rule: { how: 'status', status: 429 } },
	'429, Retry-After 3600': { rule: { how: 'status', status: 429, retryAfter: 3600 } },
	'slow-down code': {
		rule: { how: 'slowDown' },
		fits: ({ operation: { node } }) => node !== 'weaverE10',
	},
	'optimistic lock': {
		rule: { how: 'refusal', code: 'error.optimistic_lock' },
		fits: ({ operation: { node } }) => node === 'hippius',
	},
	'server busy code': {
		rule: { how: 'refusal', code: 'error.serverBusy' },
		fits: ({ operation: { node } }) => node === 'hippius',
	},
	'401': { rule: { how: 'status', status: 401 } },
	'token rejected': { rule: { how: 'expireToken' } },
	'500 before': { rule: { how: 'status', status: 500 } },
	'500 after effect': { rule: { how: 'statusAfter', status: 500 } },
	'502 before': { rule: { how: 'status', status: 502 }, outage: true },
	'503 before': { rule: { how: 'status', status: 503 }, outage: true },
	'503 after effect': { rule: { how: 'statusAfter', status: 503 }, outage: true },
	'504 before': { rule: { how: 'status', status: 504 }, outage: true },
	'HTML page': { rule: { how: 'html' }, outage: true },
	'HTML page after effect': { rule: { how: 'statusAfter', status: 200 }, outage: true },
	'cut JSON': { rule: { how: 'cutJson' } },
	'empty body': { rule: { how: 'empty' } },
	'empty body after effect': { rule: { how: 'emptyAfter' } },
	'wrong envelope': { rule: { how: 'envelope' } },
	'wrong envelope after effect': { rule: { how: 'envelopeAfter' } },
	'refused as a whole': { rule: { how: 'refusal' } },
};

const once = Object.entries(WAYS).map(
	([name, { rule, outage: _outage, ...way }]): Fault => ({
		...way,
		name: `${name}, once`,
		rules: ({ path }) => [{ ...rule, path, times: 1 }],
	}),
);

/** Of these once is enough. */
const ONLY_ONCE = /^50[24] |^500 after|^(HTML|empty|wrong).* after/;

const asksForPatience = ({ how, status }: Way['rule']) => how === 'slowDown' || status === 429;

const always = Object.entries(WAYS)
	.filter(([name]) => !ONLY_ONCE.test(name))
	.map(
		([name, { rule, ...way }]): Fault => ({
			...way,
			...(asksForPatience(rule) && { retries: 0 as const }),
			name: `${name}, always`,
			lasts: true,
			rules: ({ path }) => [{ ...rule, path }],
		}),
	);

/** First one is answered. */
const later = ['503 before', 'HTML page', 'reset before', '429, Retry-After 3600'].map(
	(name): Fault => {
		const { rule, ...way } = WAYS[name];
		return {
			...way,
			name: `${name}, always after the first`,
			lasts: true,
			rules: ({ path }) => [{ ...rule, path, after: 1 }],
		};
	},
);

/** Longer than a cell may take. */
const FOR_GOOD = 400_000;

const refused: Fault[] = [
	{
		name: 'connection refused, from the start',
		lasts: true,
		dead: true,
		outage: true,
		rules: () => [],
	},
	{
		name: 'connection refused, for 0.3 s',
		rules: ({ operation }) => [
			{ how: 'refuse', path: '', after: PLATFORMS[operation.node].tokenRequests, ms: 300 },
		],
	},
	{
		name: 'connection refused, after the first',
		lasts: true,
		outage: true,
		rules: ({ path }) => [{ how: 'refuse', path, after: 1, ms: FOR_GOOD }],
	},
];

const hasRows = ({ write }: Target) => write !== undefined && write.answer !== 'whole';
const isNamed = ({ write }: Target) => write?.answer === 'named';

const rows: Fault[] = [
	{
		name: 'token rejected, in the middle',
		rules: ({ path }) => [{ how: 'expireToken', path, after: 1, times: 1 }],
	},
	{ name: 'one row refused', rules: ({ path, mark }) => [{ how: 'refuseRow', path, row: mark }] },
	{ name: 'all rows refused', rules: ({ path }) => [{ how: 'refuseRow', path, row: '' }] },
	{
		name: 'one row missing in the answer',
		fits: isNamed,
		rules: ({ path, mark }) => [{ how: 'dropRow', path, row: mark }],
	},
	{
		name: 'one row neither done nor in the answer',
		fits: (target) => isNamed(target) && !target.write?.together,
		rules: ({ path, mark }) => [{ how: 'skipRow', path, row: mark }],
	},
	{
		name: 'rows in another order',
		fits: (target) => hasRows(target) && target.operation.batched,
		rules: ({ path }) => [{ how: 'reverseRows', path }],
	},
	{
		name: 'rows in another order, one refused',
		// Which one is meant cannot be known where rows do not say whose they are.
		fits: (target) =>
			hasRows(target) && target.operation.batched && target.write?.answer !== 'placed',
		rules: ({ path, mark }) => [{ how: 'reverseRows', path, row: mark }],
	},
];

const isHippius = ({ operation: { node } }: Target) => node === 'hippius';

/** What a repetition is answered, after the first answer was lost with the effect there. */
const REPETITIONS: Record<string, Omit<Misbehaviour, 'path'> & { only?: Fault['fits'] }> = {
	'404': { how: 'status', status: 404 },
	'403': { how: 'status', status: 403 },
	'302': { how: 'redirect' },
	'401': { how: 'status', status: 401 },
	'429 for an hour': { how: 'status', status: 429, retryAfter: 3600 },
	'a refusal': { how: 'refusal' },
	'“not there”': { how: 'refusal', code: 'error.dept_not_exists', only: isHippius },
	'“exists already”': { how: 'refusal', code: 'error.code_repeat', only: isHippius },
	'optimistic lock': { how: 'refusal', code: 'error.optimistic_lock', only: isHippius },
	'its row refused': { how: 'refuseRow' },
	'503': { how: 'status', status: 503 },
	'the truth': { how: 'latency', ms: 0 },
};

const repetitions = Object.entries(REPETITIONS).map(
	([name, { only, ...rule }]): Fault => ({
		name: `lost after effect, then ${name}`,
		fits: only,
		rules: ({ path, mark }) => [
			{ how: 'resetAfter', path, containing: mark, times: 1 },
			{ ...rule, path, containing: mark, ...(rule.how === 'refuseRow' && { row: mark }) },
		],
	}),
);

const nobodyThere: Fault = {
	name: 'lost after effect, then connection refused',
	rules: ({ path, mark }) => [
		{ how: 'refuse', path, containing: mark, after: 1, ms: FOR_GOOD },
		{ how: 'resetAfter', path, containing: mark, times: 1 },
	],
};

/** Of writes. */
export const FAULTS: Fault[] = [
	// All must be done, or the operation's sample is wrong.
	{ name: 'none', rules: () => [] },
	{ name: 'none, many records', lasts: true, rules: () => [] },
	...refused,
	...once,
	...always,
	...later,
	...rows,
	...repetitions,
	nobodyThere,
];

const OF_QUERIES = new Set([
	...['reset before', 'time-out before', '429, Retry-After 3600', 'slow-down code', '401'],
	...['token rejected', '500 before', '503 before', 'HTML page', 'cut JSON', 'empty body'],
	...['wrong envelope', 'refused as a whole', 'half a body'],
]);
const isOfQueries = ({ name }: Fault) => OF_QUERIES.has(name.replace(/, (once|always)$/, ''));

/** Of what is asked before a write, and of tokens: nothing is written then. */
export const QUERY_FAULTS: Fault[] = [...once, ...always].filter(isOfQueries);
