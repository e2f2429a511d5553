/**
 * Golden plans of hippiusSync, in the notation of the other ones: the sources of earlier runs, from
 * which all is known, and the source as tables, the plan as text beside them.
 *
 * Beside what a case says the platform has BASE, of which no run of the node knows: somewhere for
 * people to be.
 */
import type { IDataObject } from 'n8n-workflow';
import type { HippiusState, RecordedRequest } from '../../../../platforms/index.ts';
import { rowsOf as rowsOfText } from '../../../sync/golden.ts';
import type { Golden as AnyGolden } from '../../../sync/golden.ts';
import { below } from '../../runs.ts';
import type { Kind } from '../syncs.ts';

export { text } from '../../../sync/golden.ts';

export type Edition = 'classic' | 'v033';
/** Rows as text, or as they are where a cell is more than that. */
export type Tables = Partial<Record<Kind, string | IDataObject[]>>;
export type Text = string | Record<Edition, string>;

export interface Golden
	extends Pick<
		AnyGolden<Kind, HippiusState>,
		'title' | 'parameters' | 'refused' | 'stopped' | 'applyFaults' | 'applied' | 'notApplied'
	> {
	/** Where they differ; else it is the same for both. */
	edition?: Edition;
	/**
	 * The sources of earlier runs, the last one just before; who is missing in a later one was
	 * retired or removed. Absent: nothing is known.
	 */
	known?: Tables[];
	/** What becomes of the items that a workflow keeps, until they come in again. */
	memory?: (items: IDataObject[]) => IDataObject[];
	source: Tables;
	plan?: Text;
	/** What becomes of what is known between the plan and its approval. */
	meanwhile?: (items: IDataObject[]) => IDataObject[];
	/** The requests that write, in their order: `METHOD path field=value, …` */
	sent?: Text;
	/** What the next plan says, where it is not that nothing is left to do. */
	again?: string;
}

export const rowsOf = (table: string | IDataObject[] = []): IDataObject[] =>
	typeof table === 'string' ? rowsOfText(table) : table;

export const NEW = 'not known yet: it is created, or updated if it is there';
export const NOTHING_KNOWN = 'warning: Nothing is known of Hippius yet…';
export const GONE = 'not in the source';
export const HAS_LEFT = 'the source says that this employee has left';
export const RESTORED = 'in the source again after leaving';

const department = (unitCode: string, parentUnitCode?: string) => ({
	...{ unitCode, unitName: `部门${unitCode}`, orderSeq: '1' },
	...(parentUnitCode && { parentUnitCode }),
});
const position = (positionCode: string) => ({
	...{ positionCode, positionName: `岗位${positionCode}` },
	...{ unitCode: positionCode[0], orderSeq: '1' },
});

/** Departments A, B and C, each with two positions. */
export function seedBase({ departments, positions }: HippiusState): void {
	for (const code of ['A', 'B', 'C']) departments.set(code, department(code));
	for (const code of ['A01', 'A02', 'B01', 'B02', 'C01', 'C02'])
		positions.set(code, position(code));
}

interface Assignment extends IDataObject {
	unitCode: string;
	positionCode: string;
	primaryPositionFlag: string;
}

const VALUES: Record<string, (value: never) => string> = {
	list: (entries: Assignment[]) =>
		entries
			.map(
				({ unitCode, positionCode, primaryPositionFlag }) =>
					`${unitCode}:${positionCode}${primaryPositionFlag === '1' ? '*' : ''}`,
			)
			.toSorted()
			.join(' '),
	propertyInfoDTOS: (entries: Array<Record<'propertyName' | 'infoName', string>>) =>
		entries.map(({ propertyName, infoName }) => `${propertyName}:${infoName}`).join(' '),
};

/** In which order fields are told, whatever the order in which they were sent. */
const FIELDS = [
	...['unitCode', 'unitName', 'parentUnitCode', 'positionCode', 'positionName', 'employeeNum'],
	...['name', 'gender', 'status', 'mobile', 'email', 'list', 'propertyInfoDTOS', 'orderSeq'],
];

export function sentText({ method, path, body }: RecordedRequest): string {
	const place = (field: string) => FIELDS.indexOf(field);
	const fields = Object.entries(body as Record<string, never>)
		.toSorted(([a], [b]) => place(a) - place(b))
		.map(([field, value]) => `${field}=${VALUES[field]?.(value) ?? String(value)}`);
	return `${method} ${below(path).slice(1)} ${fields.join(', ')}`;
}
