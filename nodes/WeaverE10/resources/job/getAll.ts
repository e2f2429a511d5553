import { listed } from '../../fields';
import { ask, query, type WeaverE10Operation } from '../../operations';

const queryJobSet = query('the newer menu', 'queryJobSet', { sure: 'example' });

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many jobs',
	term: '查询职务',
	description: 'Search jobs; its filters are known from an example only',
	required: [],
	optional: [
		listed('codeList', 'Codes (职务编码)', 'Codes of jobs'),
		listed('ids', 'Jobs (职务ID)', 'IDs of jobs'),
		listed('nameList', 'Names (职务名称)', 'Names of jobs'),
	],
	...ask(queryJobSet),
};
