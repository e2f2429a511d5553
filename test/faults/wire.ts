/** What every cell has in common: a platform of its own, what went over the wire, and no secret told. */
import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import type { RecordedRequest, TestPlatform } from '../platforms/index.ts';
import { secretsOf, spellings, tokensOf } from '../workflow/engine/secrets.ts';
import type { Complaint, Outcome } from './judge.ts';
import type { Fault } from './faults.ts';
import type { Place } from './operation.ts';

/** What came of a cell, as plain data. */
export interface Result {
	/** Its place among all. */
	at: number;
	/** What is done, path, fault and mode. */
	name: string;
	/** The row of the table that it belongs to. */
	fault: string;
	complaints: Complaint[];
	/** The fault struck. */
	struck: boolean;
	/** How many records came to what, as far as was said. */
	said: Record<Outcome, number>;
	/** What was said and what was done, as text, of a wrong cell. */
	story?: string;
	ms: number;
}

/** A cell of the matrix, whatever it runs. */
export interface Cell {
	name: string;
	fault: Fault;
	run(at: number): Promise<Result>;
}

export const CELL_MS = 180_000;
/** Who got no token a few times waits for so long before they ask again. */
export const AFTER_TOKENS_MS = 5_000;

/** A request as the node's side saw it. */
export interface Attempt {
	method: string;
	path: string;
	status?: number;
	error?: string;
}

const attempts = new Map<string, Attempt[]>();
const attemptOf = new WeakMap<ClientRequest, Attempt>();

diagnostics.subscribe('http.client.request.start', (message) => {
	const { request } = message as { request: ClientRequest };
	const those = attempts.get(String(request.getHeader('host')));
	if (!those) return;
	const attempt = { method: request.method, path: request.path.split('?')[0] };
	attemptOf.set(request, attempt);
	those.push(attempt);
});
diagnostics.subscribe('http.client.response.finish', (message) => {
	const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
	const attempt = attemptOf.get(request);
	if (attempt) attempt.status = response.statusCode;
});
diagnostics.subscribe('http.client.request.error', (message) => {
	const { request, error } = message as { request: ClientRequest; error: Error };
	const attempt = attemptOf.get(request);
	if (attempt) attempt.error = (error as { code?: string }).code ?? error.message;
});

/**
 * Where a platform refuses connections nobody else may listen: each process has an address of its
 * own where the system allows that, and each platform a port that no other one ever has.
 */
const { pid } = process;
const host =
	process.platform === 'linux'
		? `127.${1 + ((pid >> 16) & 63)}.${(pid >> 8) & 255}.${pid & 255 || 1}`
		: '127.0.0.1';
let port = 10_000;

/** Starts a platform, has it used, and stops it. `tried` is what its clients send meanwhile. */
export async function withPlatform<State extends object, T>(
	start: (at: Place) => Promise<TestPlatform<State>>,
	use: (platform: TestPlatform<State>, tried: Attempt[]) => Promise<T>,
): Promise<T> {
	const platform = await started(start);
	const own = new URL(platform.url).host;
	const tried: Attempt[] = [];
	attempts.set(own, tried);
	try {
		return await use(platform, tried);
	} finally {
		attempts.delete(own);
		await platform.stop();
	}
}

async function started<State extends object>(
	start: (at: Place) => Promise<TestPlatform<State>>,
): Promise<TestPlatform<State>> {
	for (;;) {
		try {
			return await start({ host, port: ++port });
		} catch (error) {
			if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
		}
	}
}

const LOST = new Set<RecordedRequest['answeredBy']>([
	...(['resetBefore', 'resetAfter', 'hang', 'hangAfter', 'html', 'cutJson', 'halfBody'] as const),
	...(['empty', 'emptyAfter', 'envelope', 'envelopeAfter'] as const),
]);

/**
 * What its sender can know of a record from the answer.
 * @param wrote the record took effect
 * @param isTold the answer has a row that is about it
 */
export function toldBy(
	{ answeredBy, status, answer }: RecordedRequest,
	wrote: boolean,
	isTold: boolean,
): 'yes' | 'no' | 'lost' | 'unclear' {
	const yesOrNo = wrote ? 'yes' : 'no';
	if (LOST.has(answeredBy)) return 'lost';
	if (answeredBy === 'status' || answeredBy === 'statusAfter')
		return status! >= 500 || status! < 300 ? 'lost' : 'no';
	if (answeredBy === 'trickle') return 'unclear';
	if (answeredBy === 'refusal') return answer?.includes('error.serverBusy') ? 'unclear' : 'no';
	if (answeredBy === 'dropRow' || answeredBy === 'skipRow')
		return status !== null && isTold ? yesOrNo : 'lost';
	return status === null ? 'lost' : yesOrNo;
}

export interface Shown {
	items: unknown;
	failure?: unknown;
	logs: string[];
}

/** Where a secret or a token is told. */
export function secretsIn(
	platform: TestPlatform<object>,
	{ items, failure, logs }: Shown,
): string[] {
	const secrets = [...secretsOf(platform.credential), ...tokensOf(platform)].flatMap(spellings);
	const shown = (value: unknown) => inspect(value, { depth: 12, maxStringLength: null });
	const places: Record<string, string> = {
		'an item': JSON.stringify(items),
		'the error': failure ? shown(failure) : '',
		'the log': logs.join('\n'),
	};
	return Object.entries(places)
		.filter(([, text]) => secrets.some((each) => text.includes(each)))
		.map(([place]) => place);
}

export function hasStruck(fault: Fault, requests: RecordedRequest[], tried: Attempt[]): boolean {
	if (fault.dead) return true;
	return (
		requests.some(({ answeredBy }) => answeredBy !== 'platform') ||
		tried.some(({ error }) => error !== undefined)
	);
}

/** Makes a platform fail as the fault says. */
export function strike(
	platform: TestPlatform<object>,
	fault: Fault,
	target: Parameters<Fault['rules']>[0],
): void {
	for (const rule of fault.rules(target)) platform.misbehave(rule);
	if (fault.dead) platform.misbehave({ how: 'refuse', ms: 2 * CELL_MS });
}

const MOST_LINES = 20;

/** So many lines as a person can read. */
export const shortened = (lines: string[], most = MOST_LINES): string[] => [
	...lines.slice(0, most),
	...(lines.length > most ? [`… ${lines.length - most} more`] : []),
];

/** A request in one line. */
export function wireLine(request: RecordedRequest, of = ''): string {
	const { method, path, status, answeredBy, applied } = request;
	const wrote = applied.length ? `, ${applied.length} written` : '';
	return `${method} ${path.replace(/^.*(restful|sync|open)/, '')}${of} ${status ?? '–'} (${answeredBy}${wrote})`;
}
