/** The fields of a department leader (部门负责人): api/yunzhijia.md, section 6. */
import type { Rec } from '../../../shared/operation';
import { department, person } from '../../fields';

export const openId = person('The person who leads the department (负责人, openId)');

export const orgId = department(
	'orgId',
	'Department',
	'The department that is led (部门ID, orgId)',
);

export const pair = ({ row }: Rec): string => `${String(row.openId)} ${String(row.orgId)}`;
