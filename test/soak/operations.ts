/** Single operations of all kinds: each of the matrix of faults on a platform of its own, and queries. */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { OPERATIONS } from '../faults/matrix.ts';
import { nameOf } from '../faults/operation.ts';
import { engine, run } from '../workflow/engine/cases.ts';
import type { RunResult } from '../workflow/engine/engine.ts';
import { key, upTo } from '../faults/operation.ts';
import { someFaults } from './faults.ts';
import type { Lane } from './lane.ts';
import type { Search } from './left.ts';
import { complain, searchFor } from './left.ts';
import type { PlatformName } from './platform-process.ts';
import { RECORDS } from './records.ts';
import type { Random } from './random.ts';
import type { Remote } from './remote.ts';
import type { Holding } from './sides.ts';

const itemOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

/** Of a node, each query with the kind of which it gives all that is active, and nothing else. */
const QUERIES: Record<PlatformName, Array<[resource: string, kind?: string]>> = {
	yunzhijia: [['person', 'person'], ['department'], ['leader'], ['partTimeJob']],
	weaverE10: [['employee', 'employee'], ['position'], ['organization']],
	hippius: [],
};

export class Operations {
	private readonly remote: Remote;
	private readonly random: Random;
	private readonly part: 0 | 1;
	private readonly searches = new Map<number, Search>();
	runs = 0;

	/** @param part of two: those of the other one are not touched, and may run at the same time */
	constructor(remote: Remote, random: Random, part: 0 | 1) {
		this.remote = remote;
		this.random = random;
		this.part = part;
	}

	/** One of the writes, so often where its platform fails. */
	async anyWrite(): Promise<void> {
		const { random } = this;
		const at = 2 * random.below(Math.floor(OPERATIONS.length / 2)) + this.part;
		const operation = OPERATIONS[at];
		const platform = this.remote.platform(at);
		const search = this.searches.get(at) ?? (await searchFor(platform));
		this.searches.set(at, search);
		const paths = [...operation.writes.map(({ path }) => path), ...(operation.queries ?? [])];
		const rows = ['', key(1)];
		const faults = random.chance(0.6) ? someFaults({ paths, rows }, random) : [];
		for (const rule of faults) await platform.misbehave(rule);
		const onError = random.chance(0.7) ? 'continueErrorOutput' : 'stopWorkflow';
		const [resource, name] = operation.name.split('.');
		const options = {
			...{ retries: random.chance(0.2) ? 1 : 0, timeout: 20 },
			...(operation.batched && { batchSize: 2 }),
		};
		const result = await run(
			operation.node,
			{ credential: await platform.credential() },
			[resource, name],
			{ ...operation.parameters, options } as INodeParameters,
			upTo(RECORDS).map((n) => operation.item(n)),
			{ onError },
		);
		this.runs++;
		const what = `${nameOf(operation)}, ${faults.map(({ how }) => how).join('+') || 'no faults'}`;
		account(what, result, onError);
		if (faults.length === 0) {
			const held = await platform.held();
			if (held.includes(false)) complain(`${what}: of its records are done: ${held.join()}`);
		}
		await search(what, result.run, result.logs, result.failure);
		await platform.behave();
		await platform.reset();
	}

	/** All of a kind are read. */
	async anyQuery({ name, random, platform, search, credentials, subject }: Lane): Promise<void> {
		const query = random.one(QUERIES[name]);
		if (!query) return;
		const [resource, kind] = query;
		const credential = credentials[subject.credential];
		const parameters = { returnAll: true };
		const result = await run(name, { credential }, [resource, 'getAll'], parameters, [{}]);
		this.runs++;
		const there = kind ? countOf(await platform.holds(), kind) : result.main.length;
		if (result.main.length !== there || result.error.length > 0)
			complain(`${name}: ${result.main.length} of ${there} were read of ${resource}`);
		await search(`${name}, ${resource}`, result.run, result.logs, result.failure);
	}

	/** The button "Test" of a credential. */
	async test({ subject, credentials, search }: Lane): Promise<void> {
		const said = await engine.testCredential(subject.credential, credentials[subject.credential]);
		this.runs++;
		if (said.status !== 'OK') complain(`${subject.credential}: ${said.message}`);
		await search('test', said);
	}
}

const countOf = (holds: Holding, kind: string) =>
	Object.keys(holds).filter((each) => each.startsWith(`${kind} `)).length;

/** Each record leaves once, or its run stopped and says why. */
function account(what: string, { main, error, failure }: RunResult, onError: string): void {
	if (failure && onError === 'stopWorkflow') return;
	if (failure) complain(`${what} failed: ${failure.message}`);
	const left = [...main, ...error].map(itemOf).toSorted((a, b) => a - b);
	if (left.join() !== upTo(RECORDS).join()) complain(`${what}: items of ${left.join()} left`);
}
