/** Part-time jobs and leaders as they are watched: docs/vendors/yunzhijia.md, sections 3 and 6. */
import type { Watch } from '../../shared/contract/triggers';
import { pagesOf } from '../operations';
import { pairId } from '../pair';
import { queryOrgAdmins } from '../resources/leader/getAll';
import { queryPartTimeJobs } from '../resources/partTimeJob/getAll';
import { comparedFields, pageBy } from './pages';

const IDS = { openId: '580d9fa000b0911f84defd61', orgId: '6a1f0b0e-5d2f-11e6-8d3b-005056ac2c2b' };

export const partTimeJob: Watch = {
	value: 'partTimeJob',
	name: 'Part-Time Jobs (兼职)',
	description:
		'Which part-time jobs are added, changed or removed. Everything is read at each poll.',
	...comparedFields({ jobTitle: 'Job Title (兼职职位)', weights: 'Weights (排序)' }),
	idOf: ({ openId, orgId }) => pairId(openId, orgId),
	page: async (call, place) => await pageBy(pagesOf(call, queryPartTimeJobs), place),
	sample: { ...IDS, jobTitle: '顾问', weights: 1 },
};

export const leader: Watch = {
	value: 'leader',
	name: 'Leaders (部门负责人)',
	description:
		'Who becomes a leader of a department, or no longer is. Everything is read at each poll.',
	// A leader either is one or is not.
	...comparedFields({}),
	idOf: ({ openId, departmentId }) => pairId(openId, departmentId),
	page: async (call, place) => await pageBy(pagesOf(call, queryOrgAdmins), place),
	sample: { openId: IDS.openId, departmentId: IDS.orgId, department: '研发中心\\华北区' },
};
