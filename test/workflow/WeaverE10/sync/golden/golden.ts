/**
 * Organisations of golden plans on Weaver E10, and what its requests say.
 *
 * `#s1`, `#d1`, `#p1`, `#e1` are the ids of the first subcompany, department, position, employee of
 * the platform's tables, `#new1` that of the first record that a run makes: 19 digits each. There a
 * reference is a code (a job number) or such an id; a `status` may be `sealed` or `left`; a column
 * that is a number is an own field of employees.
 *
 * A request that writes is a line with its interface and the rule by which rows, and what they refer
 * to, are looked up, then one for each row, its columns in the order of the alphabet.
 */
import type { IDataObject } from 'n8n-workflow';
import type { RecordedRequest, WeaverE10State } from '../../../../platforms/index.ts';
import type { Golden as AnyGolden, Row, Tables } from '../../../sync/golden.ts';
import { rowsOf } from '../../../sync/golden.ts';
import { RESTFUL } from '../../runs.ts';

export { text } from '../../../sync/golden.ts';

/** In the order of the node's inputs. */
export const KINDS = ['subcompany', 'department', 'position', 'employee'] as const;
export type Kind = (typeof KINDS)[number];
export type Golden = AnyGolden<Kind, WeaverE10State>;

const letterOf = (kind: Kind) => kind[0];
const LETTERS = KINDS.map(letterOf).join('');
const OURS = '10754109811';
const NEW = '9754109811000000000';

/** 19 digits, that a JavaScript number can't hold. */
export const idOf = (kind: Kind, n: number) =>
	`${OURS}${KINDS.indexOf(kind) + 1}${String(n).padStart(6, '0')}7`;

const SHORT = new RegExp(`#([${LETTERS}])(\\d+)\\b`, 'g');

/** The ids that are meant by `#e1`; every other text is itself. */
const digitsOf = (value: string) =>
	value.replace(SHORT, (_short, letter: string, n: string) =>
		idOf(KINDS[LETTERS.indexOf(letter)], Number(n)),
	);

/** The same the other way round, wherever ids stand in a line. */
export const shortened = (line: string) =>
	line
		.replace(
			new RegExp(`${OURS}([1-4])(\\d{6})7`, 'g'),
			(_id, kind: string, n: string) => `#${LETTERS[Number(kind) - 1]}${Number(n)}`,
		)
		.replace(/97541098110000\d{5}/g, (id) => `#new${Number(BigInt(id) - BigInt(NEW))}`);

const mapped = (row: Row, change: (value: string) => string) =>
	Object.fromEntries(Object.entries(row).map(([column, value]) => [column, change(value)]));

export const sourceRow = (row: Row): IDataObject => mapped(row, digitsOf);

/** Columns that hold several employees, with commas. */
const SEVERAL = ['other_superior', 'assistant'];
const NUMBERS = ['disporder', 'work_year'];

/** Empty cells are nothing, and some columns hold numbers. */
const columnsOf = (row: Row) =>
	Object.fromEntries(
		Object.entries(row)
			.filter(([column, value]) => value !== '' && !/^\d+$/.test(column))
			.map(([column, value]) => [column, NUMBERS.includes(column) ? Number(value) : value]),
	);

const ownFieldsOf = (row: Row) =>
	Object.fromEntries(
		Object.entries(row).filter(([column, value]) => /^\d+$/.test(column) && value !== ''),
	);

const numbered = (kind: Kind, table?: string) =>
	rowsOf(table).map((row, at) => ({ id: idOf(kind, at + 1), ...mapped(row, digitsOf) })) as Row[];

/** Looks up a code in the first of these tables that has it. */
const finder =
	(...tables: Row[][]) =>
	(value = '') => {
		if (value === '' || /^\d{19}$/.test(value)) return value || undefined;
		const found = tables.flat().find(({ code, job_num }) => value === code || value === job_num);
		if (!found) throw new Error(`The platform has no ${value}`);
		return found.id;
	};

