import { listed } from '../../fields';
import { ask, described, query, type WeaverE10Operation } from '../../operations';

const queryJobSet = query('the newer menu', 'queryJobSet', { sure: 'example' });

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many jobs',
	term: '查询职务',
	...described(queryJobSet, 'Search jobs'),
	required: [],
	optional: [
		listed('codeList', 'Codes (职务编码)', 'Codes of jobs', { example: 'ENG, PM' }),
		listed('ids', 'Jobs (职务ID)', 'IDs of jobs'),
		listed('nameList', 'Names (职务名称)', 'Names of jobs', { example: '工程师, 项目经理' }),
	],
	...ask(queryJobSet),
};
