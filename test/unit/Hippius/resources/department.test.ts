/** Departments of Hippius above `call`: what they send, and what they make of an answer. */
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { upsert } from '../../../../nodes/Hippius/resources/department/upsert.ts';
import type { HippiusCredential } from '../../../../nodes/Hippius/token.ts';
import { batch, calls } from '../../operations.ts';

describe('create or update', () => {
	const known = { unitCode: 'A', unitName: 'a', orderSeq: '1' };
	const row = { ...known, parentUnitCode: 'B' };
	const credential = {} as HippiusCredential;
	const repeat = new Failure('refused', 'x', { platformCode: 'error.code_repeat' });

	it.each([
		['new', [{}], ['POST dept/create']],
		['there already', [repeat, {}], ['POST dept/create', 'PUT dept/update']],
	])('of a department that is %s', async (_what, answers, expected) => {
		const { call, made } = calls(...answers);
		expect(await upsert.perform(batch([row]), call, credential)).toEqual([
			{ kind: 'done', result: row },
		]);
		expect(made.map(([path]) => path)).toEqual(expected);
		expect(made.map(([, body]) => body)).toEqual([row, known].slice(0, expected.length));
	});

	it('passes on every other refusal', async () => {
		const failure = new Failure('refused', 'x', { platformCode: 'error.dept_not_exists' });
		await expect(upsert.perform(batch([row]), calls(failure).call, credential)).rejects.toBe(
			failure,
		);
	});
});
