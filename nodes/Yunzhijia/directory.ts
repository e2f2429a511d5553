/** Reading the address book whole: docs/vendors/yunzhijia.md, sections 4 and 5. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../shared/contract';
import { readByOffset } from '../shared/paging';
import { endpoint, pagesOf, queried } from './operations';

export const getallDepartments = endpoint('dept/getall');
export const getDepartmentsAtTime = endpoint('dept/getAtTime');
export const getallPeople = endpoint('person/getall');
export const getPeopleAtTime = endpoint('person/getAtTime');

/** The status of somebody who has left. */
export const LEFT = '0';

/** Text in the documents; a platform of one's own may give a number. */
export const hasLeft = ({ status }: IDataObject): boolean => String(status) === LEFT;

/** Departments as rows `{id, name, department, parentId, …}`, the root among them. */
export const getAllDepartments = async (call: Call): Promise<IDataObject[]> =>
	await queried(call, getallDepartments, {});

/**
 * Departments that were added, changed or deleted, with what happened to them as `changeType`.
 * @param time by the clock of Beijing
 */
export const changedDepartments = async (call: Call, time: string): Promise<IDataObject[]> =>
	await queried(call, getDepartmentsAtTime, { time });

/** Active people, a thousand a request. */
export const allPeople = async (call: Call, most = Infinity): Promise<IDataObject[]> =>
	await readByOffset(pagesOf(call, getallPeople), {
		returnAll: most === Infinity,
		limit: most,
	});

/** The same, each of them made into something at once: as they come they are twice as large. */
export const everyPerson = async <Row extends object>(
	call: Call,
	of: (row: IDataObject) => Row,
): Promise<Row[]> => await readByOffset(made(pagesOf(call, getallPeople), of), ALL);

const ALL = { returnAll: true };

const made =
	<Row>(
		page: (begin: number, count: number) => Promise<IDataObject[]>,
		of: (row: IDataObject) => Row,
	) =>
	async (begin: number, count: number): Promise<Row[]> =>
		(await page(begin, count)).map(of);

/** Long before the platform itself: whoever ever changed. */
const FROM_THE_BEGINNING = '2000-01-01 00:00:00';

/** Everybody who ever changed, those who have left, are disabled or were deleted among them. */
export const formerPeople = async <Row extends object>(
	call: Call,
	of: (row: IDataObject) => Row,
): Promise<Row[]> =>
	await readByOffset(made(pagesOf(call, getPeopleAtTime, { time: FROM_THE_BEGINNING }), of), ALL);

/**
 * The ids of a department and of all below it.
 * @param gone rows of departments that may be deleted
 */
export async function withBelow(
	call: Call,
	orgId: string,
	gone: IDataObject[] = [],
): Promise<Set<string>> {
	const below = new Map<string, string[]>();
	for (const { id, parentId } of [...(await getAllDepartments(call)), ...gone]) {
		const parent = String(parentId);
		below.set(parent, [...(below.get(parent) ?? []), String(id)]);
	}
	const found = new Set<string>();
	const open = [orgId];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (found.has(id)) continue;
		found.add(id);
		open.push(...(below.get(id) ?? []));
	}
	return found;
}
