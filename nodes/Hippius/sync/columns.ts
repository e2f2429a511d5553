/** Columns that tables of Hippius have in common: docs/vendors/hippius.md, section 3. */
import { digits } from '../../shared/input/readers';
import { type ColumnFacts } from '../../shared/sync/columns';

export const DEPARTMENT_CODES = ['部门编码', '部门编号', '部门代码'];
export const ORDER_NAMES = ['排序', '排序号', '序号'];

/** Required for a new record. */
export const ORDER: ColumnFacts = {
	isRequired: 'a whole number; a column for it can be added by Edit Fields',
	read: (value) => digits(typeof value === 'string' ? value.trim() : value),
	sense: (value) => String(Number(value)),
};
