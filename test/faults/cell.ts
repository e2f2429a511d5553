/** Runs one cell of the matrix: an operation, under a fault, in a mode, on a platform of its own. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { toJson } from '../platforms/checks.ts';
import { textOf } from '../platforms/exchange.ts';
import { PLATFORMS } from '../platforms/index.ts';
import type { RecordedRequest, TestPlatform } from '../platforms/index.ts';
import { engine } from '../workflow/engine/cases.ts';
import type { CredentialData } from '../workflow/engine/credentials.ts';
import type { NodeUnderTest, RunResult } from '../workflow/engine/engine.ts';
import type { Fault, Target } from './faults.ts';
import type { Observation, Outcome, SaidOfItem, Sending, Truth } from './judge.ts';
import { judge } from './judge.ts';
import { nameOf, upTo } from './operation.ts';
import type { Operation, Place } from './operation.ts';
import type { Attempt, Result } from './wire.ts';
import { CELL_MS, hasStruck, secretsIn, shortened, strike } from './wire.ts';
import { toldBy, wireLine, withPlatform } from './wire.ts';

const AGAIN = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
/** What the node does after a failure. */
export const MODES = {
	stop: { onError: 'stopWorkflow' },
	'go on': { onError: 'continueErrorOutput' },
	retry: { onError: 'stopWorkflow', ...AGAIN },
	both: { onError: 'continueErrorOutput', ...AGAIN },
} satisfies Record<string, Partial<NodeUnderTest>>;
export type Mode = keyof typeof MODES;

export interface OperationCell extends Target {
	operation: Operation;
	fault: Fault;
	mode: Mode;
}

const CONCURRENCY = 4;
const RETRIES = 2;
/** Requests without an answer after which nothing further is to be sent. */
const MOST_UNANSWERED = 3;
/** Records: so many that an outage shows whether it ends the sending. */
const OUTAGE = { batched: 20, single: 10 };
const LASTING = { batched: 8, single: 5 };
const FEW = 3;

export function countOf({ operation, fault }: Pick<OperationCell, 'operation' | 'fault'>): number {
	const size = operation.batched ? 'batched' : 'single';
	const few = operation.few ?? FEW;
	if (!fault.lasts) return few;
	return fault.outage ? OUTAGE[size] : Math.max(few, LASTING[size]);
}

export async function runCell(cell: OperationCell, at: number): Promise<Result> {
	const { operation, fault, mode } = cell;
	const count = countOf(cell);
	const begin = async (at: Place) => await operation.start(at, count);
	return await withPlatform(begin, async (platform, tried) => {
		strike(platform, fault, cell);
		const started = performance.now();
		const [resource, name] = operation.name.split('.');
		const options = {
			...{
				concurrency: CONCURRENCY,
				retries: fault.retries ?? RETRIES,
				timeout: fault.timeout ?? 20,
			},
			...(operation.batched && { batchSize: 2 }),
		};
		const result = await engine.run({
			node: {
				type: operation.node,
				...MODES[mode],
				parameters: { resource, operation: name, ...operation.parameters, options },
			},
			items: upTo(count).map((n) => operation.item(n)),
			credentials: {
				[PLATFORMS[operation.node].credentialType]: platform.credential as CredentialData,
			},
			cancelAfter: CELL_MS,
		});
		// What is still under way, if the node did not wait for it.
		await sleep(30);
		const seen = observe(cell, platform, result, tried);
		const complaints = judge(seen);
		return {
			...{ at, name: cellName(cell), fault: fault.name },
			complaints,
			struck: hasStruck(fault, platform.requests, tried),
			said: counted(seen),
			...(complaints.length && { story: storyOf(cell, seen, platform, tried) }),
			ms: performance.now() - started,
		};
	});
}

function observe(
	cell: OperationCell,
	platform: TestPlatform<object>,
	result: RunResult,
	tried: Attempt[],
): Observation {
	const { operation, fault, mode } = cell;
	const { main, error, failure, cancelled } = result;
	const count = countOf(cell);
	const harmful = operation.writes.filter(({ twice }) => twice === 'harmful');
	const context = (failure as { context?: IDataObject } | undefined)?.context;
	const refused = fault.dead ?? fault.rules(cell).some(({ how }) => how === 'refuse');
	return {
		truths: upTo(count).map((n) => truthOf(n, count, operation, platform)),
		steps: operation.steps ?? false,
		goesOn: MODES[mode].onError === 'continueErrorOutput',
		items: [...main.map(saidByItem), ...error.map(saidByItem)],
		...(failure && {
			error: {
				message: failure.message,
				description: String((failure as { description?: unknown }).description ?? ''),
				item: context?.itemIndex as number | undefined,
			},
		}),
		ended: !cancelled,
		harmful: harmful.map(({ path }) => path),
		...(fault.outage && fault.lasts && { failing: failingOf(cell, platform, tried) }),
		secrets: secretsIn(platform, { items: [main, error], failure, logs: result.logs }),
		broken: refused && tried.some(({ error }) => error !== undefined && error !== 'ECONNREFUSED'),
	};
}

