/** `judge` of nodes/shared/client/request.ts: the platform's own word first, then the status. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../../nodes/shared/client/request.ts';
import { platform } from '../fakes.ts';

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

	it('takes a success with another status than 2xx for none', () => {
		expect(judging({ ok: true }, 502)).toThrow(expect.objectContaining({ kind: 'ambiguous' }));
	});
});
