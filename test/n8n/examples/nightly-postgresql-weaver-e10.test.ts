/** Two tables of a real PostgreSQL, and Weaver E10. */
import { startWeaverE10 } from '../../platforms/index.ts';
import type { WeaverE10State } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { exampleOf } from './example.ts';
import { expectNightly } from './nightly.ts';
import { EMPLOYEES, FORGOTTEN, hrDatabase } from './postgresql.ts';

const [DIRECTOR, ENGINEER, LEAVER, JOINER] = EMPLOYEES;

const idOf = (n: number) => `98265017440010000${n}`;
const [COMPANY, RD, RD01] = [1, 2, 3].map(idOf);

function seed({ subcompanies, departments, employees }: WeaverE10State): void {
	const company = { id: COMPANY, code: 'XQ', name: '星桥智造', parent: '0', status: '1' };
	subcompanies.set(COMPANY, company);
	departments.set(RD, { id: RD, code: 'RD', name: '研发中心', parent: COMPANY, status: '1' });
	departments.set(RD01, { id: RD01, code: 'RD01', name: '平台组', parent: RD, status: '1' });
	const people = [DIRECTOR, { ...ENGINEER, mobile: '19900009999' }, LEAVER, FORGOTTEN];
	people.forEach(({ job_no: job_num, name: username, mobile, email, ...row }, at) => {
		const id = idOf(at + 4);
		const { hired_on: hiredate, department_code } = row;
		const department = department_code === 'RD' ? RD : RD01;
		const details = { job_num, username, mobile, email, hiredate, department, sex: 'female' };
		employees.set(id, { id, ...details, personnel_status: '3', status: 'normal' });
	});
}

const told = ({ subcompanies, departments, employees }: WeaverE10State) => ({
	departments: [...departments.values()].map(
		({ code, name, parent = '' }) =>
			`${code} ${name} in ${(departments.get(parent) ?? subcompanies.get(parent))?.code}`,
	),
	employees: [...employees.values()].map(
		({ job_num, username, sex, mobile, email, department = '', superior = '', ...more }) => {
			const place = departments.get(department)?.code;
			const above = employees.get(superior)?.job_num ?? '–';
			const { hiredate, personnel_status } = more;
			return [job_num, username, sex, mobile, email, place, above, hiredate, personnel_status].join(
				' ',
			);
		},
	),
});

const DIRECTOR_LINE = 'XQ0001 员工1 female 19900000001 xq0001@example.com RD – 2024-03-01 3';
const engineerLine = (mobile: string, above: string) =>
	`XQ0002 员工2 female ${mobile} xq0002@example.com RD01 ${above} 2024-03-01 3`;
const goneLine = (number: number, status: string) =>
	`XQ000${number} 员工${number} female 1990000000${number} xq000${number}@example.com RD01 – 2024-03-01 ${status}`;

test('Weaver E10 holds what the tables say, and no more is done than is allowed', async ({
	n8n,
	postgres,
}) => {
	const weaverE10 = await platform(startWeaverE10({ seed }));
	const credentials = [
		await hrDatabase(n8n, postgres),
		await n8n.createCredential('weaverE10Api', 'Nightly', weaverE10.credential),
	];
	await expectNightly(n8n, await exampleOf(import.meta.filename), credentials, {
		sync: 'Weaver E10 Sync',
		on: weaverE10,
		told,
		before: {
			departments: ['RD 研发中心 in XQ', 'RD01 平台组 in RD'],
			employees: [
				DIRECTOR_LINE,
				engineerLine('19900009999', '–'),
				goneLine(3, '3'),
				goneLine(5, '3'),
			],
		},
		after: {
			departments: ['RD 研发中心 in XQ', 'RD01 平台组 in RD', 'MK 市场部 in XQ'],
			employees: [
				DIRECTOR_LINE,
				engineerLine(ENGINEER.mobile, 'XQ0001'),
				...[goneLine(3, '6'), goneLine(5, '6')],
				`XQ0004 员工4 male ${JOINER.mobile} xq0004@example.com MK XQ0001 2024-03-01 3`,
			],
		},
	});
});
