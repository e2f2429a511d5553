/**
 * The built package as n8n's loader sees it: the names that saved workflows rely on, search words,
 * icons, and what n8n demands of a community package. The names stay, because saved workflows rely on them.
 */
import type {
	ICredentialType,
	ILoadOptionsFunctions,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, type NodeType } from '../platforms/index.ts';
import { engine } from './engine/cases.ts';
import { CREDENTIALS, LISTED, NODES, OURS, SYNCS, TRIGGERS } from './names.ts';

const { directory, packageJson, types, nodeTypes, credentialTypes } = engine.loader;
const inPackage = (path: string) => join(directory, path);
const read = (path: string) => readFileSync(inPackage(path), 'utf8');

/** What the editor shows of a node. */
const shown = (name: string) => types.nodes.find((node) => node.name === name)!;
const iconsOf = ({ iconUrl }: { iconUrl?: unknown }) =>
	(iconUrl ?? {}) as { light?: string; dark?: string };

describe('package.json', () => {
	it('is what n8n takes for a community package', () => {
		expect(packageJson).toMatchObject({
			name: 'n8n-nodes-orgsync',
			license: 'MIT',
			files: ['dist', 'examples'],
			peerDependencies: { 'n8n-workflow': '*' },
		});
		expect((packageJson as { keywords?: string[] }).keywords).toContain(
			'n8n-community-node-package',
		);
	});

	it.each([
		'dependencies',
		'optionalDependencies',
		'bundledDependencies',
		'overrides',
		'scripts.preinstall',
		'scripts.install',
		'scripts.postinstall',
		'scripts.prepare',
	])('has no %s', (path) => expect(packageJson).not.toHaveProperty(path));

	it('dist needs nothing but itself, n8n-workflow and node:crypto', () => {
		const files = globSync('dist/**/*.js', { cwd: directory });
		expect(files.length).toBeGreaterThan(20);
		for (const file of files) {
			for (const [, name] of read(file).matchAll(/require\(["']([^"']+)["']\)/g)) {
				const isLocal = name.startsWith('.');
				const path = join(dirname(inPackage(file)), name);
				if (isLocal) expect([`${path}.js`, join(path, 'index.js')].some(existsSync)).toBe(true);
				else
					expect(isBuiltin(name) ? name : `package ${name}`).toMatch(
						/^(node:crypto|package n8n-workflow)$/,
					);
			}
		}
	});

	it('dist holds what is published and nothing else', () => {
		const names = globSync('dist/**/*.*', { cwd: directory });
		expect(names.filter((name) => !/\.(js|svg|node\.json)$|__schema__/.test(name))).toEqual([]);
	});
});

describe('names', () => {
	it('nodes and credentials', () => {
		const says = 'package.json and test/workflow/names.ts must list the same';
		expect(Object.keys(nodeTypes).toSorted(), says).toEqual(
			Object.keys({ ...NODES, ...SYNCS, ...TRIGGERS }).toSorted(),
		);
		expect(Object.keys(credentialTypes).toSorted(), says).toEqual(
			Object.keys(CREDENTIALS).toSorted(),
		);
	});

	it.each(Object.keys(NODES))('%s', (name) => {
		const { description } = nodeTypes[name].type as { description: INodeDescription };
		expect(description).toMatchObject({
			name,
			version: [1],
			usableAsTool: true,
			inputs: ['main'],
			outputs: ['main'],
			subtitle: expect.stringContaining('$parameter["operation"]') as string,
			credentials: [{ name: `${name}Api`, required: true }],
			description: expect.stringMatching(CHINESE) as string,
		});
		expect(
			combinationsOf(name)
				.map(({ key }) => key)
				.toSorted(),
			LISTED,
		).toEqual(Object.keys(NODES[name]).toSorted());
	});
});

interface INodeDescription {
	displayName: string;
	properties: INodeProperties[];
}
const CHINESE = /\p{Script=Han}/u;
const NEEDS_TERM = 'needs the vendor’s Chinese term: Weights (排序权重)';

const propertiesOf = (name: string) =>
	(nodeTypes[name].type as { description: INodeDescription }).description.properties;
const optionsOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];
/** The same parameter once more, with another default where the node is an agent's tool. */
const isForTools = ({ displayOptions }: Pick<INodeProperties, 'displayOptions'>) =>
	displayOptions?.show?.['@tool']?.includes(true) ?? false;
