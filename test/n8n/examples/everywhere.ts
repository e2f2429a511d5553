/** The company that the examples for all three platforms know, as each platform has it. */
import { onTestFinished } from 'vitest';
import type { Credential, N8n, WorkflowJson } from '../../../demo/n8n.ts';
import type { Platforms } from '../../../demo/sync/platforms.ts';
import {
	addDepartment,
	addPerson,
	startHippius,
	startWeaverE10,
	startYunzhijia,
} from '../../platforms/index.ts';
import { platform } from '../fixtures.ts';

/** Is on all three. */
const COLLEAGUE = { jobNo: 'XQ0001', name: '张伟', mobile: '19900000001' };

async function startCompany(): Promise<Platforms> {
	const { jobNo, name, mobile } = COLLEAGUE;
	return {
		yunzhijia: await platform(
			startYunzhijia({
				seed(state) {
					addDepartment(state, 'd1', '研发中心');
					addDepartment(state, 'd2', '平台组', 'd1');
					addPerson(state, {
						...{ openId: 'p1', jobNo, name, phone: mobile },
						...{ orgId: 'd2', jobTitle: '工程师' },
					});
				},
			}),
		),
		weaverE10: await platform(
			startWeaverE10({
				seed({ subcompanies, departments, positions, employees }) {
					const company = { id: '1', code: 'XQ', name: '星桥智造', parent: '0', status: '1' };
					subcompanies.set('1', company);
					subcompanies.set('1', {
						id: '1',
						code: 'XQ',
						name: '星桥智造',
						parent: '0',
						status: '1',
					});
					const department = { id: '2', code: 'RD01', name: '平台组', parent: '1', status: '1' };
					departments.set('2', department);
					positions.set('3', { id: '3', code: 'P005', name: '工程师', department: '2' });
					const here = { personnel_status: '3', status: 'normal' };
					const post = { department: '2', position: '3' };
					employees.set('4', { id: '4', job_num: jobNo, username: name, mobile, ...post, ...here });
				},
			}),
		),
		hippius: await platform(
			startHippius({
				seed({ departments, positions, employees }) {
					departments.set('RD01', { unitCode: 'RD01', unitName: '平台组', orderSeq: '1' });
					const job = { positionCode: 'P005', unitCode: 'RD01' };
					positions.set('P005', { ...job, positionName: '工程师', orderSeq: '1' });
					const list = [{ ...job, primaryPositionFlag: '1' }];
					const person = { employeeNum: jobNo, name, gender: '1', mobile };
					employees.set(jobNo, { ...person, status: 'ON', list });
				},
			}),
		),
	};
}

/** The workflow, live for one test, with platforms of its own; gives what posts to its webhook. */
export async function everywhere(
	n8n: N8n,
	workflow: WorkflowJson,
	webhookPath: string,
): Promise<{
	platforms: Platforms;
	post: (body: object) => Promise<{ status: number; body: Record<string, string> }>;
}> {
	const platforms = await startCompany();
	const credentials: Credential[] = [];
	for (const [name, { credential }] of Object.entries(platforms))
		credentials.push(await n8n.createCredential(`${name}Api`, name, credential));
	const { id } = await n8n.createWorkflow(workflow, credentials);
	await n8n.activate(id);
	onTestFinished(async () => await n8n.deactivate(id));
	const post = async (body: object) => {
		const answer = await fetch(n8n.webhookUrl(webhookPath), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return { status: answer.status, body: (await answer.json()) as Record<string, string> };
	};
	return { platforms, post };
}
