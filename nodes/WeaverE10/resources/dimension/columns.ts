import type { Columns } from '../../../shared/contract';
import { also, common } from '../../columns';

export const virtualPeopleColumns: Columns = {
	method: 'virtualPeopleColumns',
	list: [
		common('employeeid', 'Employee', '人员', also('员工', '人员ID', '员工ID')),
		common('orgid', 'Organization', '虚拟组织', also('组织', '组织ID')),
		common('superior', 'Superior', '上级', also('直接上级', '直属上级')),
	],
};
