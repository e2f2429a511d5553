/** Columns of the tables that are kept in step: the vendor's names, and how people call them. */
import type { SyncColumn, TargetRecord } from '../../shared/contract/sync';
import { weight } from '../../shared/input/readers';
import {
	column,
	keyText,
	phoneOf,
	pointer,
	sameAddress,
	samePhone,
	type ColumnFacts,
} from '../../shared/sync/columns';
import { titlesIn } from '../titles';

/** In whatever order the titles stand. */
export const sameTitles = (value: string): string =>
	isOne(value) ? value.trim() : titlesIn(value).toSorted().join(',');

const isOne = (value: string): boolean => !value.includes(',') && !value.includes('，');

/** The first title is the main one; the others may stand in any order. */
export const sameMainTitle = (value: string): string => {
	if (isOne(value)) return value.trim();
	const [main, ...others] = titlesIn(value);
	return [main, ...others.toSorted()].join(',');
};

/** What the platform gives where no weight is set. */
export const NO_WEIGHTS = '2147483647';

export const WEIGHTS: ColumnFacts = {
	read: weight,
	sense: (value) => (value === NO_WEIGHTS ? '' : String(Number(value))),
};

export const departmentColumns: SyncColumn[] = [
	pointer('orgId', 'ID', ['部门ID']),
	pointer('department', 'Long Name', ['部门长名称', '部门路径', '部门全称', '部门']),
	pointer('code', 'Code', ['部门编码', '部门编号', '部门代码']),
	pointer('parentCode', 'Parent Code', [
		'上级部门编码',
		'上级部门编号',
		'上级编码',
		'父部门编码',
		'上级部门',
		'上级部门名称',
	]),
	column('name', 'Name', ['部门名称', '名称'], { isRequired: true }),
	column('weights', 'Weights', ['排序', '排序码', '权重'], WEIGHTS),
];

/** Whom a pair is about. */
export const ofPerson: SyncColumn[] = [
	pointer('openId', 'Person ID', ['人员ID']),
	pointer('jobNo', 'Job Number', ['工号', '员工编号', '员工号', '负责人工号'], {
		read: keyText,
	}),
	pointer('phone', 'Mobile', ['手机号', '手机', '手机号码', '电话'], {
		read: phoneOf,
		sense: samePhone,
	}),
	pointer('email', 'Email', ['邮箱', '电子邮箱', '邮件'], { sense: sameAddress }),
];

/** Where a person or a pair belongs. */
export const ofDepartment: SyncColumn[] = [
	pointer('department', 'Department', ['部门', '部门长名称', '所属部门', '部门路径']),
	pointer('orgId', 'Department ID', ['部门ID']),
	pointer('departmentCode', 'Department Code', ['部门编码', '部门编号', '部门代码']),
];

/** What the platform told of nobody, because it has no member for it or is of an older edition. */
export const untoldIn = (columns: SyncColumn[], records: TargetRecord[]): string[] =>
	records.length === 0
		? []
		: columns
				.filter(({ id, isPointer }) => !isPointer && !records.some(({ values }) => id in values))
				.map(({ id }) => id);
