/**
 * The departments and positions of an employee (部门和岗位集合): a row each, or all in one cell. As a
 * value they are one text, `FIN01:FIN0001, HR01:HR0002`, the primary one first.
 */
import { groupBy } from '../../shared/batching/group';
import type { CellValues, SourceRecord, SourceTable } from '../../shared/contract/sync';
import { asInvalid, Invalid } from '../../shared/input/invalid';
import { rows, shown } from '../../shared/input/readers';
import { inWords } from '../../shared/sync/columns';
import { plainText } from '../../shared/sync/directory';

interface Assignment {
	unitCode: string;
	positionCode: string;
	/** Absent: nobody says. */
	isPrimary?: boolean;
}

/** Of one row, whose mark decides whether it is the primary one. */
export const primaryOf = inWords(
	{ '1': ['是', 'true', 'yes', '主岗', '主岗位'], '0': ['否', 'false', 'no', '兼岗', '非主岗'] },
	'是 or 否 (1 or 0)',
);

/** A cell that has all of them, as the vendor writes them. */
export const listOf = (value: unknown): string =>
	textOf(
		rows((entry) => ({
			...entry,
			isPrimary: isPrimary(entry.primaryPositionFlag),
		}))(value) as Assignment[],
	);

const isPrimary = (flag: unknown): boolean | undefined =>
	plainText(flag) === '' ? undefined : primaryOf(flag) === '1';

/** @throws Invalid unless it is clear which one is the primary one */
function textOf(list: Assignment[]): string {
	if (list.length === 0) throw new Invalid('must have at least one entry, but is empty');
	const marked = list.filter((each) => each.isPrimary);
	// One alone is the primary one, unless it is said not to be: then another is missing.
	const isAlone = list.length === 1 && list[0].isPrimary === undefined;
	const primary = isAlone ? list : marked;
	if (primary.length !== 1)
		throw new Invalid(
			`must have exactly one primary position, but has ${primary.length}: mark it under primaryPositionFlag`,
		);
	const others = list.filter((each) => each !== primary[0]).map(one);
	const all = [one(primary[0]), ...others.toSorted()];
	const twice = all.find((each, at) => all.indexOf(each) !== at);
	if (twice !== undefined) throw new Invalid(`has ${twice} twice`);
	return all.join(', ');
}

function one({ unitCode, positionCode }: Assignment): string {
	return [code('unitCode', unitCode), code('positionCode', positionCode)].join(':');
}

function code(name: string, given: unknown): string {
	const text = plainText(given);
	if (text === '') throw new Invalid(`needs ${name} in each of its entries`);
	if (/[\s,:]/.test(text)) throw new Invalid(`has ${shown(text)} as ${name}, which is no code`);
	return text;
}

/** As the request takes them. */
export const entriesOf = (text: unknown) =>
	plainText(text)
		.split(', ')
		.map((each, at) => {
			const [unitCode, positionCode] = each.split(':');
			return { unitCode, positionCode, primaryPositionFlag: at === 0 ? '1' : '0' };
		});

/** Rows of one employee are one record; where they belong is what the primary assignment says. */
export function shapeEmployees({ records }: SourceTable): SourceRecord[] {
	const keyOf = (record: SourceRecord) => plainText(record.values.employeeNum) || record;
	return groupBy(records, keyOf).map((same) => {
		const [record] = same;
		const said = same.map(({ values }) => ({ ...values }));
		// First of all: whatever is wrong with an assignment, no row is lost, and no contradiction.
		together(record, same.slice(1));
		try {
			if (!record.hasLeft || same.length > 1) assign(record, said);
		} catch (error) {
			const { field, message } = asInvalid(error);
			if (!record.hasLeft) record.problem ??= `${field ?? 'list'} ${message}`;
		}
		return record;
	});
}

/** @param said what each of its rows says */
function assign({ values }: SourceRecord, said: CellValues[]): void {
	const assignments = said.flatMap(assignmentIn);
	const given = said.map(({ list }) => plainText(list)).find((text) => text !== '');
	if (given !== undefined && assignments.length)
		throw new Invalid(
			'stands in one row and unitCode in another: give all of them in one way',
			'list',
		);
	delete values.unitCode;
	if (given === undefined && assignments.length === 0) return;
	values.list = given ?? textOf(assignments);
	values.unitCode = entriesOf(values.list)[0].unitCode;
}

/** @throws Invalid for half of one */
function assignmentIn(values: CellValues): Assignment[] {
	const [unitCode, positionCode] = [values.unitCode, values.positionCode].map(plainText);
	if (unitCode + positionCode === '' || plainText(values.list) !== '') return [];
	if (positionCode === '')
		throw new Invalid('is required with unitCode, but is empty', 'positionCode');
	if (unitCode === '') throw new Invalid('is required with positionCode, but is empty', 'unitCode');
	return [{ unitCode, positionCode, isPrimary: isPrimary(values.primaryPositionFlag) }];
}

const OF_ASSIGNMENT = ['unitCode', 'positionCode', 'primaryPositionFlag'];

/** What is not about the assignment must be the same wherever it stands. */
function together(record: SourceRecord, others: SourceRecord[]): void {
	for (const other of others) {
		record.rows.push(...other.rows);
		record.problem ??= other.problem;
		for (const [column, value] of Object.entries(other.values)) {
			if (OF_ASSIGNMENT.includes(column) || plainText(value) === '') continue;
			const own = plainText(record.values[column]);
			if (own !== '' && own !== plainText(value))
				record.problem ??= `${column} is ${shown(own)} in row ${record.rows[0] + 1} and ${shown(value)} in row ${other.rows[0] + 1}: the rows of one employee must agree`;
			record.values[column] = value;
		}
		record.hasLeft ??= other.hasLeft;
	}
}
