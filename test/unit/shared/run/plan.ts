/** Plans of what a platform answers to a run, request by request, and what must come of it. */
import type { IHttpRequestOptions, NodeApiError } from 'n8n-workflow';
import fc from 'fast-check';
import type { DirectoryRecord } from '../../../../nodes/shared/contract/index.ts';
import { run } from '../../../../nodes/shared/run/run.ts';
import {
	contextOf,
	credential,
	ended,
	inMs,
	networkError,
	platform,
	response,
	type TestCredential,
} from '../fakes.ts';
import { rowParameters, rowsOf, writing } from './writing.ts';

/** What a request can come to → what its records can, if it was the last that carried them. */
export const ENDS = {
	done: 'done',
	someRefused: 'done',
	refused: 'rejected',
	'502': 'unknown',
	html: 'unknown',
	reset: 'unknown',
	timeout: 'unknown',
	unreachable: 'notSent',
	busy: 'notSent',
	tokenRejected: 'notSent',
} as const;
type End = keyof typeof ENDS;

const answerOf = (end: End, rows: Array<{ place: number }>) => {
	const no = (code: string) => response({ ok: false, code, text: 'says' });
	const data = end === 'someRefused' ? rows.filter(refuses).map(({ place }) => place) : [];
	return {
		done: response({ ok: true, data }),
		someRefused: response({ ok: true, data }),
		refused: no('full'),
		'502': response('<html>', 502),
		html: response('<html>'),
		reset: networkError('ECONNRESET'),
		timeout: networkError('ECONNABORTED'),
		unreachable: networkError('ECONNREFUSED', 2),
		busy: no('busy'),
		tokenRejected: no('expired'),
	}[end];
};
const refuses = ({ place }: { place: number }) => place % 2 === 1;

export interface Attempt {
	places: number[];
	codes: string[];
	token: string;
	end: End;
	began: number;
	ended: number;
	/** How many requests are under way with it. */
	together: number;
}

export interface Plan {
	items: Array<{ code: string; group: string; credential: number }>;
	answers: Array<{ end: End; ms: number }>;
	tokens: 'given' | 'refused' | 'unreachable';
	batchSize: number;
	concurrency: number;
	retries: number;
	repeatable: boolean;
	keyed: boolean;
	continueOnFail: boolean;
}

export const LIMIT = 4;
const mostly = (ends: End[]) =>
	fc.oneof(
		{ weight: 3, arbitrary: fc.constant<End>('done') },
		{ weight: 2, arbitrary: fc.constantFrom<End>(...ends) },
	);
export const plan = fc.record<Plan>({
	items: fc.array(
		fc.record({
			code: fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f', 'g'),
			group: fc.constantFrom('x', 'y'),
			credential: fc.nat(1),
		}),
		{ maxLength: 14 },
	),
	answers: fc.array(
		fc.record({ end: mostly(Object.keys(ENDS) as End[]), ms: fc.constantFrom(0, 1, 5, 40) }),
		{ minLength: 1, maxLength: 12 },
	),
	tokens: fc.constantFrom('given', 'given', 'given', 'given', 'refused', 'unreachable'),
	batchSize: fc.integer({ min: 1, max: LIMIT + 2 }),
	concurrency: fc.integer({ min: 1, max: 4 }),
	retries: fc.nat(2),
	repeatable: fc.boolean(),
	keyed: fc.boolean(),
	continueOnFail: fc.constant(true),
});

/** Runs the plan against a platform that answers one request after the other as planned. */
export async function follow({ items, answers, tokens, ...how }: Plan) {
	const attempts: Attempt[] = [];
	const credentials = [credential(), credential()];
	let given = 0;
	const helper = async (options: IHttpRequestOptions): Promise<unknown> => {
		if (options.url.endsWith('/token')) {
			const { id } = JSON.parse(String(options.body)) as TestCredential;
			if (tokens === 'unreachable') throw networkError('ENOTFOUND');
			return response(tokens === 'refused' ? {} : { token: `${id} ${++given}` });
		}
		const { end, ms } = answers[attempts.length % answers.length];
		const rows = rowsOf(options);
		const [token] = String(options.headers?.Authorization).split(' ');
		const [places, codes] = [rows.map(({ place }) => place), rows.map(({ code }) => code)];
		const together = 1 + attempts.filter(({ ended }) => ended === Infinity).length;
		const attempt = { places, codes, token, end, began: Date.now(), ended: Infinity, together };
		attempts.push(attempt);
		if (ms) await inMs(ms);
		attempt.ended = Date.now();
		const answer = answerOf(end, rows);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const { batchSize, concurrency, retries } = how;
	const options = { batchSize, concurrency, retries };
	const key = how.keyed ? ({ row }: DirectoryRecord) => String(row.code) : undefined;
	const context = contextOf({
		items: items.map(({ code, group }) => ({ code, group })),
		parameters: rowParameters(options),
		credentialOf: (index) => ({ ...credentials[items[index].credential] }),
		continueOnFail: how.continueOnFail,
		helper,
	});
	const operation = { batch: { size: LIMIT, limit: LIMIT }, key };
	const running = run(context, platform, writing(operation, how.repeatable)).then(
		([result]) => ({ result, error: undefined }),
		(error: NodeApiError) => ({ result: [], error }),
	);
	const end = await ended(running);
	const owner = (place: number) => credentials[items[place].credential].id;
	return { ...end, attempts, owner };
}

/** What must have become of an item, by the requests that carried it. */
export function expected({ items }: Plan, attempts: Attempt[], place: number): string {
	if (items[place].code === '') return 'rejected';
	const own = attempts.filter(({ places }) => places.includes(place));
	const last = own.at(-1);
	if (!last) return 'notSent';
	if (last.end === 'someRefused') return refuses({ place }) ? 'rejected' : 'done';
	const end = ENDS[last.end];
	// A request before it may have taken effect.
	return (end === 'notSent' || end === 'rejected') &&
		own.some((attempt) => ENDS[attempt.end] === 'unknown')
		? 'unknown'
		: end;
}
