/**
 * What the tests of bad input write to: one operation of each kind, a record that is right for
 * it, and what its platform got and holds. Follows docs/vendors.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { onTestFinished } from 'vitest';
import type { HippiusState, RecordedRequest, TestPlatform } from '../../platforms/index.ts';
import { dataOf, startHippius, startWeaverE10, startYunzhijia } from '../../platforms/index.ts';
import { fromItem, idFromItem, type NodeType } from '../engine/cases.ts';
import { NORTH, NORTH_PATH, person, seed } from '../Yunzhijia/team.ts';

export interface Subject {
	node: NodeType;
	operation: [resource: string, operation: string];
	parameters: INodeParameters;
	start(): Promise<TestPlatform<object>>;
	/** A record that the platform takes; another `n`, another record. */
	good(n: number): IDataObject;
	/** The rows of a request. */
	rows(request: RecordedRequest): IDataObject[];
	/** What the platform holds of the records. */
	held(state: object): object[];
}

const body = (request: RecordedRequest) => request.body as IDataObject;
const started = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
	const platform = await starting;
	onTestFinished(platform.stop);
	return platform;
};

const HQ = { unitCode: 'HQ', unitName: '总部', orderSeq: '1' };
const BOSS = { positionCode: 'BOSS', positionName: '总经理', unitCode: 'HQ', orderSeq: '1' };
export const BOSS_OF_HQ = { unitCode: 'HQ', positionCode: 'BOSS', primaryPositionFlag: '1' };

const hippius = (collection: keyof HippiusState, edition: 'classic' | 'v033' = 'classic') => ({
	node: 'hippius' as const,
	start: async () =>
		await started(
			startHippius({
				edition,
				seed: ({ departments, positions }) => {
					departments.set('HQ', HQ);
					positions.set('BOSS', BOSS);
				},
			}),
		),
	rows: (request: RecordedRequest) => [body(request)],
	held: (state: object) =>
		[...(state as HippiusState)[collection].values()].filter((row) => row !== HQ && row !== BOSS),
});

const department = {
	parameters: {
		...fromItem('unitCode', 'unitName', 'orderSeq'),
		additionalFields: fromItem('parentUnitCode', '_tls'),
	},
	good: (n: number) => ({ ...HQ, unitCode: `D${n}`, parentUnitCode: 'HQ' }),
};

const yunzhijia = {
	node: 'yunzhijia' as const,
	start: async () => await started(startYunzhijia({ seed })),
	rows: (request: RecordedRequest) => dataOf(request) as IDataObject[],
	held: (state: object) => [
		...(state as { partTimeJobs: Map<string, object> }).partTimeJobs.values(),
	],
};

const CONTACT = '969434849612546059';
const target = (n: number) => `9750814218218700${80 + n}`;

export const SUBJECTS = {
	department: { ...hippius('departments'), operation: ['department', 'create'], ...department },
	departmentV033: {
		...hippius('departments', 'v033'),
		operation: ['department', 'create'],
		...department,
	},
	position: {
		...hippius('positions'),
		operation: ['position', 'create'],
		parameters: fromItem('positionCode', 'positionName', 'unitCode', 'orderSeq'),
		good: (n) => ({ ...BOSS, positionCode: `P${n}` }),
	},
	employee: {
		...hippius('employees'),
		operation: ['employee', 'create'],
		parameters: {
			...fromItem('name', 'employeeNum', 'gender', 'status', 'list'),
			listMode: 'incoming',
		},
		good: (n) => ({
			name: '张伟',
			employeeNum: `E${n}`,
			gender: '1',
			status: 'ON',
			list: [BOSS_OF_HQ],
		}),
	},
	job: {
		...yunzhijia,
		operation: ['partTimeJob', 'add'],
		parameters: {
			...idFromItem('openId', 'orgId'),
			...fromItem('jobTitle'),
			additionalFields: fromItem('orgUserType'),
		},
		good: (n) => ({ openId: person(n), orgId: NORTH, jobTitle: '顾问' }),
	},
	jobByName: {
		...yunzhijia,
		operation: ['partTimeJob', 'addByDepartmentName'],
		parameters: { ...idFromItem('openId'), ...fromItem('department', 'jobTitle') },
		good: (n) => ({ openId: person(n), department: NORTH_PATH, jobTitle: '顾问' }),
	},
	share: {
		node: 'weaverE10',
		start: async () =>
			await started(
				startWeaverE10({
					seed: ({ departments }) => {
						for (let n = 0; n < 3; n++)
							departments.set(target(n), { id: target(n), name: '部', status: '1' });
					},
				}),
			),
		operation: ['share', 'sync'],
		parameters: {
			...fromItem('shareType', 'deleteType', 'sourceId', 'targetType'),
			...idFromItem('targetId'),
			// This platform refuses a request as a whole.
			options: { batchSize: 1 },
		},
		good: (n) => ({
			shareType: 'normal2external',
			deleteType: '0',
			sourceId: CONTACT,
			targetType: '2',
			targetId: target(n),
		}),
		rows: (request) => (body(request).data ?? []) as IDataObject[],
		held: (state) => [...(state as { shares: Map<string, object> }).shares.values()],
	},
} satisfies Record<string, Subject> as Record<string, Subject>;
