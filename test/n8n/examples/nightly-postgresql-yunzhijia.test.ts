/** Two tables of a real PostgreSQL, and Yunzhijia. */
import { addDepartment, addPerson, startYunzhijia } from '../../platforms/index.ts';
import type { YunzhijiaState } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { exampleOf } from './example.ts';
import { expectNightly } from './nightly.ts';
import { EMPLOYEES, FORGOTTEN, hrDatabase } from './postgresql.ts';

const [DIRECTOR, ENGINEER, LEAVER, JOINER] = EMPLOYEES;

function seed(state: YunzhijiaState): void {
	addDepartment(state, 'd1', '研发中心', '', { weights: 20 });
	addDepartment(state, 'd2', '平台组', 'd1', { weights: 10 });
	const people = [DIRECTOR, { ...ENGINEER, mobile: '19900009999' }, LEAVER, FORGOTTEN];
	people.forEach(({ job_no: jobNo, name, mobile: phone, ...row }, at) => {
		const { email, gender, job_title: jobTitle, hired_on: hireDate, department_code } = row;
		const orgId = department_code === 'RD' ? 'd1' : 'd2';
		const details = { jobNo, name, phone, email, gender, jobTitle, hireDate, orgId };
		addPerson(state, { openId: `p${at}`, ...details });
	});
}

const told = ({ departments, people }: YunzhijiaState) => ({
	departments: [...departments.values()].map(
		({ department, weights }) => `${department} ${weights}`,
	),
	people: [...people.values()].map(
		({ jobNo, name, phone, email, gender, jobTitle, hireDate, orgId, status = '1' }) => {
			const place = departments.get(orgId)?.department;
			return [jobNo, name, gender, phone, email, place, jobTitle, hireDate, status].join(' ');
		},
	),
});

const DIRECTOR_LINE =
	'XQ0001 员工1 女 19900000001 xq0001@example.com 研发中心 研发总监 2024-03-01 1';
const engineerLine = (phone: string) =>
	`XQ0002 员工2 女 ${phone} xq0002@example.com 研发中心\\平台组 工程师 2024-03-01 1`;
const goneLine = (number: number, status: string) =>
	`XQ000${number} 员工${number} 女 1990000000${number} xq000${number}@example.com 研发中心\\平台组 工程师 2024-03-01 ${status}`;

test('Yunzhijia holds what the tables say, and no more is done than is allowed', async ({
	n8n,
	postgres,
}) => {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	const credentials = [
		await hrDatabase(n8n, postgres),
		await n8n.createCredential('yunzhijiaApi', 'Nightly', yunzhijia.credential),
	];
	await expectNightly(n8n, await exampleOf(import.meta.filename), credentials, {
		sync: 'Yunzhijia Sync',
		on: yunzhijia,
		told,
		before: {
			departments: ['研发中心 20', '研发中心\\平台组 10'],
			people: [DIRECTOR_LINE, engineerLine('19900009999'), goneLine(3, '1'), goneLine(5, '1')],
		},
		after: {
			departments: ['研发中心 20', '研发中心\\平台组 10', '市场部 10'],
			people: [
				...[DIRECTOR_LINE, engineerLine(ENGINEER.mobile), goneLine(3, '0'), goneLine(5, '0')],
				`XQ0004 员工4 男 ${JOINER.mobile} xq0004@example.com 市场部 工程师 2024-03-01 1`,
			],
		},
	});
});
