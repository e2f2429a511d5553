/** Runs one sync under a fault, and then twice more when it has ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import { toJson } from '../../platforms/checks.ts';
import { textOf } from '../../platforms/exchange.ts';
import { PLATFORMS } from '../../platforms/index.ts';
import type { RecordedRequest, TestPlatform } from '../../platforms/index.ts';
import type { SyncResult } from '../../workflow/engine/sync.ts';
import { miscounts } from '../../workflow/sync/properties/items.ts';
import { MODES } from '../cell.ts';
import type { Mode } from '../cell.ts';
import type { Fault, Target } from '../faults.ts';
import type { Outcome, Sending, Truth } from '../judge.ts';
import type { Attempt, Cell, Result } from '../wire.ts';
import {
	AFTER_TOKENS_MS,
	hasStruck,
	secretsIn,
	shortened,
	strike,
	toldBy,
	wireLine,
	withPlatform,
} from '../wire.ts';
import { faultsOf } from './faults.ts';
import { HIPPIUS } from './hippius.ts';
import type { SaidOfRecord, SyncObservation } from './judge.ts';
import { judgeSync } from './judge.ts';
import type { Kept } from './run.ts';
import { runsOf } from './run.ts';
import type { Scene, Step } from './scene.ts';
import { isIdle, nameOf } from './scene.ts';
import { WEAVER_E10 } from './weaverE10.ts';
import { YUNZHIJIA } from './yunzhijia.ts';

export interface SyncCell extends Target {
	scene: Scene;
	/** What the path is to the sync. */
	as: 'write' | 'read' | 'look' | 'token';
	fault: Fault;
	mode: Mode;
}

const SCENES = [...YUNZHIJIA, ...WEAVER_E10, ...HIPPIUS];

export function syncCells(): Cell[] {
	return SCENES.flatMap((scene) =>
		faultsOf(scene).map((cell) => ({
			name: `${nameOf(scene)} → ${cell.path} | ${cell.fault.name} | ${cell.mode}`,
			fault: cell.fault,
			run: async (at) => await runSyncCell(cell, at),
		})),
	);
}

async function runSyncCell(cell: SyncCell, at: number): Promise<Result> {
	const { scene, fault, mode, path } = cell;
	return await withPlatform(scene.start, async (platform, tried) => {
		const { requests, state } = platform;
		const started = performance.now();
		const run = runsOf(scene, platform, await known(scene, platform));
		requests.length = 0;
		const before = scene.shown(state);
		strike(platform, fault, cell);
		const options = { timeout: fault.timeout ?? 20, retries: fault.retries ?? 2 };
		const result = await run(scene.tables, options, MODES[mode]);
		// What is still under way, if the node did not wait for it.
		await sleep(30);
		const struck = hasStruck(fault, requests, tried);
		const first = requests.slice();
		const seen = observe(cell, platform, result, tried, first);
		platform.behave();
		if (cell.as === 'token') await sleep(AFTER_TOKENS_MS);
		const next = await run(scene.tables);
		const shown = scene.shown(state);
		const count = requests.length;
		const last = await run(scene.tables);
		const failure = next.failure ?? last.failure;
		const complaints = judgeSync({
			...seen,
			...{ before, wanted: scene.wanted },
			rest: {
				...{ shown, failure: failure?.message },
				writes: writesIn(requests.slice(count), scene),
			},
		});
		const story = [
			...saidLines(seen),
			...shortened(first.map((each) => wireLine(each))),
			...saidLines({ said: saidBy(next) }).map((line) => `then ${line}`),
		];
		return {
			...{ at, fault: `sync: ${fault.name}`, complaints, struck, said: countedIn(seen) },
			name: `${nameOf(scene)} → ${path} | ${fault.name} | ${mode}`,
			...(complaints.length && { story: story.join('\n      ') }),
			ms: performance.now() - started,
		};
	});
}

const earlier = new Map<Scene, Promise<{ state: object; kept: Kept }>>();

/** Where all is known by an earlier run, as that run left it; the run itself is made once. */
async function known(scene: Scene, { state }: TestPlatform<object>): Promise<Kept> {
	const { start, earlier: tables } = scene;
	if (!tables) return new Map();
	const made =
		earlier.get(scene) ??
		withPlatform(start, async (platform) => {
			const kept: Kept = new Map();
			await runsOf(scene, platform, kept)(tables);
			return { state: platform.state, kept };
		});
	earlier.set(scene, made);
	const left = structuredClone(await made);
	Object.assign(state, left.state);
	return left.kept;
}

