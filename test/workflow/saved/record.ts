/**
 * Makes the files of a version from what the tests know: the samples of the output schemas, the
 * writes, syncs and watches of the faults, and what stands in more.ts. `npm run saved` writes them.
 */
import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';
import { OPERATIONS } from '../../faults/matrix.ts';
import { nameOf, upTo } from '../../faults/operation.ts';
import { HIPPIUS } from '../../faults/syncs/hippius.ts';
import type { Kept } from '../../faults/syncs/run.ts';
import { runsOf } from '../../faults/syncs/run.ts';
import type { Scene } from '../../faults/syncs/scene.ts';
import { nameOf as nameOfScene } from '../../faults/syncs/scene.ts';
import { WEAVER_E10 } from '../../faults/syncs/weaverE10.ts';
import { YUNZHIJIA } from '../../faults/syncs/yunzhijia.ts';
import { WATCHED } from '../../faults/triggers/watches.ts';
import type { TestPlatform } from '../../platforms/index.ts';
import { startYunzhijia } from '../../platforms/index.ts';
import { engine } from '../engine/cases.ts';
import { n8nWorkflow } from '../engine/n8n.ts';
import { NODE_TYPES, PLATFORMS } from '../../platforms/index.ts';
import { operationsOf, SAMPLES } from '../schemas/schemas.ts';
import { seedTeam } from '../Yunzhijia/trigger/watch.ts';
import { CALLS, MORE, WATCHING } from './more.ts';
import { descriptionOf, offeredBy } from './parameters.ts';
import type { SavedNode, SavedWorkflow } from './saved.ts';
import { called, kept, platformOf, polled, sentBy, startSaved, withSet } from './saved.ts';

/** Of all nodes, in the order of the package. */
export async function recordAll(): Promise<SavedNode[]> {
	const nodes: SavedNode[] = [];
	for (const node of Object.keys(engine.loader.nodeTypes)) nodes.push(await record(node));
	return nodes;
}

async function record(node: string): Promise<SavedNode> {
	const recording = new Recording(node);
	const type = platformOf(node);
	if (NODE_TYPES.includes(node as never)) {
		for (const name of operationsOf(type)) {
			const { parameters = {}, items = [{}] } = SAMPLES[type].operations[name];
			await recording.operation(name, name, parameters, items, async () =>
				SAMPLES[type].start(name),
			);
		}
		for (const operation of OPERATIONS.filter((each) => each.node === node)) {
			const count = operation.few ?? 2;
			const items = upTo(count).map((n) => operation.item(n));
			const { name, parameters, start } = operation;
			const title = `${nameOf(operation).split(' ').slice(1).join(' ')}, several`;
			await recording.operation(title, name, parameters, items, async () =>
				start({ host: '127.0.0.1' }, count),
			);
		}
		for (const { name, title, parameters, items = [{}] } of MORE[type])
			await recording.operation(title, name, parameters, items, async () =>
				SAMPLES[type].start(name),
			);
	} else if (node.endsWith('Sync')) {
		for (const scene of [...YUNZHIJIA, ...WEAVER_E10, ...HIPPIUS])
			if (`${scene.node}Sync` === node) await recording.sync(scene);
	} else if (node.endsWith('PollingTrigger')) {
		for (const watched of WATCHED)
			if (`${watched.node}PollingTrigger` === node) await recording.polls(watched);
	} else {
		for (const call of CALLS) await recording.calls(call);
	}
	return recording.saved;
}

class Recording {
	readonly saved: SavedNode;
	/** What the platform holds when it is new: this need not be said. */
	#empty?: Record<string, unknown>;

	constructor(node: string) {
		this.saved = { node, typeVersion: 1, parameters: offeredBy(node), states: {}, workflows: [] };
	}

