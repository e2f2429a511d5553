import { choice, tenantKey } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder, filledLine, remark } from './fields';

const syncJobCall = endpoint(21, 'syncJobCall');

export const upsertTitle: WeaverE10Operation = {
	name: 'Create or Update Title',
	value: 'upsertTitle',
	action: 'Create or update professional titles',
	term: '同步职称',
	description: 'Create, change or delete professional titles by their code',
	required: [
		tenantKey,
		filledLine('jobcallcode', 'Code (职称编码)', 'Code of the title'),
		filledLine('dataName', 'Name (职称名称)', 'Name of the title'),
	],
	optional: [
		dsporder,
		remark,
		choice('deleteType', 'Deleted (删除)', 'Whether the title is deleted', [
			{ name: 'No (否)', value: '0' },
			{ name: 'Yes (是)', value: '1' },
		]),
	],
	...syncRows(syncJobCall, {
		member: 'jobCalls',
		by: 'jobcallcode',
	}),
};
