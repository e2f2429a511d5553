/** Below a department that keeps its old name or place, whatever the table says, nothing is made by the new one. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { YunzhijiaState } from '../../../platforms/index.ts';
import { addDepartment, startYunzhijia } from '../../../platforms/index.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import { runSync } from '../../engine/sync.ts';

/** Applies tables, and gives the long names of all departments with the people in each. */
async function applied(
	seed: (state: YunzhijiaState) => void,
	[departments, people]: [IDataObject[], IDataObject[]],
	parameters: IDataObject = {},
) {
	const platform = await startYunzhijia({ seed });
	onTestFinished(platform.stop);
	const { records } = await runSync('yunzhijiaSync', {
		tables: [departments, people, undefined, undefined],
		parameters: { mode: 'apply', ...parameters },
		credentials: { yunzhijiaApi: platform.credential as CredentialData },
		node: { onError: 'continueErrorOutput' },
	});
	const { state } = platform;
	const there = [...state.departments.values()].map(({ orgId, department }) => [
		department,
		[...state.people.values()].filter((one) => one.orgId === orgId).map(({ jobNo }) => jobNo),
	]);
	return { records, there: Object.fromEntries(there) as Record<string, string[]> };
}

const newcomer = (department: string): IDataObject => ({
	...{ jobNo: 'J9', name: '新人', phone: '13900000009', department },
});

describe('below a department that stays as it is', () => {
	it('since renaming is switched off: no second one is made by its new name', async () => {
		const { there } = await applied(
			(state) => void addDepartment(state, 'd-1', '甲'),
			[
				[
					{ orgId: 'd-1', department: '改' },
					{ orgId: '', department: '改\\新' },
				],
				[newcomer('改')],
			],
			{ actions: ['create'] },
		);
		expect(Object.keys(there).filter((path) => path.startsWith('改'))).toEqual([]);
	});

	it('since moving is switched off: no second one is made at its new place', async () => {
		const { there } = await applied(
			(state) => {
				addDepartment(state, 'd-1', '甲');
				addDepartment(state, 'd-2', '乙');
			},
			[
				[
					{ orgId: 'd-1', department: '甲' },
					{ orgId: 'd-2', department: '甲\\乙' },
					{ orgId: '', department: '甲\\乙\\新' },
				],
				[newcomer('甲\\乙')],
			],
			{ actions: ['create'] },
		);
		expect(Object.keys(there).filter((path) => path.startsWith('甲\\'))).toEqual([]);
	});

	it('since its new name is taken: nothing comes into the one that has the name', async () => {
		const { records, there } = await applied(
			(state) => {
				addDepartment(state, 'd-1', '甲');
				addDepartment(state, 'd-2', '乙');
			},
			[
				[
					{ orgId: 'd-1', department: '乙' },
					{ orgId: '', department: '乙\\新' },
				],
				[newcomer('乙')],
			],
		);
		expect(there).toEqual({ 甲: [], 乙: [] });
		expect(records.map(({ outcome }) => outcome)).not.toContain('done');
	});
});
