/** What the platforms hold, in the same words for all three, and what somebody does there by hand. */
import type {
	HippiusState,
	WeaverE10State,
	YunzhijiaEvent,
	YunzhijiaState,
} from '../platforms/index.ts';
import { changesIn } from '../platforms/index.ts';
import { holds as weaverHolds } from '../workflow/WeaverE10/sync/syncs.ts';
import { phoneOf } from './source.ts';

/** `<kind> <key>` → what there is to compare. */
export type Holding = Record<string, string>;

export const DEEDS = ['title', 'phone', 'fire', 'hire', 'rename'] as const;
export type Deed = (typeof DEEDS)[number];

export interface Side {
	/** All that is active. */
	holds(): Holding;
	/** Keys that several have, whether they are active or not. */
	twice(): string[];
	/** By watch and ID, what is compared of it in text. */
	watched(): Record<string, Holding>;
	/** By their numbers, which all their names have. */
	idsOfDepartments?(): Record<number, string>;
	/** What it raises; nothing where it can't be done. */
	byHand(what: Deed, n: number, turn: number): YunzhijiaEvent | undefined;
}

export const line = (...values: unknown[]) => values.map((value) => value ?? '').join(' ');

const repeated = (keys: string[]) => keys.filter((key, at) => keys.indexOf(key) !== at);

const numberIn = (name: string) => Number(/\d+/.exec(name)?.[0]);

const titleAt = (turn: number) => `手工${turn}`;

const byId = <T>(rows: T[], id: (row: T) => string, text: (row: T) => string): Holding =>
	Object.fromEntries(rows.map((row) => [id(row), text(row)]));

export function yunzhijiaSide(state: YunzhijiaState): Side {
	const happens = changesIn(state);
	const departments = () => [...state.departments.values()];
	const active = () => [...state.people.values()].filter(({ status = '1' }) => status === '1');
	const pathOf = (orgId: string) => state.departments.get(orgId)?.department ?? '';
	const jobNoOf = (openId: string) => state.people.get(openId)?.jobNo;
	const pair = ({ openId, orgId }: { openId: string; orgId: string }) =>
		`${jobNoOf(openId)}@${pathOf(orgId)}`;
	/** Those of who has left stay, and nobody minds. */
	const isOfActive = ({ openId }: { openId: string }) =>
		(state.people.get(openId)?.status ?? '1') === '1';
	return {
		holds: () =>
			Object.fromEntries([
				...departments().map(({ department }) => [`department ${department}`, '']),
				...active().map(({ jobNo, name, phone, email, jobTitle, orgId }) => [
					`person ${jobNo}`,
					line(name, phone, email, jobTitle, pathOf(orgId)),
				]),
				...[...state.leaders.values()].filter(isOfActive).map((one) => [`leader ${pair(one)}`, '']),
				...[...state.partTimeJobs.values()]
					.filter(isOfActive)
					.map((one) => [`partTimeJob ${pair(one)}`, one.jobTitle]),
			]) as Holding,
		twice: () =>
			repeated([
				...[...state.people.values()].map(({ jobNo }) => `person ${jobNo}`),
				...departments().map(({ name }) => `department ${numberIn(name)}`),
			]),
		watched: () => ({
			person: byId(
				active(),
				({ openId }) => openId,
				({ name, phone, orgId, jobTitle }) => line(name, phone, orgId, jobTitle),
			),
			department: byId(
				departments(),
				({ orgId }) => orgId,
				({ name }) => name,
			),
			partTimeJob: byId(
				[...state.partTimeJobs.values()],
				({ openId, orgId }) => `${openId}|${orgId}`,
				({ jobTitle }) => jobTitle,
			),
			leader: byId(
				[...state.leaders.values()],
				({ openId, orgId }) => `${openId}|${orgId}`,
				() => '',
			),
		}),
		idsOfDepartments: () =>
			Object.fromEntries(departments().map(({ orgId, name }) => [numberIn(name), orgId])),
		byHand(what, n, turn) {
			const person = active().find(({ jobNo }) => jobNo === `J${n}`);
			const department = departments().find(({ name }) => numberIn(name) === n);
			if (what === 'hire') {
				const openId = n.toString(16).padStart(24, 'b');
				const [home] = departments();
				if (person || !home) return undefined;
				const contact = { phone: phoneOf(n, turn), email: `p${n}@example.com` };
				const row = { openId, name: `手工${n}`, jobNo: `J${n}`, jobTitle: titleAt(turn) };
				return happens.enters({ ...row, ...contact, orgId: home.orgId });
			}
			if (what === 'rename')
				return department && happens.renamesDepartment(department.orgId, `部${n}手${turn}`);
			if (!person) return undefined;
			const { openId } = person;
			if (what === 'title') return happens.updates(openId, { jobTitle: titleAt(turn) });
			if (what === 'phone') return happens.phone(openId, phoneOf(n, turn));
			return happens.leaves(openId);
		},
	};
}

export function weaverSide(state: WeaverE10State): Side {
	const { subcompanies, departments, positions, employees } = state;
	const active = () => [...employees.values()].filter(({ status }) => status === 'normal');
	const units = () =>
		[...subcompanies.values(), ...departments.values()].filter(({ status }) => status === '1');
	return {
		holds: () => weaverHolds(state) as Holding,
		twice: () =>
			repeated([
				...[...departments.values()].map(({ code }) => `department ${code}`),
				...[...positions.values()].map(({ code }) => `position ${code}`),
				...[...employees.values()].map(({ job_num }) => `employee ${job_num}`),
			]),
		watched: () => ({
			employee: byId(
				active(),
				({ id }) => id,
				({ username, mobile }) => line(username, mobile),
			),
			organization: byId(
				units(),
				({ id }) => id,
				({ name }) => name,
			),
			position: byId(
				[...positions.values()].filter(({ is_canceled }) => is_canceled !== '1'),
				({ id }) => id,
				({ name }) => name,
			),
		}),
		byHand(what, n, turn) {
			const employee = active().find(({ job_num }) => job_num === `A${n}`);
			const department = units().find(({ code }) => code === `D${n}`);
			if (what === 'hire') {
				const id = `88000000000000${String(n).padStart(5, '0')}`;
				const [home] = departments.values();
				if (employee || !home) return undefined;
				const row = { id, username: `手工${n}`, job_num: `A${n}`, status: 'normal' };
				employees.set(id, { ...row, mobile: phoneOf(n, turn), department: home.id });
			} else if (what === 'rename') {
				if (department) department.name = `部${n}手${turn}`;
			} else if (employee) {
				if (what === 'title') employee.username = titleAt(turn);
				else if (what === 'phone') employee.mobile = phoneOf(n, turn);
				else employee.status = '6';
			}
			return undefined;
		},
	};
}

/** Nobody sees what is done there by hand: nothing is. */
export function hippiusSide({ departments, positions, employees }: HippiusState): Side {
	return {
		holds: () =>
			Object.fromEntries([
				...[...departments.values()].map(({ unitCode, unitName, parentUnitCode }) => [
					`department ${unitCode}`,
					line(unitName, parentUnitCode),
				]),
				...[...positions.values()].map(({ positionCode, positionName, unitCode }) => [
					`position ${positionCode}`,
					line(positionName, unitCode),
				]),
				...[...employees.values()]
					.filter(({ status }) => status !== 'LEAVE')
					.map(({ employeeNum, name, mobile, email, list }) => [
						`employee ${employeeNum}`,
						line(name, mobile, email, ...list.map(({ positionCode }) => positionCode)),
					]),
			]) as Holding,
		twice: () => [],
		watched: () => ({}),
		byHand: () => undefined,
	};
}
