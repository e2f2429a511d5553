/** Rules of misbehaviour that do not exist are refused: a test that relied on one would show nothing. */
import { expect, it, onTestFinished } from 'vitest';
import { startHippius } from './index.ts';
import type { Misbehaviour } from './index.ts';

const HOWS =
	'latency, refuse, resetBefore, resetAfter, hang, status, statusAfter, slowDown, html, cutJson, ' +
	'expireToken, numberId, redirect';
const MEMBERS = 'how, path, after, times, ms, status, retryAfter, location';

it.each<[object, string]>([
	[{ how: 'nonsense' }, `misbehave: there is no how “nonsense”, only ${HOWS}`],
	[{ how: 'toString' }, `misbehave: there is no how “toString”, only ${HOWS}`],
	[{ status: 500 }, `misbehave: there is no how “undefined”, only ${HOWS}`],
	[{ how: 'status', code: 500 }, `misbehave: a rule has no “code”, only ${MEMBERS}`],
	[{ how: 'refuse', milliseconds: 1 }, `misbehave: a rule has no “milliseconds”, only ${MEMBERS}`],
])('%j', async (rule, says) => {
	const hippius = await startHippius();
	onTestFinished(hippius.stop);
	expect(() => hippius.misbehave(rule as Misbehaviour)).toThrow(new Error(says));
	// Nothing of it is kept.
	await fetch(hippius.url);
	expect(hippius.requests).toMatchObject([{ answeredBy: 'platform' }]);
});
