/** `redacted` of nodes/shared/client/redaction.ts: what may not be shown is taken out of a message. */
import { describe, expect, it } from 'vitest';

import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { redacted } from '../../../../nodes/shared/client/redaction.ts';

describe('redacted', () => {
	it.each<[string, string[], string]>([
		['key abc, key abc', ['abc'], 'key •••, key •••'],
		['a.c and abc', ['a.c'], '••• and abc'],
		['$& stays', ['$&'], '••• stays'],
		['token=a%2Fb%20c of a/b c', ['a/b c'], 'token=••• of •••'],
		['token=a%2Fb+c', ['a/b c'], 'token=•••'],
		['one two', ['two', 'one'], '••• •••'],
		['nothing to hide', ['', 'other'], 'nothing to hide'],
	])('%j without %j', (text, secrets, expected) => {
		const facts = { platformCode: '7', httpStatus: 200 };
		const failure = redacted(new Failure('refused', text, facts), secrets);
		expect(failure).toMatchObject({ facts, kind: 'refused', message: expected });
	});
});