function saidByItem({ json, pairedItem }: INodeExecutionData): SaidOfItem {
	const item = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;
	if (json.error === undefined) return { item, outcome: 'done', text: '' };
	const details = (json.details ?? {}) as IDataObject;
	const text = `${String(json.error)} ${JSON.stringify(details)}`;
	return { item, outcome: details.outcome as Outcome, text };
}

/** What came of it: of each request, what the platform knows and what its answer told. */
function truthOf(
	n: number,
	count: number,
	operation: Operation,
	platform: TestPlatform<object>,
): Truth {
	const { state, requests } = platform;
	const marks = operation.marks(n, state);
	const isMeant = (text: string) => marks.some((mark) => text.includes(mark));
	const sendings: Sending[] = [];
	const written: Record<string, number> = {};
	const isShared = (text: string) =>
		upTo(count).some(
			(other) => other !== n && operation.marks(other, state).some((mark) => text.includes(mark)),
		);
	for (const { path, proof, answer } of operation.writes) {
		const those = requests.filter((each) => each.path.endsWith(path) && isMeant(textOf(each)));
		for (const request of those) {
			const times = request.applied.filter((row) => isMeant(toJson(row))).length;
			if (times) written[path] = (written[path] ?? 0) + 1;
		}
		sendings.push(
			...those.map((request): Sending & { at: number } => {
				const isNameless = answer === 'placed' && isShared(textOf(request));
				const told = isNameless && isPartly(request) ? 'unclear' : heardOf(request, isMeant);
				const proves = proof && told === 'no' && isProof(request, proof);
				return { at: requests.indexOf(request), path, told, ...(proves && { proves: true }) };
			}),
		);
	}
	sendings.sort((a, b) => (a as { at?: number }).at! - (b as { at?: number }).at!);
	return { sendings, written, holds: operation.holds(n, state) };
}

/** One of several rows was refused, and none says whose it is: no document promises their order. */
const isPartly = ({ answeredBy, applied }: RecordedRequest) =>
	answeredBy === 'refuseRow' && applied.length > 0;

/** What its sender can know of the record from the answer. */
const heardOf = (request: RecordedRequest, isMeant: (text: string) => boolean): Sending['told'] =>
	toldBy(
		request,
		request.applied.some((row) => isMeant(toJson(row))),
		isMeant(request.answer ?? ''),
	);

/** Where single rows are refused by a rule nobody can tell from the whole answer whose code it is. */
const isProof = ({ answeredBy, answer }: RecordedRequest, code: string) =>
	(answeredBy === 'platform' || answeredBy === 'refusal') && (answer ?? '').includes(code);

function failingOf(
	{ path, fault, mode, operation }: OperationCell,
	{ requests }: TestPlatform<object>,
	tried: Attempt[],
): Observation['failing'] {
	const isOfIt = (each: { path: string }) => fault.dead || each.path.endsWith(path);
	const answered = requests.filter((each) => isOfIt(each) && each.answeredBy === 'platform');
	const tries = mode === 'retry' || mode === 'both' ? 2 : 1;
	return {
		count: tried.filter(isOfIt).length - answered.length,
		// Where another path still answers in between, the count begins anew.
		most: tries * (MOST_UNANSWERED + CONCURRENCY * (operation.writes.length > 1 ? 2 : 1)),
	};
}

function counted({ items, error }: Observation): Record<Outcome, number> {
	const counts = { done: 0, rejected: 0, unknown: 0, notSent: 0 };
	for (const { outcome } of items) if (outcome in counts) counts[outcome]++;
	const [, , ...said] = (
		/Of (\d+) records?: (\d+) .*?(\d+) .*?(\d+) .*?(\d+) /.exec(error?.description ?? '') ?? []
	).map(Number);
	const [done = 0, rejected = 0, unknown = 0, notSent = 0] = said;
	return {
		done: counts.done + done,
		rejected: counts.rejected + rejected,
		unknown: counts.unknown + unknown,
		notSent: counts.notSent + notSent,
	};
}

export const cellName = ({ operation, path, fault, mode }: OperationCell) =>
	`${nameOf(operation)} → ${path.replace(/^.*restful/, '')} | ${fault.name} | ${mode}`;

/** What was said and what went over the wire; what is the same for several records stands once. */
function storyOf(
	cell: OperationCell,
	seen: Observation,
	{ requests, state }: TestPlatform<object>,
	tried: Attempt[],
): string {
	const { operation } = cell;
	const count = countOf(cell);
	const wire = requests.map((request) => {
		const text = textOf(request);
		const about = upTo(count).filter((n) =>
			operation.marks(n, state).some((mark) => text.includes(mark)),
		);
		return wireLine(request, about.length ? ` [${about.join(',')}]` : '');
	});
	const refused = tried.filter(({ error }) => error === 'ECONNREFUSED').length;
	const bySaid = Map.groupBy(
		seen.items.toSorted((a, b) => a.item - b.item),
		({ outcome, text }) => `${outcome}${text && `: ${text.slice(0, 200)}`}`,
	);
	const said = seen.error
		? [`error of item ${seen.error.item}: ${seen.error.message} | ${seen.error.description}`]
		: [...bySaid].map(([text, those]) => `${those.map(({ item }) => item).join(',')} ${text}`);
	return [
		...said.map((line) => `said: ${line}`),
		...shortened(wire),
		...(refused ? [`${refused} connections refused`] : []),
	].join('\n      ');
}
