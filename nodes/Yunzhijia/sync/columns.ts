/** Columns of the tables that are kept in step: the vendor's names, and how people call them. */
import type { Reader } from '../../shared/contract';
import type { SyncColumn } from '../../shared/contract/sync';
import { Invalid } from '../../shared/input/invalid';
import { day, shown, text, timeText, weight } from '../../shared/input/readers';

type Rest = Partial<SyncColumn>;

/** @param names what it is called in people's tables, the vendor's Chinese term first */
export const column = (
	id: string,
	english: string,
	names: string[],
	{ read = trimmed(), ...rest }: Rest = {},
): SyncColumn => ({ id, displayName: `${english} (${names[0]}, ${id})`, names, read, ...rest });

/** It says which record is meant, or what it refers to. */
export const pointer = (
	id: string,
	english: string,
	names: string[],
	rest: Rest = {},
): SyncColumn => column(id, english, names, { isPointer: true, ...rest });

export const trimmed =
	(rules: Parameters<typeof text>[0] = {}): Reader =>
	(value) =>
		String(text(rules)(typeof value === 'string' ? value.trim() : value)).trim();

/** A day as tables have it: 2026-1-31, 2026/01/31, 2026年1月31日, or with a midnight behind it. */
export const dayOf: Reader = (value) => {
	const given = timeText(value);
	const [, year, month, date] =
		/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?$/.exec(given) ?? [];
	return day(year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : given);
};

/** The first ten signs say which day it is, whatever the platform writes behind them. */
export const sameDay = (value: string): string => value.slice(0, 10);

const FEWEST_DIGITS = 5;

/** A mobile as it is sent: digits, and what people put between them. */
export const phoneOf: Reader = (value) => {
	const read = String(trimmed()(value));
	if (!/^[\d+\- ]*$/.test(read) || read.replace(/\D/g, '').length < FEWEST_DIGITS)
		throw new Invalid(
			`must be a mobile number of digits, +, - and spaces, at least ${FEWEST_DIGITS} digits, but is ${shown(read)}`,
		);
	// Of a mobile of China what stands between its digits is left out; others stay as they are.
	const plain = read.replace(/[\s-]/g, '');
	return /^1\d{10}$/.test(plain) ? plain : read;
};

/** With and without the number of China, and whatever stands between the digits. */
export const samePhone = (value: string): string => {
	const plain = value.replace(/[\s-]/g, '');
	return plain.replace(/^(?:\+86|0086|86(?=1\d{10}$))/, '');
};

export const sameAddress = (value: string): string => value.toLowerCase();

export const titlesIn = (value: string): string[] => [
	...new Set(
		value
			.split(/[,，]/)
			.map((title) => title.trim())
			.filter((title) => title !== ''),
	),
];

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

export const WEIGHTS: Rest = {
	read: weight,
	sense: (value) => (value === NO_WEIGHTS ? '' : String(Number(value))),
};

/** Whom a pair is about. */
export const ofPerson: SyncColumn[] = [
	pointer('openId', 'Person ID', ['人员ID']),
	pointer('jobNo', 'Job Number', ['工号', '员工编号', '员工号', '负责人工号']),
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
