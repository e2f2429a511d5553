/** The pages: what they link to is there, each node has its own, and messages are those of the nodes. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const REPOSITORY = 'https://github.com/n8n-nodes-orgsync/n8n-nodes-orgsync/blob/main/';
const CHINESE = 'docs/zh-CN';

const read = (path: string) => readFileSync(path, 'utf8');

/** What stands in code is shown, not meant. */
const withoutCode = (text: string) =>
	text.replace(/^\s*```[\s\S]*?^\s*```/gm, '').replace(/`[^`\n]*`/g, '');

/** By GitHub's rule: of a heading, as it is shown, its letters, digits, hyphens and underscores; a second one is numbered. */
function anchorsOf(path: string): Set<string> {
	const anchors = new Set<string>();
	const text = read(path).replace(/^\s*```[\s\S]*?^\s*```/gm, '');
	for (const [, heading] of text.matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
		const shown = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
		const plain = shown.replace(/(?<!\w)_(.+?)_(?!\w)/g, '$1').toLowerCase();
		const anchor = plain.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
		let free = anchor;
		for (let n = 1; anchors.has(free); n++) free = `${anchor}-${n}`;
		anchors.add(free);
	}
	return anchors;
}

/** Why a link leads nowhere; undefined: it leads somewhere. */
function broken(from: string, link: string): string | undefined {
	const [path, anchor] = decodeURI(link).split('#');
	const target = path === '' ? from : normalize(join(dirname(from), path));
	if (!existsSync(target)) return `${link}: there is no ${target}`;
	if (!anchor || !target.endsWith('.md') || anchorsOf(target).has(anchor)) return undefined;
	return `${link}: no heading of ${target} is #${anchor}`;
}

const linksIn = (text: string): string[] =>
	[...withoutCode(text).matchAll(/\]\(([^)\s]+)\)|<img[^>]*\ssrc="([^"]+)"/g)]
		.map(([, link, picture]) => link ?? picture)
		.filter((link) => !/^[a-z]+:/.test(link));

/** Links to files of ours by their address, as those who have no files beside them need it. */
const brokenAddresses = (text: string): string[] =>
	[...text.matchAll(/https:\/\/github\.com\/[^\s)"\\]+/g)]
		.filter(([url]) => url.startsWith(REPOSITORY))
		.flatMap(([url]) => broken('README.md', url.slice(REPOSITORY.length)) ?? []);

const PAGES = ['README.md', ...globSync('docs/**/*.md')].map(normalize).toSorted();

describe('links', () => {
	it.each(PAGES)('%s', (page) => {
		expect(linksIn(read(page)).flatMap((link) => broken(page, link) ?? [])).toEqual([]);
	});

	const workflows = globSync('examples/*.json').map(normalize).toSorted();
	it.each(workflows)('the notes of %s', (workflow) => {
		const { nodes } = JSON.parse(read(workflow)) as {
			nodes: Array<{ parameters: { content?: string } }>;
		};
		const notes = nodes.map(({ parameters }) => parameters.content ?? '').join('\n');
		expect(linksIn(notes), 'beside an imported workflow there are no files').toEqual([]);
		expect(brokenAddresses(notes)).toEqual([]);
	});
});

const CODEX = globSync('nodes/**/*.node.json').map(normalize).toSorted();

/** `nodes/WeaverE10/WeaverE10Sync.node.json` → `weaver-e10-sync.md` */
const pageOf = (codex: string): string =>
	`${basename(codex, '.node.json')
		.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
		.toLowerCase()}.md`;

describe.each(CODEX)('%s', (codex) => {
	it('leads to pages that are here, first of all to that of the node', () => {
		const { resources } = JSON.parse(read(codex)) as {
			resources: Record<string, Array<{ url: string }>>;
		};
		const links = Object.values(resources).flatMap((each) => each.map(({ url }) => url));
		for (const url of links) expect(url.startsWith(REPOSITORY), url).toBe(true);
		const paths = links.map((url) => url.slice(REPOSITORY.length));
		expect(paths.flatMap((path) => broken('README.md', path) ?? [])).toEqual([]);
		const [main] = resources.primaryDocumentation;
		expect(main.url).toBe(`${REPOSITORY}docs/nodes/${pageOf(codex)}`);
	});

	it.each(['docs', CHINESE])('has its page in %s', (folder) => {
		expect(existsSync(join(folder, 'nodes', pageOf(codex)))).toBe(true);
	});
});

// Messages are put together of pieces that may stand on lines of their own.
const sources = globSync('{nodes,credentials}/**/*.ts').map(read).join('\n');

/** What the first column of a page's tables quotes: in English as code, in Chinese in italics. */
const QUOTES: Array<[page: string, quote: RegExp]> = [
	['docs/troubleshooting.md', /`([^`]+)`/g],
	[`${CHINESE}/messages.md`, /(?<!\w)_(.+?)_(?!\w)/g],
];

describe.each(QUOTES)('%s', (page, quote) => {
	const columns = [...read(page).matchAll(/^\| (.+?) +\|/gm)].map(([, cell]) => cell);
	const messages = columns
		.flatMap((cell) => [...cell.matchAll(quote)].map(([, message]) => message))
		.filter((message) => /[a-z] [a-z]/i.test(message));

	it('has the messages that people meet', () => {
		expect(messages.length).toBeGreaterThan(40);
	});

	it.each(messages)('%s', (message) => {
		const pieces = message.split('…').map((piece) => piece.trim());
		const unknown = pieces.filter((piece) => !sources.includes(piece));
		expect(unknown, 'no source of the nodes says so').toEqual([]);
	});
});
