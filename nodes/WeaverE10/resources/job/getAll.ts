import { listed } from '../../fields';
import { ask, query, type WeaverE10Operation } from '../../operations';

const queryJobSet = query('the newer menu', 'queryJobSet', { sure: 'example' });

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many jobs',
	description: 'Search jobs (查询职务); its filters are known from an example only',
	required: [],
	optional: [
		listed('codeList', 'Codes', 'Codes of jobs (职务编码)'),
		listed('ids', 'Jobs', 'IDs of jobs (职务ID)'),
		listed('nameList', 'Names', 'Names of jobs (职务名称)'),
	],
	...ask(queryJobSet),
};