	async operation(
		title: string,
		name: string,
		given: INodeParameters,
		items: IDataObject[],
		start: () => Promise<TestPlatform<object>>,
	) {
		const [resource, operation] = name.split('.');
		const made = await this.#begin(title, { resource, operation, ...given }, [items], start);
		made.requests = await this.#sent(made);
		if (made.requests.length === 0) throw new Error(`${title} sends nothing`);
		if (title === name) await this.#addVariants(made, { resource, operation, ...given });
		this.saved.workflows.push(made);
	}

	/** All that is chosen, all that is left at its default, and tables with other headers. */
	async sync(scene: Scene) {
		const { kinds, parameters, tables, earlier } = scene;
		const base = { kinds: [...kinds], mode: 'apply', show: 'all', limits: ANY, ...parameters };
		const chosen = { ...base, options: { concurrency: 1, batchSize: 2 } } as INodeParameters;
		const choices: Record<string, [INodeParameters, IDataObject[][]]> = {
			'everything chosen': [chosen, tables],
			'other headers': [{ ...chosen, ...columnsOf(scene) }, tables.map(withOtherHeaders)],
			'applied with defaults': [{ mode: 'apply' }, tables],
			'as dropped on the canvas': [{}, tables],
		};
		for (const [choice, [given, rows]] of Object.entries(choices)) {
			const platform = await scene.start({ host: '127.0.0.1' });
			const memory: Kept = new Map();
			if (earlier) await runsOf(scene, platform, memory)(earlier);
			const inputs = [...rows, ...(earlier ? [[...memory.values()]] : [])];
			const title = `${nameOfScene(scene)}, ${choice}`;
			const made = await this.#begin(title, given, inputs, async () => platform);
			if (earlier) made.platform = { ...made.platform, positionsGoAlong: true };
			made.requests = await this.#sent(made);
			if (given === chosen) await this.#addVariants(made, chosen);
			this.saved.workflows.push(made);
		}
	}

