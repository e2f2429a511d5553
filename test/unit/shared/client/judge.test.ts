/** `judge` of nodes/shared/call.ts: the platform's own word first, then the status. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../../nodes/shared/client/request.ts';
import { platform } from '../fakes.ts';

describe('judge', () => {
	const answer = (json: unknown, status: number) => ({ status, headers: {}, text: '', json });

	it.each<[unknown, number, string, string]>([
		[{ ok: false, code: '7', text: 'x' }, 200, 'no', 'x (7)'],
		[{ ok: false, code: '7' }, 200, 'no', 'The platform gave no reason (7)'],
		[{ ok: false, code: '7', text: 'x' }, 502, 'ambiguous', 'x (7, HTTP 502)'],
		[{ ok: false, code: '7', text: 'x' }, 401, 'tokenRejected', 'x (7, HTTP 401)'],
		[{ ok: false, code: 'busy', text: 'x' }, 502, 'slowDown', 'x (busy)'],
		[{ other: true }, 200, 'ambiguous', 'The answer is not one that the platform documents'],
		[undefined, 204, 'ambiguous', 'The answer is not one that the platform documents'],
		[undefined, 404, 'no', 'The platform does not know this address (HTTP 404)'],
		[{ ok: false, code: 'toString', text: 'x' }, 200, 'no', 'x (toString)'],
		[{ ok: false, code: '__proto__', text: 'x' }, 200, 'no', 'x (__proto__)'],
	])('%j with %i is %s', (json, status, kind, message) => {
		expect(judge(platform, answer(json, status))).toMatchObject({ kind, message });
	});

	it('takes a success with another status than 2xx for none', () => {
		expect(judge(platform, answer({ ok: true }, 502))).toMatchObject({ kind: 'ambiguous' });
	});
});