export function seed(state: WeaverE10State, tables: Tables<Kind>): void {
	const [subcompanies, departments, positions, employees] = KINDS.map((kind) =>
		numbered(kind, tables[kind]),
	);
	const unit = finder(departments, subcompanies);
	const subcompany = finder(subcompanies);
	const position = finder(positions);
	const employee = finder(employees);
	for (const { parent, status, ...row } of subcompanies)
		state.subcompanies.set(row.id, {
			...columnsOf(row),
			...{ id: row.id, name: row.name, parent: subcompany(parent) ?? '0' },
			status: status === 'sealed' ? '0' : '1',
		});
	for (const { parent, status, ...row } of departments)
		state.departments.set(row.id, {
			...columnsOf(row),
			...{ id: row.id, name: row.name, parent: unit(parent) },
			...(row.coadjutant && { coadjutant: employee(row.coadjutant) }),
			status: status === 'sealed' ? '0' : '1',
		});
	for (const { department, parent, status, ...row } of positions)
		state.positions.set(row.id, {
			...columnsOf(row),
			...{ id: row.id, name: row.name, department: unit(department), parent: position(parent) },
			is_canceled: status === 'sealed' ? '1' : '0',
		});
	const several = (row: Row) =>
		Object.fromEntries(
			SEVERAL.filter((column) => row[column]).map((column) => [
				column,
				row[column].split(',').map((one) => employee(one.trim())),
			]),
		);
	for (const { status, ...row } of employees) {
		const own = ownFieldsOf(row);
		state.employees.set(row.id, {
			...columnsOf(row),
			...{ id: row.id, username: row.username, department: unit(row.department) },
			...{ position: position(row.position), superior: employee(row.superior) },
			...several(row),
			...(Object.keys(own).length > 0 && { userInfoExtend: own }),
			...(status === 'left' ? { status: '6', personnel_status: '6' } : { status: 'normal' }),
		});
	}
}

/** The tenant's own fields of employees. */
export const ownFields =
	(names: Record<string, string>) =>
	({ basicFields }: WeaverE10State): void => {
		for (const [fieldId, name] of Object.entries(names))
			basicFields.push({ fieldId, name, componentKey: 'Text', formId: '1' });
	};

/** The rule of the rows of each interface. */
const RULES: Record<string, Kind> = {
	syncSubcompany: 'subcompany',
	syncDepartment: 'department',
	syncPosition: 'position',
	syncEmployee: 'employee',
};

interface Upsert {
	data: IDataObject[];
	dataRule?: Record<string, string>;
	extKey?: string;
}

const keyOf = (kind: string) => (kind === 'employee' ? 'job_num' : 'code');

/** What makes one tree with a kind's records. */
const TREES: Record<Kind, string[]> = {
	subcompany: ['subcompany'],
	department: ['department'],
	position: ['position'],
	employee: ['employee'],
};

/** By id everything goes by its id, else its tree by its code; what else it names by one of both. */
function ruleOf(kind: Kind, { dataRule = {}, extKey }: Upsert): string {
	const byId = dataRule[kind] === 'id';
	const isAlike = Object.entries(dataRule).every(
		([each, rule]) =>
			rule === (byId ? 'id' : keyOf(each)) ||
			(!byId && !TREES[kind].includes(each) && rule === 'id'),
	);
	const echoes = extKey === dataRule[kind] || (byId && extKey === undefined);
	if (kind in dataRule && isAlike && echoes) return byId ? 'id' : keyOf(kind);
	return `${JSON.stringify(dataRule)} ${extKey}`;
}

const flat = (row: IDataObject, prefix = ''): string[] =>
	Object.entries(row).flatMap(([column, value]) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? flat(value as IDataObject, `${prefix}${column}.`)
			: [`${prefix}${column}: ${String(value)}`.trim()],
	);

export function sent({ path, body }: RecordedRequest): string[] {
	const name = path.slice(path.indexOf(RESTFUL) + RESTFUL.length);
	if (/^(query|list)/.test(name)) return [];
	if (name in RULES) {
		const upsert = body as Upsert;
		const rows = upsert.data.map((row) => `+ ${flat(row).toSorted().join(', ')}`);
		return [`${name} by ${ruleOf(RULES[name], upsert)}`, ...rows];
	}
	const { datas } = body as { datas: Array<{ id: bigint }> };
	return [`${name} ${datas.map(({ id }) => String(id)).join(', ')}`];
}
