import { choice, filledLine, tenantKey } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder, remark } from './fields';

const syncJobCall = endpoint(21, 'syncJobCall');

export const upsertTitle: WeaverE10Operation = {
	name: 'Create or Update Title',
	value: 'upsertTitle',
	action: 'Create, update or delete professional titles',
	term: '同步职称',
	description: 'Create, update or delete professional titles. A title is found by its code.',
	required: [
		tenantKey,
		filledLine(
			'jobcallcode',
			'Code (职称编码)',
			'The code of the title, by which an existing one is found',
		),
		filledLine('dataName', 'Name (职称名称)', 'What the title is called'),
	],
	optional: [
		dsporder,
		remark,
		choice('deleteType', 'Delete (删除)', 'Whether to delete the title', [
			{ name: 'No (否)', value: '0' },
			{ name: 'Yes (是)', value: '1' },
		]),
	],
	...syncRows(syncJobCall, {
		member: 'jobCalls',
		by: 'jobcallcode',
	}),
};
