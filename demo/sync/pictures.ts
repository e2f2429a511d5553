// What the platforms hold, as lines: kind → key → what is known of it. A person's line ends with a
// comma and a word that says whether the person is there.

import type { HippiusState, WeaverE10State, YunzhijiaState } from '../../test/platforms/index.ts';
import { partTimeJobKey } from '../../test/platforms/index.ts';
import { COMPANY } from './before.ts';
import type { PlatformName, Platforms } from './platforms.ts';

export type Lines = Map<string, string>;
export type Picture = Record<string, Lines>;
export type States = { [name in PlatformName]: Platforms[name]['state'] };

export const LEFT = 'left';
export const DISABLED = 'disabled';
export const HERE = 'here';

export const lineOf = (...parts: unknown[]): string => parts.join(' · ');
export const personOf = (status: string, ...parts: unknown[]): string =>
	`${lineOf(...parts)}, ${status}`;
export const statusIn = (line: string): string => line.slice(line.lastIndexOf(', ') + 2);
/** The same person, who is no longer there. */
export const gone = (line: string): string => line.slice(0, -statusIn(line).length) + LEFT;

/** Several titles of one job, in whatever order. */
export const titlesOf = (text: string): string => text.split(/[,，]/).toSorted().join();

/** The jobs of an employee of Hippius, the main one first. */
export const jobsOf = (main: string, others: string[]): string =>
	[main, ...others.toSorted()].join(' ');

const linesOf = <Held>(
	held: Iterable<Held>,
	keyOf: (each: Held) => string | undefined,
	say: (each: Held) => string,
): Lines => new Map([...held].map((each) => [keyOf(each) ?? '', say(each)]));

const STATUS: Record<string, string> = { 0: LEFT, 1: HERE, 2: DISABLED };

function inYunzhijia({ departments, people, partTimeJobs }: YunzhijiaState): Picture {
	const place = (orgId: string) => departments.get(orgId)?.department ?? '';
	const jobNo = (openId: string) => people.get(openId)?.jobNo ?? openId;
	return {
		department: linesOf(
			departments.values(),
			({ department }) => department,
			({ department, weights }) => lineOf(department, weights),
		),
		person: linesOf(
			people.values(),
			({ openId }) => jobNo(openId),
			({ name, gender, phone, email, orgId, jobTitle, hireDate, status = '1' }) =>
				personOf(STATUS[status], name, gender, phone, email, place(orgId), jobTitle, hireDate),
		),
		partTimeJob: linesOf(
			partTimeJobs.values(),
			({ openId, orgId }) => partTimeJobKey(jobNo(openId), place(orgId)),
			({ jobTitle }) => titlesOf(jobTitle),
		),
	};
}

function inWeaverE10({ subcompanies, departments, positions, employees }: WeaverE10State): Picture {
	const codeOf = (id = '') => (departments.get(id) ?? subcompanies.get(id))?.code;
	return {
		department: linesOf(
			departments.values(),
			({ code }) => code,
			({ name, parent }) => lineOf(name, codeOf(parent)),
		),
		position: linesOf(
			positions.values(),
			({ code }) => code,
			({ name, department }) => lineOf(name, codeOf(department)),
		),
		employee: linesOf(
			employees.values(),
			(each) => each.job_num,
			({ username, sex, mobile, email, hiredate, department, position, superior, ...more }) =>
				personOf(
					more.status === 'normal' ? String(more.personnel_status) : LEFT,
					...[username, sex, mobile, email, hiredate, codeOf(department)],
					positions.get(position ?? '')?.code,
					employees.get(superior ?? '')?.job_num ?? '',
				),
		),
	};
}

function inHippius({ departments, positions, employees }: HippiusState): Picture {
	return {
		department: linesOf(
			departments.values(),
			({ unitCode }) => unitCode,
			({ unitName, orderSeq, parentUnitCode = '' }) => lineOf(unitName, orderSeq, parentUnitCode),
		),
		position: linesOf(
			positions.values(),
			({ positionCode }) => positionCode,
			({ positionName, unitCode }) => lineOf(positionName, unitCode),
		),
		employee: linesOf(
			employees.values(),
			({ employeeNum }) => employeeNum,
			({ name, gender, mobile, email, list, status }) => {
				const codes = (flag: string) =>
					list
						.filter((each) => each.primaryPositionFlag === flag)
						.map((each) => `${each.unitCode}:${each.positionCode}`);
				const jobs = jobsOf(codes('1').join(), codes('0'));
				return personOf(status === 'LEAVE' ? LEFT : status, name, gender, mobile, email, jobs);
			},
		),
	};
}

/** As they are now. */
export const statesOf = ({ yunzhijia, weaverE10, hippius }: Platforms): States =>
	structuredClone({
		yunzhijia: yunzhijia.state,
		weaverE10: weaverE10.state,
		hippius: hippius.state,
	});

export const picturesOf = (states: States): Record<PlatformName, Picture> => ({
	yunzhijia: inYunzhijia(states.yunzhijia),
	weaverE10: inWeaverE10(states.weaverE10),
	hippius: inHippius(states.hippius),
});

/** Ids that the platforms gave, and whose they are. */
export function idsIn({ yunzhijia, weaverE10 }: States): Map<string, string | undefined> {
	return new Map([
		...[...yunzhijia.people.values()].map((each) => [each.openId, each.jobNo] as const),
		...[...yunzhijia.departments.keys()].map((id) => [id, ''] as const),
		...[...weaverE10.employees.values()].map((each) => [each.id, each.job_num] as const),
		...[...weaverE10.departments.values(), ...weaverE10.positions.values()]
			.filter(({ id }) => id !== COMPANY.id)
			.map((each) => [each.id, each.code] as const),
	]);
}

/** How much there is, in one line. */
export function countsIn(picture: Picture, many: (kind: string) => string): string {
	return Object.entries(picture)
		.map(([kind, lines]) => {
			const left = [...lines.values()].filter((line) => line.endsWith(`, ${LEFT}`)).length;
			return `${lines.size - left} ${many(kind)}${left ? ` (${left} have left)` : ''}`;
		})
		.join(', ');
}
