/** GitHub's workflows: what they name is there, and they may do no more than they must. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
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
			/for tarball in dist-packages\/\*\.tgz; do\s+npm publish "\.\/\$tarball" --provenance --access public/,
		);
		const before = ['tools/release.mjs', 'test:here', 'run packages', 'run scan', 'npm publish'];
		const places = [...before, 'gh release create'].map(place);
		expect(places).not.toContain(-1);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
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
