/** tools/packages.mjs: the packages of a single service, and what is committed of them. */
import { existsSync, globSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	builtFilesOf,
	exampleTextsOf,
	examplesOf,
	SINGLE,
	sourcesOf,
	textsOf,
	WHOLE,
} from '../../tools/packages.mjs';

const read = (path: string) => readFileSync(path, 'utf8');
const root = JSON.parse(read('package.json'));

it('each node and credential of the whole is in one of them', async () => {
	const all = SINGLE.map(async (single) => JSON.parse((await textsOf(single))['package.json']).n8n);
	const lists = await Promise.all(all);
	for (const kind of ['nodes', 'credentials'])
		expect(
			lists.flatMap((n8n) => n8n[kind] as string[]).toSorted(),
			'SINGLE of tools/packages.mjs lacks it',
		).toEqual(root.n8n[kind].toSorted());
});

describe.each(SINGLE)('$name', (single) => {
	const { name, folder } = single;
	const inFolder = (path: string) => join('packages', name, path);
	const others = SINGLE.map((each) => each.folder).filter((each) => each !== folder);

	it('is committed as it is made: `npm run packages` writes it', async () => {
		const texts = await textsOf(single);
		for (const [file, text] of Object.entries({ ...texts, ...exampleTextsOf(single) }))
			expect(existsSync(inFolder(file)) && read(inFolder(file)), file).toBe(text);
		const { version } = JSON.parse(texts['package.json']);
		expect(version).toBe(root.version);
		expect(texts['README.md']).not.toMatch(/\{\{|undefined/);
	});

	it('has its nodes where n8n’s scan looks for them', () => {
		for (const source of sourcesOf(single)) {
			expect(readlinkSync(inFolder(source))).not.toMatch(/^\//);
			expect(realpathSync(inFolder(source))).toBe(realpathSync(source));
		}
	});

	it('holds what its nodes reach, and nothing of another service', () => {
		const files = builtFilesOf(single);
		const ofOthers = files.filter((file) => others.some((other) => file.includes(other)));
		expect(ofOthers).toEqual([]);
		// Of what is its own alone, all; of what is shared, what is used.
		const own = globSync(`dist/nodes/${folder}/**/*.{svg,json}`);
		// Two icons, and the search words of the node and of its sync.
		expect(own.length).toBeGreaterThanOrEqual(4);
		expect(files).toEqual(expect.arrayContaining(own));
		expect(files).toContain('dist/nodes/shared/client/request.js');
	});

	it('has the examples that need no other service', () => {
		for (const file of examplesOf(single)) {
			const types = read(`examples/${file}`).matchAll(new RegExp(`"${WHOLE}\\.(\\w+)"`, 'g'));
			const called = [...types].map(([, type]) => type.toLowerCase());
			expect(called.every((type) => type.startsWith(folder.toLowerCase()))).toBe(true);
		}
	});

	it('links to documents that are there', async () => {
		const links = (await textsOf(single))['README.md'].matchAll(/\/(?:blob|tree)\/main\/([^)#]+)/g);
		const paths = [...links].map(([, path]) => path);
		expect(paths).toContain('docs/sync.md');
		expect(paths.filter((path) => path !== 'docs/zh-CN' && !existsSync(path))).toEqual([]);
	});
});

it('hippius has nothing of triggers', () => {
	const files = builtFilesOf(SINGLE.find(({ folder }) => folder === 'Hippius')!);
	expect(files.filter((file) => file.includes('trigger'))).toEqual([]);
});
