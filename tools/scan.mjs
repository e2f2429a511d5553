// n8n's verification scan without the network, for each package: its two legs (the source, as the
// provenance of a published package leads to it, and the tarball); and n8n's own linter with its rules
// unchanged, as `strict` in a package.json asks for. The whole can't say so there: the rules of its tests
// and its demo stand in the same eslint.config.mjs.
import { execFile, execFileSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
	analyzePackage,
	findPackageRoot,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLINT_CONFIG, SINGLE, sourcesOf, textsOf, WHOLE } from './packages.mjs';

const PACKAGES = 'dist-packages';
const SHIPPED = ['**/*.js', 'package.json'];
const root = JSON.parse(readFileSync('package.json', 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'orgsync-scan-'));
// Within the project, because the linter takes its rules from there.
const copies = join(PACKAGES, 'source');

function unpacked(name) {
	const folder = join(work, name);
	mkdirSync(folder);
	const tarball = join(PACKAGES, `${name}-${root.version}.tgz`);
	if (!existsSync(tarball))
		throw new Error('There is nothing to scan: run “npm run packages” first');
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return folder;
}

/** As the scan does after it has fetched the repository. */
function sourceOf(name) {
	const folder =
		name === WHOLE ? process.cwd() : findPackageRoot(join(process.cwd(), 'packages'), name);
	if (!folder) throw new Error(`The scan finds no source of ${name} in the repository`);
	return folder;
}

/** What the linter looks at: texts by file, and the sources. */
async function lintedOf(single) {
	if (single) return { texts: await textsOf(single), sources: sourcesOf(single) };
	const strict = { ...root, n8n: { ...root.n8n, strict: true } };
	const texts = { 'package.json': JSON.stringify(strict), 'eslint.config.mjs': ESLINT_CONFIG };
	return { texts, sources: ['credentials', 'nodes'] };
}

/** In a copy: it does not follow links. */
async function strictly(name, single) {
	const copy = join(copies, name);
	mkdirSync(copy, { recursive: true });
	const { texts, sources } = await lintedOf(single);
	for (const [file, text] of Object.entries(texts)) writeFileSync(join(copy, file), text);
	for (const source of sources) cpSync(source, join(copy, source), { recursive: true });
	const linter = join(process.cwd(), 'node_modules/.bin/n8n-node');
	return await promisify(execFile)(linter, ['lint'], { cwd: copy }).then(
		() => ({ passed: true }),
		({ stdout, stderr }) => ({ passed: false, message: 'n8n-node lint', details: stdout + stderr }),
	);
}

async function scan(name, single) {
	const source = sourceOf(name);
	const legs = {
		source: () => analyzePackage(source, SOURCE_FILE_PATTERNS),
		tarball: () => analyzePackage(unpacked(name), SHIPPED),
		'source, strict': () => strictly(name, single),
	};
	for (const [leg, look] of Object.entries(legs)) {
		const { passed, message, details } = await look();
		console.log(`${name}, ${leg}: ${passed ? 'passed' : `failed, ${message}\n${details}`}`);
		if (!passed) process.exitCode = 1;
	}
}

try {
	await Promise.all([scan(WHOLE), ...SINGLE.map((single) => scan(single.name, single))]);
} finally {
	rmSync(work, { recursive: true });
	rmSync(copies, { recursive: true, force: true });
}