const isShownFor = ({ displayOptions }: INodeProperties, name: string, value: unknown) =>
	!isForTools({ displayOptions }) &&
	(displayOptions?.show?.[name]?.includes(value as string) ?? false);

/** Every resource with every operation that the editor offers for it. */
function combinationsOf(name: string) {
	const [resource, ...rest] = propertiesOf(name);
	return optionsOf(resource).flatMap(({ value }) =>
		rest
			.filter(
				(parameter) => parameter.name === 'operation' && isShownFor(parameter, 'resource', value),
			)
			.flatMap(optionsOf)
			.map((operation) => ({
				key: `${String(value)}.${String(operation.value)}`,
				operation,
				parameters: rest.filter(
					(parameter) =>
						isShownFor(parameter, 'resource', value) &&
						isShownFor(parameter, 'operation', operation.value),
				),
			})),
	);
}

const all = Object.keys(NODES).flatMap((node) =>
	combinationsOf(node).map((each) => [node, each.key, each] as const),
);

/** The fields of a collection or of the groups of a fixed one; options to choose from are none. */
const fieldsOf = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.flatMap((option) => {
		if ('values' in option) return option.values;
		return 'displayName' in option ? [option as INodeProperties] : [];
	});
const namesOf = (list: INodeProperties[]) => [...new Set(list.map(({ name }) => name))].toSorted();
/** A parameter with all within it. */
const whole = (parameter: INodeProperties): INodeProperties[] => [
	parameter,
	...fieldsOf(parameter).flatMap(whole),
];

describe.each(all)('%s %s', (node, key, { operation, parameters }) => {
	const known = NODES[node][key] ?? {};
	const inCollection = (name: string) =>
		parameters.filter((parameter) => parameter.name === name).flatMap(fieldsOf);
	const vendors = (list: INodeProperties[]) => list.filter(({ name }) => !OURS.includes(name));
	const fields = vendors([
		...parameters,
		...inCollection('additionalFields'),
		...inCollection('requestFields'),
	]);

	it('is worded for the editor, with the vendor’s Chinese term', () => {
		const [, name, caveat = 'None'] = /^(.*?)(?: – (.+))?$/.exec(operation.name)!;
		for (const words of [name, caveat]) expect(words).toMatch(TITLE_CASE);
		for (const shown of [operation.name, operation.action])
			expect(shown, NEEDS_TERM).toMatch(CHINESE);
		expect(operation.action).toMatch(/^[A-Z][^A-Z]* \([^()]+\)$/);
	});

	it('has an action without articles, as the list of actions has them', () => {
		expect(operation.action).not.toMatch(/\b(a|an|the)\b/i);
	});

	it('has the vendor’s fields as parameters, required ones at the top', () => {
		const { required = [], optional = [], request = [], within = {} } = known;
		expect(namesOf(vendors(parameters)), LISTED).toEqual(required.toSorted());
		expect(namesOf(inCollection('additionalFields')), LISTED).toEqual(optional.toSorted());
		expect(namesOf(inCollection('requestFields')), LISTED).toEqual(request.toSorted());
		for (const field of fields)
			expect([field.name, namesOf(fieldsOf(field))]).toEqual([
				field.name,
				(field.type.endsWith('ollection') ? (within[field.name] ?? []) : []).toSorted(),
			]);
		expect(namesOf(parameters)).toContain('options');
	});

	it('looks up ids, or will one day without harm to saved workflows', () => {
		const locators = fields.filter(({ type }) => type === 'resourceLocator');
		expect(namesOf(locators), LISTED).toEqual((known.locators ?? []).toSorted());
	});

	it('has the columns of a wide row, with JSON for what they lack', async () => {
		const mappers = parameters.filter(({ type }) => type === 'resourceMapper');
		const json = parameters.filter(({ name }) => name === 'additionalFieldsJson');
		const { columns } = known;
		expect([mappers.length, json.length]).toEqual(columns ? [1, 1] : [0, 0]);
		if (!columns) return;
		const shownColumns = await columnsOf(node, mappers[0]);
		expect(shownColumns.map(({ id }) => id).toSorted()).toEqual(columns.toSorted());
		// It has no description, so what else there is to say stands behind the name.
		for (const { displayName } of shownColumns) {
			const [, name] = /^(.*?\(.*?\p{Script=Han}.*?\))(?:, .+)?$/u.exec(displayName) ?? [];
			expect([displayName, name]).toEqual([displayName, expect.stringMatching(TITLE_CASE)]);
		}
	});

	it('names and explains each of them, in English and in the vendor’s own term', () => {
		for (const parameter of parameters)
			for (const { displayName, type, name, options } of whole(parameter)) {
				if (type === 'notice') continue;
				expect(displayName).toMatch(TITLE_CASE);
				if (type.endsWith('ptions'))
					for (const { name: option } of options as INodePropertyOptions[])
						expect(option).toMatch(TITLE_CASE);
				const isOurs = OURS.includes(name) || parameter.name === 'options';
				if (!isOurs) expect(displayName, NEEDS_TERM).toMatch(CHINESE);
			}
	});
});

