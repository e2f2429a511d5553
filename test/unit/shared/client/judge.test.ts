/** `judge` of nodes/shared/client/request.ts: the platform's own word first, then the status. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../../nodes/shared/client/request.ts';
import { platform } from '../fakes.ts';

const QUERY = { isQuery: true } as const;

describe('judge', () => {
	const judging = (json: unknown, status: number) => () =>
		judge(platform, { status, headers: {}, text: '', json });

	it.each<[unknown, number, string, string]>([
		[{ ok: false, code: '7', text: 'x' }, 200, 'refused', 'x (7)'],
		[{ ok: false, code: '7' }, 200, 'refused', 'The platform gave no reason (7)'],
		[{ ok: false, code: '7', text: 'x' }, 502, 'ambiguous', 'x (7, HTTP 502)'],
		[{ ok: false, code: '7' }, 400, 'refused', 'The platform gave no reason (7, HTTP 400)'],
		[{ ok: false, code: 'full', text: '' }, 400, 'refused', 'The platform gave no reason (full)'],
		[{ ok: false, code: '7', text: 'x' }, 401, 'tokenRejected', 'x (7, HTTP 401)'],
		[{ ok: false, code: 'busy', text: 'x' }, 502, 'rateLimited', 'x (busy)'],
		[{ other: true }, 200, 'ambiguous', 'The answer is not one that the platform documents'],
		[undefined, 204, 'ambiguous', 'The answer is not one that the platform documents'],
		[undefined, 404, 'refused', 'The platform does not know this address (HTTP 404)'],
		[{ ok: false, code: 'toString', text: 'x' }, 200, 'refused', 'x (toString)'],
		[{ ok: false, code: '__proto__', text: 'x' }, 200, 'refused', 'x (__proto__)'],
	])('%j with %i is %s', (json, status, kind, message) => {
		expect(judging(json, status)).toThrow(expect.objectContaining({ kind, message }));
	});

	describe('a status by which the platform fails over', () => {
		const failing = { ...platform, failsOverWith: [404] };
		const answer = (json?: unknown) => ({ status: 404, headers: {}, text: '', json });

		it('passes for a query, and says both of what it may be', () => {
			expect(() => judge(failing, answer(), { isQuery: true })).toThrow(
				expect.objectContaining({
					kind: 'ambiguous',
					message:
						'The platform does not know this address, or its gateway is failing over (HTTP 404)',
					facts: expect.objectContaining({
						httpStatus: 404,
						advice: expect.stringMatching(/Check the Base URL.* prefix.* run it again/) as string,
					}) as object,
				}),
			);
		});

		it.each<[string, object, object | undefined, { isQuery?: true }]>([
			['for a write', failing, undefined, {}],
			['where the platform says it in its own form', failing, { ok: false, code: '7' }, QUERY],
			['on a platform that does not fail over with it', platform, undefined, QUERY],
		])('is final %s', (_what, of, json, endpoint) => {
			expect(() => judge(of as typeof platform, answer(json), endpoint)).toThrow(
				expect.objectContaining({ kind: 'refused' }),
			);
		});
	});

	it('takes a success with another status than 2xx for none', () => {
		expect(judging({ ok: true }, 502)).toThrow(expect.objectContaining({ kind: 'ambiguous' }));
	});
});
