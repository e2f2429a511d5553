/** The columns of people in a virtual dimension: api/weaver-e10.md, section 5, no. 38. */
import type { Columns } from '../../../shared/mapper';
import { common } from '../../columns';

export const virtualPeopleColumns: Columns = {
	method: 'virtualPeopleColumns',
	list: [
		common('employeeid', 'Employee', '人员'),
		common('orgid', 'Organization', '虚拟组织'),
		common('superior', 'Superior', '上级'),
	],
};
