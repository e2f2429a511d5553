// The packages of a single service: their names and texts, and what each has of the whole.
//
// packages/<name>/ is where n8n's verification looks for the source of a package in the repository: its
// package.json, its texts, its examples, and links to its nodes. All of it is written here (`gulp packages`), and
// committed. dist-packages/<name>/ is the package as it is published, made of one build of the whole.
import {
	cpSync,
	existsSync,
	globSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (...path) => join(ROOT, ...path);
const read = (path) => readFileSync(inRoot(path), 'utf8');

export const WHOLE = 'n8n-nodes-orgsync';

export const SINGLE = [
	{
		name: 'n8n-nodes-yunzhijia',
		folder: 'Yunzhijia',
		page: 'yunzhijia',
		service: 'Yunzhijia',
		chinese: '云之家',
		kinds: 'departments, people, leaders and part-time jobs',
		keywords: ['yunzhijia', 'kingdee'],
	},
	{
		name: 'n8n-nodes-hippius',
		folder: 'Hippius',
		page: 'hippius',
		service: 'Hippius',
		chinese: '海马汇',
		kinds: 'departments, positions and employees',
		keywords: ['hippius', 'hand'],
	},
	{
		name: 'n8n-nodes-weaver-e10',
		folder: 'WeaverE10',
		page: 'weaver-e10',
		service: 'Weaver E10',
		chinese: '泛微',
		kinds: 'subcompanies, departments, positions and employees',
		keywords: ['weaver', 'e10', 'eteams'],
	},
];

const root = JSON.parse(read('package.json'));
const repository = root.homepage;
/** What all packages are found by. */
const COMMON_KEYWORDS = root.keywords.filter(
	(word) => !SINGLE.some(({ keywords }) => keywords.includes(word)),
);

export function packageJsonOf({ name, folder, service, chinese, keywords }) {
	const { version, license, author, engines, files, peerDependencies, n8n } = root;
	const { n8nNodesApiVersion, credentials, nodes } = n8n;
	const [keyword, ...others] = COMMON_KEYWORDS;
	return {
		...{ name, version },
		description: `n8n nodes that keep the organisation directory of ${service} (${chinese}) in step with your HR data`,
		keywords: [keyword, ...keywords, ...others],
		...{ license, author },
		homepage: `${repository}/tree/main/packages/${name}`,
		repository: { ...root.repository, directory: `packages/${name}` },
		...{ engines, files },
		n8n: {
			...{ n8nNodesApiVersion, strict: true },
			credentials: credentials.filter((path) => path.includes(`/${folder}Api.`)),
			nodes: nodes.filter((path) => path.includes(`/${folder}/`)),
		},
		peerDependencies,
	};
}

async function readmeOf(single) {
	const { name, service, page, kinds, chinese } = single;
	const { nodes } = packageJsonOf(single).n8n;
	const others = SINGLE.filter((each) => each !== single).map((each) => each.service);
	const texts = {
		...{ name, service, page, kinds, chinese, repository },
		credential: `${service} API`,
		nodes: nodes.map((path) => `- ${linkTo(path)}`).join('\n'),
		others: others.join(' and '),
		triggers: nodes.some((path) => path.includes('/trigger/'))
			? `- [Triggers](${repository}/blob/main/docs/triggers.md)\n`
			: '',
	};
	const filled = read('packages/README.template.md').replaceAll(
		/\{\{(\w+)\}\}/g,
		(_all, key) => texts[key],
	);
	const file = inRoot('packages', name, 'README.md');
	return await formatted(filled, file);
}

const formatted = async (text, filepath) =>
	await format(text, { ...(await resolveConfig(filepath)), filepath });

/** What stands in the sources of a built node, or beside it. */
const sourceOf = (path, ending) => read(path.replace(/^dist\//, '').replace(/\.js$/, ending));

/** A built node as the editor calls it, with the address of its page. */
function linkTo(path) {
	const [, title] = /displayName: '([^']+)'/.exec(sourceOf(path, '.ts'));
	const [{ url }] = JSON.parse(sourceOf(path, '.json')).resources.primaryDocumentation;
	return `[${title}](${url})`;
}

/** `strict` of n8n's linter asks for this one, unchanged. */
export const ESLINT_CONFIG = `import { config } from '@n8n/node-cli/eslint';

export default config;
`;

/** The files of packages/<name>/, by their names. */
export async function textsOf(single) {
	const file = inRoot('packages', single.name, 'package.json');
	const json = JSON.stringify(packageJsonOf(single));
	return {
		'package.json': await formatted(json, file),
		'README.md': await readmeOf(single),
		'eslint.config.mjs': ESLINT_CONFIG,
	};
}

/** What of the sources is the package's, as it is linked to in packages/<name>/. */
export const sourcesOf = ({ folder }) => [
	`credentials/${folder}Api.credentials.ts`,
	`nodes/${folder}`,
	'nodes/shared',
];

/** Writes packages/<name>/. */
async function writeSource(single) {
	const folder = inRoot('packages', single.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const [name, text] of Object.entries(await textsOf(single)))
		writeFileSync(join(folder, name), text);
	writeExamples(single, folder);
	for (const source of sourcesOf(single)) {
		const link = join(folder, source);
		mkdirSync(dirname(link), { recursive: true });
		symlinkSync(relative(dirname(link), inRoot(source)), link);
	}
}

/** Built files that are reached from what the package lists, with what stands beside its nodes. */
export function builtFilesOf(single) {
	const { nodes, credentials } = packageJsonOf(single).n8n;
	const reached = new Set();
	const reach = (file) => {
		if (reached.has(file)) return;
		reached.add(file);
		for (const [, to] of read(file).matchAll(/require\("(\.[^"]+)"\)/g)) {
			const path = join(dirname(file), to);
			reach([`${path}.js`, join(path, 'index.js')].find((each) => existsSync(inRoot(each))));
		}
	};
	for (const file of [...nodes, ...credentials]) reach(file);
	const beside = `dist/nodes/${single.folder}/**/{*.svg,*.node.json,__schema__/**/*.json}`;
	return [...reached, ...globSync(beside, { cwd: ROOT })].toSorted();
}

/** Examples whose own nodes are all of the service. */
export function examplesOf({ folder }) {
	if (!existsSync(inRoot('examples'))) return [];
	const service = folder[0].toLowerCase() + folder.slice(1);
	return readdirSync(inRoot('examples'))
		.filter((file) => file.endsWith('.json'))
		.filter((file) => {
			const { nodes } = JSON.parse(read(`examples/${file}`));
			const own = nodes.map(({ type }) => type).filter((type) => type.startsWith(`${WHOLE}.`));
			return own.length > 0 && own.every((type) => type.startsWith(`${WHOLE}.${service}`));
		});
}

/** Node types go by the package's name, in search words as in examples. */
const renamed = (text, name) => text.replaceAll(`"${WHOLE}.`, `"${name}.`);

/** The examples as they are in the package, by their paths in it. */
export const exampleTextsOf = (single) =>
	Object.fromEntries(
		examplesOf(single).map((file) => {
			const path = `examples/${file}`;
			return [path, renamed(read(path), single.name)];
		}),
	);

function writeExamples(single, folder) {
	for (const [file, text] of Object.entries(exampleTextsOf(single))) {
		mkdirSync(join(folder, dirname(file)), { recursive: true });
		writeFileSync(join(folder, file), text);
	}
}

/** Writes dist-packages/<name>/, from which npm packs. */
async function writePackage(single, folder) {
	for (const file of builtFilesOf(single)) {
		const to = join(folder, file);
		mkdirSync(dirname(to), { recursive: true });
		if (file.endsWith('.node.json')) writeFileSync(to, renamed(read(file), single.name));
		else cpSync(inRoot(file), to);
	}
	writeExamples(single, folder);
	const { 'package.json': json, 'README.md': readme } = await textsOf(single);
	writeFileSync(join(folder, 'package.json'), json);
	writeFileSync(join(folder, 'README.md'), readme);
	cpSync(inRoot('LICENSE.md'), join(folder, 'LICENSE.md'));
}

/**
 * Writes all of them, the sources into packages/ and the packages into `target`.
 * @returns the folders to pack
 */
export async function writeAll(target) {
	const folders = [];
	for (const single of SINGLE) {
		await writeSource(single);
		const folder = join(target, single.name);
		await writePackage(single, folder);
		folders.push(folder);
	}
	return folders;
}
