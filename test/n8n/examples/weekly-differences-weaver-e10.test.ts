/** What differs between HR’s tables and Weaver E10, as a spreadsheet. */
import { expect } from 'vitest';
import { test } from '../fixtures.ts';
import { exampleOf } from './example.ts';
import { expectReport } from './weekly.ts';

test('the report has all that differs, and nothing is changed', async ({ n8n, filesFolder }) => {
	await expectReport(n8n, filesFolder, await exampleOf(import.meta.filename), {
		change({ weaverE10: { state } }) {
			const employees = [...state.employees.values()];
			employees.find(({ job_num }) => job_num === 'XQ0024')!.mobile = '19900009024';
			const [department] = [...state.departments.values()].filter(({ code }) => code === 'FN02');
			department.name = '资金处';
		},
		differs: [
			{
				Kind: 'department',
				Action: 'update',
				Key: 'FN02',
				What: expect.stringContaining('资金处 →'),
			},
			{
				...{ Kind: 'employee', Action: 'update', Key: 'XQ0024' },
				What: 'Mobile (手机号): 19900009024 → 19900000024',
			},
		],
	});
});
