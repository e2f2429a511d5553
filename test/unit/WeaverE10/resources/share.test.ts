/** Shares of Weaver E10 above `call`: what they send, and what they make of an answer. */
import { expect, it } from 'vitest';
import { sync } from '../../../../nodes/WeaverE10/resources/share/sync.ts';
import type { WeaverE10Credential } from '../../../../nodes/WeaverE10/token.ts';
import { batch, calls } from '../../operations.ts';

it('shares go out with what they have in common beside them', async () => {
	const { call, made } = calls({});
	const rows = [{ sourceId: '1' }, { sourceId: '2' }];
	const request = { shareType: 'ex2normal' };
	const outcomes = await sync.perform(batch(rows, request), call, {} as WeaverE10Credential);
	expect(made).toEqual([
		['POST restful/syncHrmShare', { data: rows, shareType: 'ex2normal' }, false],
	]);
	expect(outcomes).toMatchObject(rows.map((row) => ({ result: { ...request, ...row } })));
});
