import { choice, tenantKey } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder, filledLine, remark } from './fields';

const syncJobCall = endpoint(21, 'syncJobCall');

export const upsertTitle: WeaverE10Operation = {
	name: 'Create or Update Title',
	value: 'upsertTitle',
	action: 'Create or update professional titles',
	description: 'Create, change or delete professional titles by their code (同步职称)',
	required: [
		tenantKey,
		filledLine('jobcallcode', 'Code', 'Code of the title (职称编码)'),
		filledLine('dataName', 'Name', 'Name of the title (职称名称)'),
	],
	optional: [
		dsporder,
		remark,
		choice('deleteType', 'Deleted', 'Whether the title is deleted (是否删除)', [
			{ name: 'No (否)', value: '0' },
			{ name: 'Yes (是)', value: '1' },
		]),
	],
	...syncRows(syncJobCall, {
		member: 'jobCalls',
		by: 'jobcallcode',
	}),
};
