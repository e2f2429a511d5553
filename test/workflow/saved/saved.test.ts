/**
 * Workflows that an earlier version saved send what they sent then, and nothing that they rely on
 * is gone: saved.ts. What came in addition is none of this test's business.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { missingOf, offeredBy, offeredByCredentials } from './parameters.ts';
import type { SavedParameter } from './parameters.ts';
import type { SavedNode, SavedWorkflow } from './saved.ts';
import { called, fromText, polled, sentBy, startSaved, withSet } from './saved.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const files = globSync('*/*.json', { cwd: here }).toSorted();
const read = (file: string) => fromText(readFileSync(here + file, 'utf8'));

/** What the operation refused to do without, even then: the form may say so. */
const REFUSED_WITHOUT = [
	...['partTimeJob.deleteAll openId', 'partTimeJob.deleteAll orgId'],
	...['partTimeJob.deleteAll confirmEid', 'person.updateDepartment orgId'],
	...['share.sync targetType', 'share.sync targetId'],
	...['conditionConfigId', 'newConditionRelateIdList'].map(
		(name) => `matrix.getValues conditionList.condition.${name}`,
	),
].map((parameter) => `${parameter}: has become required`);

/** Text either way. */
const OF_ANOTHER_TYPE = ['matrix.save dataStr: was of type json, is string'];

const SAYS = 'workflows that were saved rely on it: docs/extending.md, “Releasing”';

it('there are workflows of an earlier version', () => expect(files.length).toBeGreaterThan(9));

describe.each(files.filter((file) => basename(file) !== 'credentials.json'))('%s', (file) => {
	const saved = read(file) as SavedNode;
	const start = async (workflow: SavedWorkflow) => {
		const platform = await startSaved(saved, workflow);
		onTestFinished(platform.stop);
		return platform;
	};

	it('offers what it offered', () => {
		const now = offeredBy(saved.node, saved.typeVersion);
		const missing = missingOf(saved.parameters, now);
		expect(
			missing.filter((each) => ![...REFUSED_WITHOUT, ...OF_ANOTHER_TYPE].includes(each)),
			SAYS,
		).toEqual([]);
	});

	it.each(saved.workflows.map((workflow) => [workflow.name, workflow] as const))(
		'%s',
		async (_name, workflow) => {
			const platform = await start(workflow);
			const { polls, events, told, requests, variants = [], parameters } = workflow;
			if (polls) {
				expect(await polled(saved, workflow, platform)).toEqual(polls);
			} else if (events) {
				expect(await called(saved, workflow, platform)).toEqual({ told, requests });
			} else {
				expect(await sentBy(saved, workflow, platform)).toEqual(requests);
			}
			for (const { set, requests: others } of variants) {
				const changed = { ...workflow, parameters: withSet(parameters, set) };
				expect([set, await sentBy(saved, changed, await start(workflow))]).toEqual([set, others]);
			}
		},
		60_000,
	);
});

describe.each(files.filter((file) => basename(file) === 'credentials.json'))('%s', (file) => {
	it('credentials offer what they offered', () => {
		const now = offeredByCredentials();
		for (const [name, then] of Object.entries(read(file) as Record<string, SavedParameter[]>))
			expect([dirname(file), name, missingOf(then, now[name] ?? [])], SAYS).toEqual([
				...[dirname(file), name, []],
			]);
	});
});
