/** The house of docs/extending.md: which room may import from which, read from the imports. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Room → the rooms that it may import from, besides itself and the contract. */
const MAY_IMPORT: Record<string, string[]> = {
	'shared/contract': [],
	'shared/batching': [],
	'shared/client': [],
	'shared/input': ['shared/client/json', 'shared/client/failure'],
	'shared/run': ['shared/client', 'shared/batching', 'shared/input'],
	'shared/form': ['shared/client', 'shared/input'],
	'shared/sync': ['shared/client', 'shared/batching', 'shared/input', 'shared/run'],
	'shared/triggers': ['shared/client', 'shared/input', 'shared/run/journal'],
	'shared/paging': ['shared/client', 'shared/input'],
	Hippius: ['shared'],
	Yunzhijia: ['shared'],
	WeaverE10: ['shared'],
	credentials: [
		...['shared/client/sign-in', 'shared/client/json'],
		...['Hippius/token', 'Yunzhijia/token', 'WeaverE10/token'],
	],
};

/** The name of any platform, without its edition. */
const PLATFORM = new RegExp(
	globSync('nodes/*/platform.ts')
		.map((path) => basename(dirname(path)).replace(/[A-Z]?\d+$/, ''))
		.join('|'),
	'i',
);

interface Import {
	from: string;
	to: string;
}

const SOURCES = globSync('{nodes,credentials}/**/*.ts').map(normalize).toSorted();

/** `nodes/shared/client/http.ts` → `shared/client/http` */
const place = (path: string): string => path.replace(/^nodes\//, '').replace(/\.ts$/, '');

const within = (path: string, room: string): boolean =>
	path === room || path.startsWith(`${room}/`);

const parsed = (path: string) =>
	ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);

/** The relative imports of a file, types among them. */
const importsOf = (path: string): Import[] =>
	parsed(path)
		.statements.filter((each) => ts.isImportDeclaration(each) || ts.isExportDeclaration(each))
		.flatMap(({ moduleSpecifier }) =>
			moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [],
		)
		.filter((text) => text.startsWith('.'))
		.map((text) => {
			const to = place(join(dirname(path), text));
			const isFolder = SOURCES.some((source) => place(source) === `${to}/index`);
			return { from: place(path), to: isFolder ? `${to}/index` : to };
		});

const IMPORTS = SOURCES.flatMap(importsOf);

const roomOf = (path: string): string | undefined =>
	Object.keys(MAY_IMPORT).find((room) => within(path, room));

it('every source file stands in a room', () => {
	expect(
		SOURCES.map(place).filter((path) => roomOf(path) === undefined),
		'a new platform gets a line in MAY_IMPORT, above',
	).toEqual([]);
});

it.each(Object.entries(MAY_IMPORT))('%s imports only from below', (room, allowed) => {
	const rooms = [room, 'shared/contract', ...allowed];
	const upwards = IMPORTS.filter(
		({ from, to }) => within(from, room) && !rooms.some((each) => within(to, each)),
	);
	expect(
		upwards,
		'imports go down only (docs/extending.md, The house): move what both need further down, or pass it in',
	).toEqual([]);
});

it('of a sync only its face knows n8n’s context', () => {
	const knowing = SOURCES.filter(
		(path) =>
			within(place(path), 'shared/sync') &&
			readFileSync(path, 'utf8').includes('IExecuteFunctions'),
	);
	expect(knowing.map(place)).toEqual(['shared/sync/run']);
});

it('shared knows no platform', () => {
	const printer = ts.createPrinter({ removeComments: true });
	const naming = SOURCES.filter((path) => within(place(path), 'shared')).flatMap((path) =>
		printer
			.printFile(parsed(path))
			.split('\n')
			.filter((line) => PLATFORM.test(line))
			.map((line) => `${path}: ${line.trim()}`),
	);
	expect(
		naming,
		'A difference between platforms is a member of Platform or Kind, or a function in the platform’s folder: docs/extending.md',
	).toEqual([]);
});

it('every file is used: an operation is listed in the index.ts of its resource', () => {
	const used = new Set(IMPORTS.map(({ to }) => to));
	const entries = /\.node$|^credentials\//;
	const unused = SOURCES.map(place).filter((path) => !entries.test(path) && !used.has(path));
	expect(unused, 'list the operation in its resource’s index.ts, the resource in the node').toEqual(
		[],
	);
});

it('no files import each other in a circle, not even types', () => {
	const done = new Set<string>();
	const circleFrom = (path: string, above: string[]): string[] | undefined => {
		if (above.includes(path)) return [...above.slice(above.indexOf(path)), path];
		if (done.has(path)) return undefined;
		const next = IMPORTS.filter(({ from }) => from === path);
		for (const { to } of next) {
			const circle = circleFrom(to, [...above, path]);
			if (circle) return circle;
		}
		done.add(path);
		return undefined;
	};
	for (const source of SOURCES) expect(circleFrom(place(source), [])).toBeUndefined();
});

describe('names', () => {
	const isExported = (node: ts.Statement) =>
		ts.canHaveModifiers(node) &&
		ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
	const namesOf = (node: ts.Statement): string[] => {
		if (ts.isVariableStatement(node))
			return node.declarationList.declarations.map(({ name }) => (name as ts.Identifier).text);
		const { name } = node as ts.FunctionDeclaration;
		return name ? [name.text] : [];
	};

	it('no two parts of shared have one name', () => {
		const exported = SOURCES.filter((path) => within(place(path), 'shared')).flatMap((path) =>
			parsed(path).statements.filter(isExported).flatMap(namesOf),
		);
		const twice = exported.filter((name, at) => exported.indexOf(name) !== at);
		expect(twice).toEqual([]);
	});
});

it('the test platforms know nothing of the nodes', () => {
	const files = globSync('test/platforms/**/*.ts');
	const texts = files.filter((path) =>
		/from '[^']*\/(nodes|credentials)\//.test(readFileSync(path, 'utf8')),
	);
	expect(texts).toEqual([]);
});
