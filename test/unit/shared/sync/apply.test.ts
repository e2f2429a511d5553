/** nodes/shared/sync/apply.ts: what a task gives its operation. */
import { describe, expect, it } from 'vitest';
import type { DirectoryRecord } from '../../../../nodes/shared/contract/index.ts';
import type { CellValues } from '../../../../nodes/shared/contract/sync.ts';
import { done } from '../../../../nodes/shared/run/outcome.ts';
import { Outcomes } from '../../../../nodes/shared/run/outcomes.ts';
import { apply, type Applying } from '../../../../nodes/shared/sync/apply.ts';
import type { Work } from '../../../../nodes/shared/sync/work.ts';
import { credential, type TestCredential } from '../fakes.ts';
import { single } from '../run/stepwise.ts';

/** Sends one record with these values. @returns the rows that were sent */
async function sent(values: CellValues) {
	const record: DirectoryRecord = { index: 0, row: {}, request: {} };
	const entity = { kind: {}, now: {}, then: {}, target: {} };
	const item = { entity, action: 'update', reason: '', changes: [], needs: new Set() };
	const work = { item, record, tasks: [] } as unknown as Work<TestCredential>;
	const part = { of: record, name: 'Write', kind: 'step' } as const;
	const operation = single();
	const own = { ...record, part };
	work.tasks.push({ operation, phase: 1, values: () => values, work, record: own });
	const outcomes = new Outcomes(true);
	const rows: unknown[] = [];
	const applying: Partial<Applying<TestCredential>> = {
		credential: credential(),
		outcomes,
		sender: {
			async sendStep({ records }: { records: DirectoryRecord[] }) {
				await Promise.resolve();
				for (const each of records) {
					rows.push({ ...each.row, ...each.request });
					outcomes.settle(each, done({}));
				}
			},
		} as never,
	};
	await apply([work], applying as Applying<TestCredential>);
	return rows;
}

describe('values of a task', () => {
	it('reach the operation by the names of its fields', async () => {
		const values = { code: 'A', note: 'n', group: 'g' };
		expect(await sent(values)).toEqual([values]);
	});

	it('that no field takes are a fault of ours, not told as done', async () => {
		await expect(sent({ code: 'A', level: '2' })).rejects.toThrow(
			'Write takes no level: it would be told as done, unsent',
		);
	});

	it('that are not set need no field', async () => {
		expect(await sent({ code: 'A', level: undefined })).toEqual([{ code: 'A' }]);
	});

	it('of a wide row need columns', async () => {
		await expect(sent({ code: 'A', fields: {} })).rejects.toThrow('Write takes no fields');
	});
});
