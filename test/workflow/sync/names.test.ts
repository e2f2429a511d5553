/** What sync nodes offer: names and values that saved workflows rely on, and their wording. */
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { engine } from '../engine/cases.ts';
import { LISTED, SYNCS } from '../names.ts';

const CHINESE = /\p{Script=Han}/u;

describe.each(Object.entries(SYNCS))('%s', (name, { kinds, preset, memory }) => {
	const { description } = engine.loader.nodeTypes[name].type as INodeType;
	const { properties } = description;
	const parameter = (wanted: string) => properties.find((each) => each.name === wanted)!;
	const valuesOf = ({ options = [] }: INodeProperties) =>
		(options as INodePropertyOptions[]).map(({ value }) => value);
	const fieldsOf = ({ options = [] }: INodeProperties) =>
		(options as INodeProperties[]).map((field) => [field.name, field.default]);

	it('has an input for each kind, always, and the outputs Changes and Summary', () => {
		expect(description).toMatchObject({
			name,
			version: [1],
			inputs: [...Object.values(kinds).map(({ input }) => input), ...(memory ? [memory] : [])].map(
				(displayName) => ({ type: 'main', displayName }),
			),
			requiredInputs: 1,
			outputs: ['main', 'main'],
			outputNames: ['Changes', 'Summary'],
			usableAsTool: true,
			credentials: [{ name: `${name.replace('Sync', '')}Api`, required: true }],
		});
	});

	it('has the parameters in this order', () => {
		const ofKinds = Object.entries(kinds).flatMap(([kind, { matchBy, missing }]) => [
			...(matchBy.length ? [`${kind}MatchBy`] : []),
			...(missing.length ? [`${kind}Missing`] : []),
			`${kind}Columns`,
		]);
		expect(properties.map((each) => each.name)).toEqual([
			...['notice', 'kinds', 'mode', 'approvedPlan', ...ofKinds],
			...['actions', 'scope', 'limits', 'onInvalid', 'show', 'options'],
		]);
	});

	it('has these values and defaults', () => {
		expect([valuesOf(parameter('kinds')), parameter('kinds').default]).toEqual([
			Object.keys(kinds),
			preset,
		]);
		expect([valuesOf(parameter('mode')), parameter('mode').default]).toEqual([
			['plan', 'apply'],
			'plan',
		]);
		const enables = name === 'yunzhijiaSync' ? ['enable'] : [];
		expect(valuesOf(parameter('actions')).toSorted()).toEqual([
			...['create', ...enables, 'restore', 'update'],
		]);
		expect(parameter('actions').default).toEqual(['create', 'update', 'restore']);
		expect(valuesOf(parameter('onInvalid'))).toEqual(['skip', 'stop']);
		expect(valuesOf(parameter('show'))).toEqual(['changes', 'all']);
		expect(fieldsOf(parameter('scope'))).toEqual([
			...[
				['departments', ''],
				['emptyCells', 'keep'],
				['onlyIfEmpty', ''],
			],
			...[
				['onlyWhenCreating', ''],
				['protected', ''],
			],
		]);
		expect(Object.fromEntries(fieldsOf(parameter('limits')))).toMatchObject({
			...{ maxRemovals: 50, maxRemovalsPercent: 10, minMatchedPercent: 50 },
			allowEmptySource: false,
		});
		expect(
			fieldsOf(parameter('limits'))
				.map(([each]) => each)
				.toSorted(),
		).toEqual([
			...['allowEmptySource', 'maxCreates', 'maxCreatesPercent', 'maxRemovals'],
			...['maxRemovalsPercent', 'maxUpdates', 'maxUpdatesPercent', 'minMatchedPercent'],
		]);
	});

	it.each(Object.entries(kinds))('asks for %s only where it is chosen', (kind, expected) => {
		const own = properties.filter(({ displayOptions }) =>
			displayOptions?.show?.kinds?.includes(kind),
		);
		const [missing, columns] = [parameter(`${kind}Missing`), parameter(`${kind}Columns`)];
		const { matchBy, missing: ways } = expected;
		expect(own.length).toBe(1 + (matchBy.length ? 1 : 0) + (ways.length ? 1 : 0));
		if (expected.matchBy.length)
			expect(valuesOf(parameter(`${kind}MatchBy`))).toEqual(expected.matchBy);
		if (ways.length) expect([valuesOf(missing), missing.default]).toEqual([ways, 'keep']);
		const [{ values }] = columns.options as Array<{ values: INodeProperties[] }>;
		expect(values.map((each) => each.name)).toEqual(['column', 'from']);
		expect(valuesOf(values[0]).toSorted(), LISTED).toEqual(expected.columns.toSorted());
		for (const { name: shown } of values[0].options as INodePropertyOptions[])
			expect(shown, 'needs the vendor’s Chinese term: Weights (排序权重)').toMatch(CHINESE);
	});

	it('explains every parameter', () => {
		for (const { name: own, type, description: says = '' } of properties)
			if (type !== 'notice' && own !== 'options' && own !== 'scope')
				expect([own, says]).toEqual([own, expect.stringMatching(/.{20}/)]);
	});
});

describe('docs/sync.md', () => {
	const text = readFileSync('docs/sync.md', 'utf8');
	/** What stands below the platform's own heading. */
	const partOf = (title: string) =>
		text.split(/^(?=##+ )/m).find((part) => part.startsWith(`### ${title}\n`)) ?? '';

	it.each(Object.keys(SYNCS))('names every column of %s with a header that it goes by', (name) => {
		const { description } = engine.loader.nodeTypes[name].type as INodeType;
		const columns = description.properties
			.filter((each) => each.name.endsWith('Columns'))
			.flatMap(({ options = [] }) => (options as Array<{ values: INodeProperties[] }>)[0].values)
			.filter((each) => each.name === 'column')
			.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
		const title = description.displayName.replace(/ Sync$/, '');
		const part = partOf(title);
		const missing = columns.filter(({ name: shown, value }) => {
			const [, chinese] = /\((.+?)[,)]/.exec(shown) ?? [];
			return !part.includes(`\`${String(value)}\``) || !part.includes(chinese);
		});
		expect(
			missing.map(({ name: shown, value }) => `${String(value)}: ${shown}`),
			`add a row to docs/sync.md, below ${title}`,
		).toEqual([]);
	});
});
