// Writes docs/endpoints.md: which operation sends to which endpoint, where that is documented and
// how sure we are. All of it is taken from the operations themselves, as they were built.
import { globSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const ROOT = new URL('../', import.meta.url);
const inRoot = (path) => fileURLToPath(new URL(path, ROOT));
const PAGE = inRoot('docs/endpoints.md');

export const PLATFORMS = [
	{
		folder: 'Yunzhijia',
		title: 'Yunzhijia (云之家)',
		says: 'The address-book API (通讯录). Section 3 is the vendor’s page on part-time jobs (人员兼职API列表) in an older edition; the others are from newer editions of the vendor’s pages.',
	},
	{
		folder: 'Hippius',
		title: 'Hippius (海马汇)',
		says: 'The contact-sync API, from the vendor’s page on it (同步部门员工数据).',
	},
	{
		folder: 'WeaverE10',
		title: 'Weaver E10 (泛微)',
		says: 'The organisation and personnel API (开放平台-组织人事接口). The numbers are places in the vendor’s menu, in the edition that has 39; a newer one has more.',
	},
];

const SURENESS = {
	documented: 'a page of the vendor describes it',
	example: 'only an example on a page of the vendor shows it',
	client: 'seen in the code of other clients',
	inferred: 'concluded from its neighbours; the form says so',
};

const HEAD = `# Endpoints

Made from the operations by \`npm run docs\`: change those, not this page.

Paths are below the Base URL of the credential. How sure we are that an endpoint is as we use it:

${table(
	['how sure', 'meaning'],
	Object.entries(SURENESS).map(([name, meaning]) => [name, meaning]),
)}

The last column is the state that the vendor gives an endpoint, where it is not simply current.
`;

/**
 * Every endpoint of a platform with the operations that send to it, by its source.
 * @param {string} folder the platform's, in dist/nodes
 */
export function endpointsOf(folder) {
	const rows = new Map();
	for (const { resource, operation } of operationsOf(folder)) {
		const label = `${resource.name} → ${operation.name}`;
		const endpoints = operation.endpoints.length ? operation.endpoints : [TYPED_IN];
		endpoints.forEach(({ method, path, known }, place) => {
			const address = isKnown(path) ? `${method} ${path}` : undefined;
			const key = address ?? label;
			const row = rows.get(key) ?? { address, known, operations: [], namedBy: [] };
			row.operations.push(label);
			if (place === 0) row.namedBy.push(operation);
			rows.set(key, row);
		});
	}
	return [...rows.values()]
		.map(({ namedBy, ...row }) => ({
			...row,
			chineseName: row.known?.name ?? chineseName(namedBy),
		}))
		.toSorted((a, b) => bySource(a.known?.source, b.known?.source));
}

const TYPED_IN = { path: '' };
/** Where the user types it in there is nothing, or no more than its beginning. */
const isKnown = (path) => path !== '' && !path.endsWith('/');

function operationsOf(folder) {
	const require = createRequire(import.meta.url);
	return globSync(`dist/nodes/${folder}/resources/*/index.js`, { cwd: inRoot('.') })
		.toSorted()
		.flatMap((path) => Object.values(require(inRoot(path))))
		.flatMap((resource) => resource.operations.map((operation) => ({ resource, operation })));
}

/** Where the vendor's name is no longer: the term of the operation that uses the endpoint most by itself. */
function chineseName(operations) {
	const [plainest] = operations.toSorted((a, b) => a.endpoints.length - b.endpoints.length);
	return plainest?.term ?? '';
}

const { compare } = new Intl.Collator('en', { numeric: true });
/** Numbers by their value; what has no source goes last. */
const bySource = (a, b) => {
	if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
	return Number(b.startsWith('no. ')) - Number(a.startsWith('no. ')) || compare(a, b);
};

/** The page, as prettier leaves it. */
export async function page() {
	const parts = PLATFORMS.map(({ folder, title, says }) => {
		const rows = endpointsOf(folder).map(({ address, chineseName: name, operations, known }) => [
			known?.source ?? '',
			address ? `\`${address}\`` : 'typed in by the user',
			name,
			operations.join(', '),
			known?.sure ?? '',
			known?.status ?? '',
		]);
		const columns = ['source', 'endpoint', 'name', 'operations', 'how sure', 'state'];
		return `## ${title}\n\n${says}\n\n${table(columns, rows)}\n`;
	});
	const style = await resolveConfig(PAGE);
	return await format([HEAD, ...parts].join('\n'), { ...style, parser: 'markdown' });
}

function table(columns, rows) {
	const line = (cells) => `| ${cells.join(' | ')} |`;
	return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, await page());
