/** What Hippius, or one of its editions, can't do: docs/vendors/hippius.md, sections 3 and 4. */
import type { PlanItem, Rule } from '../../shared/contract/sync';
import { asInvalid } from '../../shared/input/invalid';
import { nameColumnOf, plainText, senseIn } from '../../shared/sync/directory';
import { isChanging, leaveOut, reject } from '../../shared/sync/item';
import { checkCodes } from '../operations';
import { checkEmployee } from '../resources/employee/fields';
import type { HippiusCredential } from '../token';
import { entriesOf } from './assignments';

type Item = PlanItem<HippiusCredential>;

const BY_HAND = 'do it by hand';

export const editions: Rule<HippiusCredential> = {
	check({ items, credential }) {
		const looks = [leaveMoves, refuseCodes, refuseNameless, leaveAssignments, leaveProperties];
		for (const item of items) {
			// What one of them leaves out or refuses is nothing to the next.
			for (const look of looks) if (isChanging(item)) look(item, credential);
			if (item.action === 'remove' && credential.edition === 'v033') {
				item.action = 'skipped';
				item.reason = `Hippius 0.3.3 and later can’t delete a department: ${BY_HAND}`;
			}
		}
	},
};

function leaveMoves(item: Item, { edition }: HippiusCredential): void {
	const { kind, target, then } = item.entity;
	const leave = (place: string, why: string) => {
		if (target && item.changes.some(({ field }) => field === place)) leaveOut(item, place, why);
	};
	if (kind.value === 'position')
		leave('unitCode', `Hippius can’t move a position to another department: ${BY_HAND}`);
	else if (kind.value === 'department' && edition === 'classic')
		leave(
			'parentUnitCode',
			`Hippius Classic can’t move a department: ${BY_HAND}, or choose the edition 0.3.3 in the credential if you have it`,
		);
	else if (kind.value === 'department' && !then.parent)
		leave('parentUnitCode', `how a department becomes a root is not documented: ${BY_HAND}`);
}

/** The primary department is a part of the assignments. */
function leaveAssignments(item: Item): void {
	const { kind, target } = item.entity;
	if (kind.value !== 'employee' || !target) return;
	const isChanged = (column: string) => item.changes.some(({ field }) => field === column);
	if (isChanged('unitCode') && !isChanged('list'))
		leaveOut(item, 'unitCode', 'list is not to be changed');
}

/** They are sent together, so that one that is to stay keeps the others from changing. */
function leaveProperties(item: Item): void {
	const { entity, changes } = item;
	const { kind, source, target } = entity;
	const properties = kind.columns.filter(({ id }) =>
		kind.ownMembers?.some((member) => id.startsWith(`${member}.`)),
	);
	const changed = properties.filter(({ id }) => changes.some(({ field }) => field === id));
	const kept = properties.find(
		(property) =>
			source?.values[property.id] !== undefined &&
			!changed.includes(property) &&
			senseIn(entity, property.id, 'source') !== senseIn(entity, property.id, 'target'),
	);
	if (!target || !kept) return;
	for (const { id } of changed)
		leaveOut(
			item,
			id,
			`${kept.id} differs and is not to be changed, but Hippius is sent all properties together`,
		);
}

/** An update can't do without the name, whatever it changes. */
function refuseNameless(item: Item): void {
	const { kind, source, target } = item.entity;
	const nameColumn = nameColumnOf(kind);
	if (!target || kind.value === 'employee') return;
	if (plainText(source?.values[nameColumn]) === '')
		return reject(item, `${nameColumn} is required with every change, but is empty`);
	const isToStay =
		senseIn(item.entity, nameColumn, 'source') !== senseIn(item.entity, nameColumn, 'target');
	if (isToStay && !item.changes.some(({ field }) => field === nameColumn))
		reject(
			item,
			`${nameColumn} differs and is not to be changed, but Hippius wants it with every change`,
		);
}

/** A code that the platform would refuse is refused in the plan. */
function refuseCodes(item: Item, credential: HippiusCredential): void {
	const { kind, source } = item.entity;
	const values = source?.values ?? {};
	const { unitCode, parentUnitCode, positionCode, employeeNum, list } = values as Record<
		string,
		string
	>;
	try {
		if (kind.value === 'employee') {
			const row = { employeeNum, ...(list !== undefined && { list: entriesOf(list) }) };
			checkEmployee({ row }, credential);
		} else {
			const row = { unitCode, parentUnitCode, positionCode };
			const names = Object.keys(row).filter((name) => row[name as keyof typeof row]);
			checkCodes(row, credential, ...names);
		}
	} catch (error) {
		const { field, message } = asInvalid(error);
		reject(item, `${field} ${message}`);
	}
}
