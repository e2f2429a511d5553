import type { Columns } from '../../../shared/contract';
import { common } from '../../columns';

export const virtualPeopleColumns: Columns = {
	method: 'virtualPeopleColumns',
	list: [
		common('employeeid', 'Employee', '人员'),
		common('orgid', 'Organization', '虚拟组织'),
		common('superior', 'Superior', '上级'),
	],
};
