import type { DirectoryRecord } from '../../../shared/contract';
import { department, person } from '../../fields';
import { pairId } from '../../pair';

export const openId = person('Who leads the department');

export const orgId = department(
	'orgId',
	'Department (部门)',
	'The department that the person leads',
);

/** Two records of one person in one department are sent one after the other. */
export const pair = ({ row }: DirectoryRecord): string => pairId(row.openId, row.orgId);