/** The columns that the editor shows of a tenant that has added none. */
async function columnsOf(node: string, { typeOptions }: INodeProperties) {
	const method = typeOptions?.resourceMapper?.resourceMapperMethod ?? '';
	const { methods } = nodeTypes[node].type as INodeType;
	const body = '{"errcode":"0","code":"C","accessToken":"T","data":[]}';
	const context = {
		getCredentials: async () => await Promise.resolve({ baseUrl: 'https://weaver.test' }),
		helpers: {
			httpRequest: async () => await Promise.resolve({ statusCode: 200, headers: {}, body }),
		},
	} as unknown as ILoadOptionsFunctions;
	const { fields } = await methods!.resourceMapping![method].call(context);
	return fields;
}

/** Every word begins with a capital, but for small ones; brackets may hold anything. */
const TITLE_CASE =
	/^(?:(?:[A-Z0-9][\w/’-]*|\([^)]*\)|and|or|of|on|by|per|from|to|with|in|for)(?: |$))+$/;

/** Resources of which a page says in a few words what they can do. */
const SUMMED_UP: Record<string, string[]> = {
	weaverE10: ['Matrix', 'Job', 'Group', 'External Organization', 'Virtual Dimension'],
};

describe.each(Object.keys(NODES))('%s', (name) => {
	const { codex, ...node } = shown(name) as ReturnType<typeof shown> & {
		codex?: {
			alias?: string[];
			categories?: string[];
			resources?: Record<string, [{ url: string }]>;
		};
	};

	it('is found by Chinese search words', () => {
		const { chinese } = PLATFORMS[name as NodeType];
		expect(codex?.alias).toEqual(expect.arrayContaining([chinese, '组织架构', '通讯录', '同步']));
		if (name === 'yunzhijia') expect(codex?.alias).toContain('兼职');
		expect(codex?.categories?.length).toBeGreaterThan(0);
	});

	it('has pages in English and Chinese that list each of its operations', () => {
		const { page } = PLATFORMS[name as NodeType];
		for (const path of [`docs/nodes/${page}.md`, `docs/zh-CN/nodes/${page}.md`]) {
			const lines = read(path).split('\n');
			const missing = optionsOf(propertiesOf(name)[0]).flatMap((resource) => {
				const [label] = resource.name.split(' (');
				if (SUMMED_UP[name]?.includes(label)) return [];
				// Its rows: from the one that has its name on, until another one stands in the first column.
				const from = lines.findIndex((line) => new RegExp(`^\\| \\**${label}\\b`).test(line));
				const rows = from < 0 ? [] : lines.slice(from, lines.indexOf('', from));
				const to = rows.findIndex((line, at) => at > 0 && /^\| \*\*/.test(line));
				const own = rows.slice(0, to < 0 ? undefined : to).join('\n');
				return combinationsOf(name)
					.filter(({ key }) => key.startsWith(`${String(resource.value)}.`))
					.map(({ operation }) => operation.name.split(' (')[0])
					.filter(
						(operation) =>
							!new RegExp(`(\\| |\\*\\*|, )${operation}( \\(|\\*\\*|,| +\\|)`).test(own),
					)
					.map((operation) => `${label} → ${operation}`);
			});
			expect(missing, `${path} does not list it`).toEqual([]);
		}
	});

	it('links to documents that are there', () => {
		const links = [
			...Object.values(codex?.resources ?? {}).map(([{ url }]) => url),
			credentialTypes[`${name}Api`].type.documentationUrl ?? '',
		];
		expect(links).toHaveLength(3);
		for (const link of links) {
			const [, path, anchor] = /blob\/main\/([^#]+)(?:#(.+))?$/.exec(link) ?? [];
			expect(read(path)).toMatch(new RegExp(`^#+ ${anchor ?? '.'}`, 'im'));
		}
	});

	it('has icons of its own, light and dark, that its credential shares', () => {
		const { light, dark } = iconsOf(node);
		const drawings = [light, dark].map((url) => read(url!.replace(/^icons\/[^/]+\//, '')));
		for (const drawing of drawings) expect(drawing).toMatch(/^<svg /);
		expect(drawings[0]).not.toBe(drawings[1]);
		const credential = types.credentials.find((type) => type.name === `${name}Api`)!;
		expect(iconsOf(credential)).toEqual({ light, dark });
	});
});

describe.each(Object.entries(TRIGGERS))('%s', (name, { credential, parameters, options }) => {
	const { description } = nodeTypes[name].type as { description: INodeTypeDescription };
	// n8n itself adds when to poll.
	const properties = propertiesOf(name).filter(
		({ type, name: parameter }) => type !== 'notice' && parameter !== 'pollTimes',
	);
	const { codex, ...node } = shown(name) as ReturnType<typeof shown> & {
		codex?: { alias?: string[] };
	};

	it('is a trigger with its credential, and no tool', () => {
		expect(description).toMatchObject({
			...{ name, version: [1], group: ['trigger'], inputs: [], outputs: ['main'] },
			credentials: [{ name: credential, required: true }],
			description: expect.stringMatching(CHINESE) as string,
		});
		expect(description).not.toHaveProperty('usableAsTool');
	});

	it('has the names that saved workflows rely on', () => {
		expect(namesOf(properties), LISTED).toEqual([...Object.keys(parameters), 'options'].toSorted());
		for (const [parameter, values] of Object.entries(parameters)) {
			const offered = properties
				.filter((each) => each.name === parameter)
				.flatMap(optionsOf)
				.map(({ value }) => String(value));
			expect([...new Set(offered)].toSorted()).toEqual([...new Set(values)].toSorted());
		}
		const [collection] = properties.filter((each) => each.name === 'options');
		expect(namesOf(fieldsOf(collection)), LISTED).toEqual(options.toSorted());
	});

	it('is worded for the editor', () => {
		for (const property of properties)
			for (const { displayName, description: says } of whole(property)) {
				expect(displayName).toMatch(TITLE_CASE);
				if (property.name !== 'options') expect(says).toBeTruthy();
			}
	});

	it('is found by Chinese search words, and has the icons of its platform', () => {
		expect(codex?.alias).toEqual(expect.arrayContaining(['事件', '变动', '入职', '离职']));
		if (name === 'yunzhijiaTrigger') expect(codex?.alias).toContain('回调');
		const shared = types.credentials.find((type) => type.name === credential)!;
		expect(iconsOf(node)).toEqual(iconsOf(shared));
	});
});

describe.each(Object.keys(CREDENTIALS))('%s', (name) => {
	const type: ICredentialType = credentialTypes[name].type;
	// n8n itself adds the list of domains that a credential may be sent to.
	const own = type.properties.filter(({ name: field }) => !/^allowed.*Domains$/.test(field));

	it('has the fields that saved credentials hold, a test, and a token that n8n renews', () => {
		expect(own.filter(({ type: kind }) => kind !== 'hidden').map((field) => field.name)).toEqual(
			CREDENTIALS[name],
		);
		expect(own.find((field) => field.name === 'accessToken')).toMatchObject({
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		});
		expect(type).toMatchObject({ test: { request: {} } });
		expect(type.authenticate).toBeTypeOf('function');
		expect(type.preAuthentication).toBeTypeOf('function');
	});

	it('masks what is secret and has no default for it', () => {
		for (const { name: field, typeOptions, default: given } of own) {
			const isSecret = /token|secret|password|headers/i.test(field);
			expect([field, typeOptions?.password ?? false]).toEqual([field, isSecret]);
			if (/id$|key|token|secret|headers/i.test(field)) expect(given).toBe('');
		}
	});
});

it('no default of a parameter looks like a secret, and no file names a machine', () => {
	const defaults = JSON.stringify(
		[...Object.keys(NODES).flatMap(propertiesOf), ...Object.values(credentialTypes)],
		(key, value: unknown) => (['placeholder', 'description'].includes(key) ? undefined : value),
	);
	expect(defaults).not.toMatch(/"default":"[^"]*[\w+/-]{20,}/);
	for (const file of globSync('dist/**/*.{js,json}', { cwd: directory }))
		expect(read(file)).not.toMatch(/localhost|127\.0\.0\.1|\/(root|home|tmp|work)\//);
});
