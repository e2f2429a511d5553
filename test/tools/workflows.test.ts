/** GitHub's workflows: what they name is there, and they may do no more than they must. */
import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SINGLE, WHOLE } from '../../tools/packages.mjs';
import { notesOf } from '../../tools/release.mjs';

interface Step {
	uses?: string;
	run?: string;
}
interface Job {
	permissions?: Record<string, string>;
	steps: Step[];
}
interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const read = (file: string) => readFileSync(`${FOLDER}/${file}`, 'utf8');
const workflow = (file: string) => parse(read(file)) as Workflow;
const stepsOf = (file: string) => Object.values(workflow(file).jobs).flatMap(({ steps }) => steps);
const runsOf = (file: string) => stepsOf(file).flatMap(({ run = [] }) => run);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
	scripts: Record<string, string>;
};
const FILES = globSync('*.yml', { cwd: FOLDER }).toSorted();

it('there is one for the gate and one for releases', () =>
	expect(FILES).toEqual(['ci.yml', 'release.yml']));

describe.each(FILES)('%s', (file) => {
	const named = (pattern: RegExp) =>
		runsOf(file).flatMap((run) => [...run.matchAll(pattern)].map(([, name]) => name));

	it('runs scripts and files that are there', () => {
		const called = named(/npm run ([\w:-]+)/g);
		expect(called.filter((name) => !(name in scripts))).toEqual([]);
		const files = named(/(?:^|\s)((?:\.ci|tools)\/[\w./-]+)/g);
		expect([...called, ...files]).not.toEqual([]);
		expect(files.filter((path) => !existsSync(path))).toEqual([]);
	});

	it('pins actions by their major version, reads only, and knows one secret', () => {
		const actions = stepsOf(file).flatMap(({ uses = [] }) => uses);
		expect(actions.filter((uses) => !/^actions\/[\w-]+@v\d+$/.test(uses))).toEqual([]);
		expect(workflow(file).permissions).toEqual({ contents: 'read' });
		const secrets = [...read(file).matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
		expect(secrets.filter((name) => name !== 'NPM_TOKEN')).toEqual([]);
	});
});

it('the gate runs for every push to main and every pull request', () => {
	const { on } = workflow('ci.yml');
	expect(Object.keys(on).toSorted()).toEqual(['pull_request', 'push']);
	expect(runsOf('ci.yml')).toContain('.ci/run');
});

describe('a release', () => {
	const runs = runsOf('release.yml');
	const place = (text: string) => runs.findIndex((run) => run.includes(text));

	it('publishes every package with provenance, after tests and scan', () => {
		const { on, jobs } = workflow('release.yml');
		expect(on).toEqual({ push: { tags: ['v*'] } });
		expect(jobs.publish.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
		expect(runs[place('npm publish')]).toMatch(
			/for tarball in dist-packages\/\*\.tgz; do[^]+npm publish "\.\/\$tarball" --provenance --access public/,
		);
		const before = ['tools/release.mjs', 'test:here', 'run packages', 'run scan', 'npm publish'];
		const places = [...before, 'gh release create'].map(place);
		expect(places).not.toContain(-1);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
	});

	describe('when it publishes', () => {
		const names = [WHOLE, ...SINGLE.map(({ name }) => name)].toSorted();
		let folder: string;
		const inFolder = (path: string) => join(folder, path);

		beforeEach(() => {
			folder = mkdtempSync(join(tmpdir(), 'release-'));
			mkdirSync(inFolder('dist-packages'));
			for (const name of names) writeFileSync(inFolder(`dist-packages/${name}-0.2.0.tgz`), '');
		});
		afterEach(() => rmSync(folder, { recursive: true }));

		/** Runs the step as GitHub does, with an npm that has these packages, each with versions. */
		function publish(onNpm: Record<string, string>): { log: string; published: string[] } {
			const known = Object.entries(onNpm).map(
				([name, version]) => `"view ${name}@${version} version") echo ${version};;`,
			);
			const strangers = names.filter((name) => !(name in onNpm));
			const npm = [
				'#!/bin/sh',
				'case "$*" in',
				...known,
				...strangers.map((name) => `"view ${name}@"*) echo E404 >&2; exit 1;;`),
				'publish*) echo "$2" >> published;;',
				'esac',
			];
			writeFileSync(inFolder('npm'), npm.join('\n'));
			chmodSync(inFolder('npm'), 0o755);
			writeFileSync(inFolder('published'), '');
			const log = execFileSync('bash', ['-e', '-c', runs[place('npm publish')]], {
				cwd: folder,
				encoding: 'utf8',
				env: { PATH: `${folder}:${process.env.PATH}`, GITHUB_REF_NAME: 'v0.2.0', NPM_TOKEN: '' },
				stdio: 'pipe',
			});
			const published = readFileSync(inFolder('published'), 'utf8').split('\n').filter(Boolean);
			return { log, published: published.map((path) => path.split('/').at(-1)!) };
		}

		const tarballs = (of: string[]) => of.map((name) => `${name}-0.2.0.tgz`);

		it('publishes all, whether npm knows the package or not', () => {
			const [known] = names;
			expect(publish({ [known]: '0.1.0' })).toEqual({ log: '', published: tarballs(names) });
		});

		it('goes on where an earlier run failed, and says so', () => {
			const [done, ...rest] = names;
			const { log, published } = publish({ [done]: '0.2.0' });
			expect(published).toEqual(tarballs(rest));
			expect(log).toBe(`${done} 0.2.0 is on npm already: skipped\n`);
		});
	});

	const CHANGELOG =
		'# Changelog\n\n## 0.2.0 (2026-12-01)\n\n- New.\n\n## 0.1.0 (unreleased)\n\n- Old.\n';

	it('has the section of the changelog as its notes', () =>
		expect(notesOf('v0.2.0', '0.2.0', CHANGELOG)).toBe('- New.'));

	it.each([
		['v0.2.1', '0.2.0', /The tag is v0\.2\.1, and package\.json has version 0\.2\.0/],
		['v0.3.0', '0.3.0', /says nothing of 0\.3\.0/],
		['v0.1.0', '0.1.0', /calls 0\.1\.0 unreleased/],
	])('is refused: %s of version %s', (tag, version, reason) =>
		expect(() => notesOf(tag, version, CHANGELOG)).toThrow(reason),
	);

	it('finds its section in the project’s own changelog', () => {
		const changelog = readFileSync('CHANGELOG.md', 'utf8');
		const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
		const dated = changelog.replace(' (unreleased)', ' (2026-12-01)');
		expect(notesOf(`v${version}`, version, dated)).toMatch(/\S/);
	});
});
