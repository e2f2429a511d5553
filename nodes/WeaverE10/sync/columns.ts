/** Columns of the tables that are kept in step: those of the upserts, and how people write them. */
import type { INodePropertyOptions } from 'n8n-workflow';

import type { Columns, Reader } from '../../shared/contract';
import type { SyncColumn } from '../../shared/contract/sync';
import { list } from '../../shared/input/readers';
import { dayOf, phoneOf, sameAddress, sameDay, samePhone } from '../../shared/sync/columns';

interface Facts extends Partial<SyncColumn> {
	/** What people call it besides, before the names that the upsert knows. */
	first?: string[];
}

/** @param facts what is to be known of some of them */
export const syncColumns = (columns: Columns, facts: Record<string, Facts>): SyncColumn[] =>
	columns.list
		// An object is nothing that a table has in a cell, or can be compared by.
		.filter(({ type }) => type !== 'object')
		.map(({ id, displayName, names = [], read, options }) => {
			const { first = [], ...rest } = facts[id] ?? {};
			const say = options && ((value: string) => wordIn(options, value));
			const sense = options && ((value: string) => valueIn(read, value));
			return {
				id,
				displayName,
				names: [...first, ...names],
				read: trimming(read),
				say,
				sense,
				...rest,
			};
		});

/** Weaver may tell it in words. */
function valueIn(read: Reader, given: string): string {
	try {
		return String(read(given) ?? given);
	} catch {
		return given;
	}
}

/** Of “Left (离职)” the vendor's own word. */
function wordIn(options: INodePropertyOptions[], value: string): string {
	const name = options.find((option) => String(option.value) === value)?.name ?? value;
	return /\((.+)\)$/.exec(name)?.[1] ?? name;
}

const trimming =
	(read: Reader): Reader =>
	(value) =>
		read(typeof value === 'string' ? value.trim() : value);

/** It says which record is meant, or what it refers to, and not what that is like. */
export const POINTER: Facts = { isPointer: true };
/** Names with commas between them, or a list. */
export const SEVERAL: Facts = {
	read: (value) => (list({ mayBeEmpty: true })(value) as string[]).join(','),
};
export const DAY: Facts = { read: dayOf, sense: sameDay };
export const PHONE: Facts = { read: phoneOf, sense: samePhone };
export const ADDRESS: Facts = { sense: sameAddress };
/** A number can't be emptied: nobody says how. */
export const AMOUNT: Facts = { sense: (value) => String(Number(value)), isKept: true };

/** Kinds that are known by their codes: Weaver looks a new record up by nothing else. */
export const BY_CODE = {
	match: { columns: ['id', 'code', 'name'], preset: ['id', 'code'] },
	idColumn: 'id',
	keyColumns: ['code', 'id'],
	newNeeds: ['code'],
	unique: ['code'],
};

/** What people have for the code of a department. */
export const DEPARTMENT_CODES = ['部门编码', '部门编号', '部门代码'];
