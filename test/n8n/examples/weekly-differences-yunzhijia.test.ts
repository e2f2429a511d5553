/** What differs between HR’s tables and Yunzhijia, as a spreadsheet. */
import { test } from '../fixtures.ts';
import { exampleOf } from './example.ts';
import { expectReport } from './weekly.ts';

test('the report has all that differs, and nothing is changed', async ({ n8n, filesFolder }) => {
	await expectReport(n8n, filesFolder, await exampleOf(import.meta.filename), {
		change({ yunzhijia: { state } }) {
			const people = [...state.people.values()];
			people.find(({ jobNo }) => jobNo === 'XQ0024')!.phone = '19900009024';
			people.find(({ jobNo }) => jobNo === 'XQ0030')!.status = '0';
		},
		differs: [
			{
				Kind: 'person',
				Action: 'update',
				Key: 'XQ0024',
				What: 'Mobile (手机号): 19900009024 → 19900000024',
			},
			{ Kind: 'person', Action: 'restore', Key: 'XQ0030' },
		],
	});
});
