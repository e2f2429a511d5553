/**
 * Labels in documents: what a page calls **Match By (匹配字段)**, in bold, in italics or as a cell of a
 * table, is what the form shows, word for word, since people search the form for it.
 */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');
const load = createRequire(`${process.cwd()}/`);

/** Every `displayName` and `name` below a value. */
function labelsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(labelsIn);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => {
		if (typeof member !== 'string') return labelsIn(member);
		return name === 'displayName' || name === 'name' ? [member] : [];
	});
}

/** What the editor shows, built: nodes, credentials, and the columns that it asks for while it is open. */
const shown = (): string[] => {
	const { nodes, credentials } = JSON.parse(read('package.json')).n8n;
	const columns = globSync('dist/nodes/*/resources/*/columns.js');
	const types = [...nodes, ...credentials].flatMap((path: string) =>
		Object.values(load(`./${path}`)).map((Type) => new (Type as new () => object)()),
	);
	return labelsIn([...types, ...columns.map((path) => load(`./${path}`))]);
};

/** A page may leave out which kind a parameter is of, `People: `, and a caveat, ` – Unconfirmed`. */
const variants = (label: string): string[] => {
	const short = label.replace(/ – .*$/, '');
	return [label, short, short.replace(/^[^(]+?: /, '')];
};

const labels = new Set(shown().flatMap(variants));

// Words as n8n writes labels: capitals, but for small words. So a sentence in bold is not taken for one.
const WORD = String.raw`(?:[A-Z0-9%–…-][^\s()*_|${'`'};]*|[a-z]{1,4})`;
const LABEL = String.raw`([A-Z][^\s()*_|${'`'};]*(?:\s+${WORD})*\s\([^()*_|${'`'}]*\p{Script=Han}[^()*_|${'`'}]*\)(?: – \w+(?: \w+)*)?)`;
const WRITTEN = new RegExp(
	String.raw`\*\*${LABEL}\*\*|(?<!\w)_${LABEL}_(?!\w)|\| *(?:… ?: )?${LABEL} *(?=\|)`,
	'gu',
);

/** What stands in code is shown, not meant; the lines stay where they are. */
const withoutCode = (text: string) =>
	text
		.replace(/^\s*```[\s\S]*?^\s*```/gm, (code) => code.replace(/[^\n]/g, ''))
		.replace(/`[^`\n]*`/g, '``');

const pairs = (text: string) => new Set([...text].map((sign, at) => sign + text[at + 1]));

/** How much two texts have in common, from 0 to 1: by the pairs of signs that both have. */
function likeness(one: string, other: string): number {
	const [a, b] = [pairs(one), pairs(other)];
	return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}

const nearest = (written: string): string =>
	[...labels].reduce((best, label) =>
		likeness(label, written) > likeness(best, written) ? label : best,
	);

function unknownIn(page: string, text: string): string[] {
	const plain = withoutCode(text);
	return [...plain.matchAll(WRITTEN)].flatMap((match) => {
		const [, ...ways] = match;
		const written = ways.find(Boolean)!.replace(/\s+/g, ' ');
		if (labels.has(written)) return [];
		const line = plain.slice(0, match.index).split('\n').length;
		return [`${page}:${line} says “${written}”; the form says “${nearest(written)}”`];
	});
}

const PAGES = ['README.md', ...globSync('docs/**/*.md')].map(normalize).toSorted();

describe('labels', () => {
	it.each(PAGES)('%s', (page) => {
		expect(unknownIn(page, read(page))).toEqual([]);
	});

	it('are found wherever they are written, and missed nowhere', () => {
		const text = [
			'**Match By (匹配字段)** and **People: If Missing (源表没有)**, _Match By (匹配栏)_,',
			'**Whole Read',
			'Hours (全量)**, `**Match By (码)**` is code; Yunzhijia (云之家) is prose',
			'| … : If Missing (没有) | **Update Email (修改人员邮箱)** |',
		].join('\n');
		expect(unknownIn('a.md', text)).toEqual([
			'a.md:1 says “Match By (匹配栏)”; the form says “Match By (匹配字段)”',
			'a.md:2 says “Whole Read Hours (全量)”; the form says “Whole Read Hours (全量间隔)”',
			'a.md:4 says “If Missing (没有)”; the form says “If Missing (源表没有)”',
		]);
	});
});
