import type { DirectoryRecord } from '../../../shared/contract';
import { department, person } from '../../fields';

export const openId = person('The person who leads the department (负责人, openId)');

export const orgId = department('orgId', 'Department (部门)', 'The department that is led');

export const pair = ({ row }: DirectoryRecord): string =>
	`${String(row.openId)} ${String(row.orgId)}`;
