/**
 * What happens in a team of the Yunzhijia test platform, seen by somebody in its console: each
 * change is made as the endpoints make it, with its time, and gives the event that it raises
 * (docs/vendors/yunzhijia.md section 7).
 */
import { departments } from './departments.ts';
import type { YunzhijiaEvent } from './events.ts';
import { people } from './people.ts';
import { addDepartment, addLeader, addPerson } from './state.ts';
import type { YunzhijiaPerson, YunzhijiaState } from './state.ts';

type NewPerson = Pick<YunzhijiaPerson, 'openId'> & Partial<YunzhijiaPerson>;
type Happened = Required<YunzhijiaEvent>;

export function changesIn(state: YunzhijiaState, now: () => number = Date.now) {
	const endpoints = { ...departments(), ...people() };
	/** By an endpoint of which every row in the answer is a failure, unless it says otherwise. */
	function perform(path: string, data: unknown) {
		const rows = endpoints[path].run(data, state, now()) as Array<{ msg: string; success?: true }>;
		const failed = rows.find(({ success }) => !success);
		if (failed) throw new Error(`${path}: ${failed.msg}`);
	}

	const happened = (eventType: string, eventId: string): Happened => ({
		eventType,
		eventId,
		createTime: now(),
	});
	const change = (openId: string, changes: Partial<YunzhijiaPerson>) =>
		Object.assign(personOf(openId), changes, { updatedAt: now() });

	function personOf(openId: string) {
		const found = state.people.get(openId);
		if (!found) throw new Error(`There is nobody with the openId ${openId}`);
		return found;
	}

	return {
		/** Somebody new, or one who had left. */
		enters(person: NewPerson) {
			const { openId } = person;
			const before = state.people.get(openId);
			const made = before ?? { name: `人员${openId}`, orgId: '', jobTitle: '', createdAt: now() };
			addPerson(state, { ...made, ...person, status: '1', updatedAt: now() });
			state.deletedPeople.delete(openId);
			return happened('user_enter', openId);
		},
		updates(openId: string, changes: Partial<YunzhijiaPerson>) {
			change(openId, changes);
			return happened('person_update', openId);
		},
		phone(openId: string, phone: string) {
			change(openId, { phone });
			return happened('user_phone_update', openId);
		},
		/** Whether somebody leads their department ("1") or not ("0"). */
		role(openId: string, orgUserType: string) {
			change(openId, { orgUserType });
			return happened('person_role', openId);
		},
		/** Status 0: person/get still has them. */
		leaves(openId: string) {
			change(openId, { status: '0' });
			return happened('user_leave', openId);
		},
		/** Deleted: only getAtTime still tells of them. */
		deletesPerson(openId: string) {
			perform('person/delete', { openIds: [openId] });
			return happened('user_leave', openId);
		},
		/** Deleted so that nothing tells of it: no event, no getAtTime. */
		losesPerson(openId: string) {
			perform('person/delete', { openIds: [openId] });
			state.deletedPeople.delete(openId);
		},
		addsDepartment(orgId: string, name: string, parentId = '') {
			addDepartment(state, orgId, name, parentId, { createdAt: now(), updatedAt: now() });
			return happened('org_add', orgId);
		},
		renamesDepartment(orgId: string, todepartment: string) {
			perform('dept/updateById', { departments: [{ orgId, todepartment }] });
			return happened('org_update', orgId);
		},
		/** With all below it; its people are left without a department. */
		deletesDepartment(orgId: string) {
			perform('dept/deleteById', { departments: [orgId] });
			return happened('org_delete', orgId);
		},
		/** As deletesDepartment, so that nothing tells of it. */
		losesDepartment(orgId: string) {
			const told = new Set(state.deletedDepartments.keys());
			perform('dept/deleteById', { departments: [orgId] });
			for (const id of state.deletedDepartments.keys())
				if (!told.has(id)) state.deletedDepartments.delete(id);
		},
		/** Its row stays as it was. */
		setsLeader(orgId: string, openId: string) {
			addLeader(state, { orgId, openId });
			return happened('org_admin', orgId);
		},
	};
}