	async #addVariants(made: SavedWorkflow, given: INodeParameters) {
		const variants: SavedWorkflow['variants'] = [];
		for (const set of this.#otherwise(given)) {
			const other = { ...made, parameters: withSet(made.parameters, set) };
			const requests = await this.#sent(other);
			if (requests.length > 0 && !isDeepStrictEqual(requests, made.requests))
				variants.push({ set, requests });
		}
		if (variants.length > 0) made.variants = variants;
	}

	async polls({ node, watch, start, first, second }: (typeof WATCHED)[number]) {
		const platform = await start({ host: '127.0.0.1' });
		const { state } = platform;
		const polls = [{ state: await this.#stateOf(`${watch}, before`, platform) }];
		for (const happening of [first, second]) {
			happening.do(state);
			const later = `${watch}, changed${polls.length > 1 ? ' again' : ''}`;
			polls.push({ state: await this.#stateOf(later, platform) });
		}
		await platform.stop();
		const [{ state: name }] = polls;
		for (const [title, given] of Object.entries(WATCHING[node][watch])) {
			const parameters = this.#asSaved({ watch, ...given });
			const made: SavedWorkflow = {
				...{ name: `${watch}, ${title}`, state: name, parameters, requests: [] },
				polls: polls.map((poll) => ({ ...poll, told: [], requests: [] })),
			};
			const again = await startSaved(this.saved, made);
			made.polls = await polled(this.saved, made, again);
			await again.stop();
			this.saved.workflows.push(made);
		}
	}

	async calls({ title, parameters, events }: (typeof CALLS)[number]) {
		const start = async () => await startYunzhijia({ seed: (state) => seedTeam(state) });
		const made = await this.#begin(title, parameters, undefined, start as never);
		made.events = events;
		const platform = await startSaved(this.saved, made);
		Object.assign(made, await called(this.saved, made, platform));
		await platform.stop();
		this.saved.workflows.push(made);
	}

	async #begin(
		name: string,
		given: INodeParameters,
		inputs: IDataObject[][] | undefined,
		start: () => Promise<TestPlatform<object>>,
	): Promise<SavedWorkflow> {
		const platform = await start();
		const { edition } = platform.credential;
		const state = await this.#stateOf(name, platform);
		await platform.stop();
		return {
			...{ name, state, ...(edition !== undefined && { platform: { edition } }) },
			...{ parameters: this.#asSaved(given), ...(inputs && { inputs }), requests: [] },
		};
	}

	/** Parameters as the editor saves them. */
	#asSaved(given: INodeParameters): INodeParameters {
		const description = descriptionOf(this.saved.node);
		const { typeVersion } = this.saved;
		const node = { typeVersion };
		const { properties } = description;
		return n8nWorkflow.NodeHelpers.getNodeParameters(
			properties,
			structuredClone(given),
			false,
			false,
			node,
			description,
		)!;
	}

	/** Its name in the file: that of the first workflow that has it. */
	async #stateOf(name: string, { state }: TestPlatform<object>): Promise<string> {
		this.#empty ??= await this.#whenNew();
		const held = Object.fromEntries(
			Object.entries(kept(state) as object).filter(
				([member, value]) => !isDeepStrictEqual(value, this.#empty![member]),
			),
		);
		const { states } = this.saved;
		const same = Object.keys(states).find((each) => isDeepStrictEqual(states[each], held));
		states[same ?? name] ??= held;
		return same ?? name;
	}

	async #whenNew() {
		const platform = await PLATFORMS[platformOf(this.saved.node)].start();
		await platform.stop();
		return kept(platform.state) as Record<string, unknown>;
	}

	async #sent(workflow: SavedWorkflow) {
		const platform = await startSaved(this.saved, workflow);
		try {
			return await sentBy(this.saved, workflow, platform);
		} finally {
			await platform.stop();
		}
	}

	/** Each switch and each choice of the operation, set to each value that it can have. */
	#otherwise(parameters: INodeParameters): Array<Record<string, unknown>> {
		const description = descriptionOf(this.saved.node);
		const node = { typeVersion: this.saved.typeVersion };
		const shown = description.properties.filter(
			(property) =>
				!['resource', 'operation'].includes(property.name) &&
				n8nWorkflow.NodeHelpers.displayParameterPath(parameters, property, '', node, description),
		);
		return shown.flatMap((property) => settingsOf(property));
	}
}

/** So that a few removals in a small organisation are no accident. */
const ANY = { maxRemovals: 100_000, maxRemovalsPercent: 100 };

/** The columns of each table by other names, as the form says it. */
function columnsOf({ kinds, tables }: Scene): INodeParameters {
	return Object.fromEntries(
		kinds.map((kind, input) => [
			`${kind}Columns`,
			{
				columns: Object.keys(tables[input][0]).map((column) => ({ column, from: header(column) })),
			},
		]),
	);
}

const header = (column: string) => `HR ${column}`;
const withOtherHeaders = (rows: IDataObject[]) => {
	const [first] = rows;
	return rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([column, cell]) => [
				column in first ? header(column) : column,
				cell,
			]),
		),
	);
};

function settingsOf({ name, type, options = [], typeOptions }: INodeProperties, within = '') {
	const path = within + name;
	const values = (options as INodePropertyOptions[]).map(({ value }) => value);
	const set = (all: unknown[]) => all.map((value) => ({ [path]: value }));
	if (type === 'boolean') return set([true, false]);
	if (type === 'options') return set(values);
	if (type === 'multiOptions') return set(values.map((value) => [value]));
	const members: INodeProperties[] = [];
	if (type === 'collection') members.push(...(options as INodeProperties[]));
	const found: Array<Record<string, unknown>> = members.flatMap((member) =>
		settingsOf(member, `${path}.`),
	);
	if (type === 'fixedCollection' && !typeOptions?.multipleValues)
		for (const group of options as INodePropertyCollection[])
			found.push(...group.values.flatMap((member) => settingsOf(member, `${path}.${group.name}.`)));
	return found;
}
