import type { DirectoryRecord } from '../../../shared/contract';
import { department, person } from '../../fields';

export const openId = person('Who leads the department');

export const orgId = department(
	'orgId',
	'Department (部门)',
	'The department that the person leads',
);

export const pair = ({ row }: DirectoryRecord): string =>
	`${String(row.openId)} ${String(row.orgId)}`;
