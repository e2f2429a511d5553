/** Part 4: what it takes to load the package, and to download it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { atMost, median, rounded } from './measure.ts';
import type { Part, Tell } from './measure.ts';

const ROUNDS = 10;
const MOST_MS = 50;
const MOST_BYTES = 300_000;
const ROOT = new URL('../../', import.meta.url);

/** A server has n8n-workflow loaded long before the package; it makes every class once. */
const PROGRAM = `
	require('n8n-workflow');
	const files = JSON.parse(process.argv[1]);
	const started = performance.now();
	for (const file of files) for (const Class of Object.values(require(file))) new Class();
	console.log(performance.now() - started);
`;

/** Milliseconds in a fresh process. */
const loadOnce = (files: string[]) =>
	Number(
		execFileSync(
			process.execPath,
			['-e', PROGRAM, JSON.stringify(files.map((file) => `./${file}`))],
			{ cwd: ROOT, encoding: 'utf8' },
		),
	);

export async function measureLoading(tell: Tell): Promise<Part> {
	const { n8n } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));
	const raw: Record<string, number[]> = { nodes: [], 'nodes and credentials': [] };
	for (let round = 1; round <= ROUNDS; round++) {
		tell(`round ${round} of ${ROUNDS}`);
		raw.nodes.push(loadOnce(n8n.nodes));
		raw['nodes and credentials'].push(loadOnce([...n8n.nodes, ...n8n.credentials]));
	}

	const folder = new URL('dist-package/', ROOT);
	const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
	const { size } = statSync(new URL(tarball, folder));
	return {
		title: `4 · Loading ${tarball}`,
		table: Object.fromEntries(
			Object.entries(raw).map(([what, ms]) => [what, { ms: rounded(median(ms), 1) }]),
		),
		aims: [
			atMost(`all nodes: under ${MOST_MS} ms`, median(raw.nodes), MOST_MS, 'ms'),
			atMost(`tarball: under ${MOST_BYTES / 1000} kB`, size / 1000, MOST_BYTES / 1000, 'kB'),
		],
		raw: { ...raw, tarballBytes: size },
	};
}