/** Whatever is neither asked nor a request for a token. */
function writesIn(requests: RecordedRequest[], { reads, looks = [], node }: Scene): number {
	const others = [...Object.keys(reads), ...looks, PLATFORMS[node].tokenPath, '/oauth2/authorize'];
	return requests.filter(({ path }) => !others.some((end) => path.endsWith(end))).length;
}

function observe(
	cell: SyncCell,
	platform: TestPlatform<object>,
	result: SyncResult,
	tried: Attempt[],
	requests: RecordedRequest[],
): Omit<SyncObservation, 'before' | 'wanted' | 'rest'> {
	const { scene, fault, mode, as } = cell;
	const { changes, error, failure, cancelled, logs, summary } = result;
	const { fingerprint } = summary[0]?.json ?? {};
	const isEarly = failure !== undefined || !fingerprint;
	const plan = Object.entries(scene.plan).map(([record, action]) => [
		record,
		{ action, ...(!isIdle(action) && { truth: truthOf(scene, record, platform.state, requests) }) },
	]);
	const tables = Object.fromEntries(
		scene.kinds.map((kind, input) => [kind, scene.tables[input]]),
	) as never;
	const refuses = fault.dead ?? fault.rules(cell).some(({ how }) => how === 'refuse');
	const canRead = Object.keys(scene.reads).length > 0;
	const isLasting = fault.dead ?? (fault.lasts && as !== 'write');
	return {
		plan: Object.fromEntries(plan),
		said: saidBy(result),
		failure: failure?.message,
		isEarly,
		mayEndEarly: as === 'read' || as === 'token' || fault.dead === true,
		mustEndEarly: canRead && as !== 'look' && isLasting === true,
		goesOn: MODES[mode].onError === 'continueErrorOutput',
		rows: scene.tables.flat().length,
		miscounts: isEarly ? [] : miscounts(result, scene.kinds, tables, {}),
		written: requests.filter(({ applied }) => applied.length > 0).length,
		looksAgain: canRead && !fault.lasts && !refuses,
		broken: refuses && tried.some(({ error }) => error !== undefined && error !== 'ECONNREFUSED'),
		ended: !cancelled,
		secrets: secretsIn(platform, { items: [changes, error, summary], failure, logs }),
		after: scene.shown(platform.state),
	};
}

const saidBy = ({ records }: Pick<SyncResult, 'records'>): SaidOfRecord[] =>
	records.map(({ kind, key, action, outcome, reason }) => ({
		record: `${String(kind)} ${String(key)}`,
		...{ action: String(action), text: String(reason) },
		...(outcome !== undefined && { outcome: String(outcome) }),
	}));

function truthOf(
	{ steps, wanted, shown }: Scene,
	record: string,
	state: object,
	requests: RecordedRequest[],
): Truth {
	const sendings: Sending[] = [];
	const written: Record<string, number> = {};
	for (const step of steps[record]) {
		const isOf = aboutOf(step, state);
		const name = `${step.path} ${String(step.is)}`;
		for (const request of requests) {
			if (!request.path.endsWith(step.path) || !rowsOf(request).some(isOf)) continue;
			const wrote = request.applied.some((row) => isOf(toJson(row)));
			if (wrote) written[name] = (written[name] ?? 0) + 1;
			sendings.push({ path: name, told: toldBy(request, wrote, isOf(request.answer ?? '')) });
		}
	}
	return { sendings, written, holds: new Map(shown(state)).get(record) === wanted[record] };
}

function aboutOf({ is }: Step, state: object): (text: string) => boolean {
	if (is instanceof RegExp) return (text) => is.test(text);
	const mark = typeof is === 'string' ? is : is(state);
	return (text) => mark !== undefined && text.includes(mark);
}

/** What a request sends, row by row where they stand in a list of JSON. */
function rowsOf(request: RecordedRequest): string[] {
	const { data, datas } = (request.body ?? {}) as { data?: unknown; datas?: unknown };
	const list = [data, datas].find(Array.isArray);
	return list ? list.map((row) => toJson(row)) : [textOf(request)];
}

function countedIn({ said }: Pick<SyncObservation, 'said'>): Record<Outcome, number> {
	const count = (wanted: Outcome) => said.filter(({ outcome }) => outcome === wanted).length;
	return {
		...{ done: count('done'), rejected: count('rejected') },
		...{ unknown: count('unknown'), notSent: count('notSent') },
	};
}

const saidLines = ({ said, failure }: Pick<SyncObservation, 'said' | 'failure'>): string[] => [
	...(failure === undefined ? [] : [`failed: ${failure}`]),
	...said
		.filter(({ outcome }) => outcome !== undefined)
		.map(
			({ record, action, outcome, text }) =>
				`said: ${action} ${record}: ${outcome} ${outcome === 'done' ? '' : text.slice(0, 200)}`,
		),
];
