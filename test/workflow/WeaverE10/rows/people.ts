/**
 * Sync of employees, their part-time posts, departments, subcompanies and positions: three rows,
 * of which the platform changes the first, refuses the second and adds the third
 * (docs/vendors/weaver-e10.md, 5, no. 1 to 4 and 6).
 */
import type { INodeParameters } from 'n8n-workflow';
import { fromItem, idFromItem } from '../../engine/cases.ts';
import {
	FIRST_ID,
	LI,
	NORTH,
	POST,
	ROOT,
	SALES,
	SELLER,
	WANG,
	echoing,
	inserted,
	updated,
} from './rows.ts';
import type { RowsCase } from './rows.ts';
import { chosenId } from '../runs.ts';

const ORGANISATION_FLAGS = {
	emptyCustomVaueClearable: true,
	ignoreOrgSaveOrgNameCheck: false,
	ignoreOrgCanceledValidate: true,
};
const rule = (dataRule: INodeParameters) => ({ requestFields: { dataRule } });

/** The key of a part-time post, of the only kind that the document has. */
const openapi = (externalSyncId: string) => ({ externalSyncType: 'openapi', externalSyncId });

export const PEOPLE_AND_UNITS: RowsCase[] = [
	{
		operation: 'employee.upsert',
		parameters: {
			requestFields: {
				dataRule: { employee: 'job_num', department: 'code', position: 'id', subcompany: 'name' },
				optId: chosenId(LI),
				apiTaskId: 'T-1',
				extKey: 'job_num',
				emptyCustomVaueClearable: true,
			},
		},
		endpoint: 'syncEmployee',
		request: {
			dataRule: { employee: 'job_num', department: 'code', position: 'id', subcompany: 'name' },
			optId: LI,
			apiTaskId: 'T-1',
			extKey: 'job_num',
			emptyCustomVaueClearable: true,
		},
		items: [
			{ job_num: 'A1', personnel_status: 6, position: SELLER, other_superior: 'A2, A1' },
			{ job_num: 'A8', username: '赵', department: 'X' },
			{ job_num: 'A9', username: '钱', hiredate: '2026-01-31', superior: 'A2', work_year: '2.5' },
		],
		rows: [
			{ job_num: 'A1', personnel_status: '6', position: SELLER, other_superior: ['A2', 'A1'] },
			{ job_num: 'A8', username: '赵', department: 'X' },
			{ job_num: 'A9', username: '钱', hiredate: '2026-01-31', superior: 'A2', work_year: 2.5 },
		],
		refusal: 'X不存在',
		answers: [
			{ ...updated(WANG), ...echoing('job_num', 'A1') },
			{ ...inserted, ...echoing('job_num', 'A9') },
		],
		held: 'employees',
		holds: [
			{ id: WANG, status: '6', other_superior: [LI, WANG] },
			{ id: LI },
			{ id: FIRST_ID, username: '钱', superior: LI, work_year: 2.5 },
		],
		repeated: true,
	},
	{
		operation: 'department.upsert',
		parameters: {
			requestFields: {
				dataRule: { department: 'code', subcompany: 'code', employee: 'job_num' },
				optId: chosenId(LI),
				...ORGANISATION_FLAGS,
			},
		},
		endpoint: 'syncDepartment',
		request: {
			dataRule: { department: 'code', subcompany: 'code', employee: 'job_num' },
			optId: LI,
			...ORGANISATION_FLAGS,
		},
		items: [
			{ code: 'SN', status: '1', coadjutant: 'A1' },
			{ code: 'SX', name: '华东', parent: 'X' },
			{ code: 'SS', name: '华南', fullname: '华南大区', parent: 'HQ' },
		],
		refusal: 'X不存在',
		answers: [updated(NORTH), inserted],
		held: 'departments',
		holds: [
			{ id: SALES },
			{ id: NORTH, name: '华北', status: '1', coadjutant: WANG },
			{ id: FIRST_ID, code: 'SS', parent: ROOT, status: '1' },
		],
		repeated: true,
	},
	{
		operation: 'subcompany.upsert',
		parameters: {
			requestFields: {
				dataRule: { subcompany: 'code' },
				apiTaskId: '7',
				extKey: 'code',
				...ORGANISATION_FLAGS,
			},
		},
		endpoint: 'syncSubcompany',
		request: {
			dataRule: { subcompany: 'code' },
			apiTaskId: '7',
			extKey: 'code',
			...ORGANISATION_FLAGS,
		},
		items: [
			{ code: 'HQ', description: '', status: 1 },
			{ code: 'C8', name: '八分', parent: 'X' },
			{ code: 'C9', name: '九分', parent: '0', disporder: '9' },
		],
		rows: [
			{ code: 'HQ', description: '', status: '1' },
			{ code: 'C8', name: '八分', parent: 'X' },
			{ code: 'C9', name: '九分', parent: '0', disporder: 9 },
		],
		refusal: 'X不存在',
		answers: [
			{ ...updated(ROOT), ...echoing('code', 'HQ') },
			{ ...inserted, ...echoing('code', 'C9') },
		],
		held: 'subcompanies',
		holds: [
			{ id: ROOT, name: '总部' },
			{ id: FIRST_ID, parent: '0', disporder: 9 },
		],
		repeated: true,
	},
	{
		operation: 'position.upsert',
		parameters: rule({ position: 'code', department: 'code' }),
		endpoint: 'syncPosition',
		request: { dataRule: { position: 'code', department: 'code' } },
		items: [
			{ code: 'P1', is_canceled: '1', disporder: 0 },
			{ code: 'P8', name: '经理', department: 'X' },
			{ code: 'P9', name: '助理', department: 'S', description: '华东' },
		],
		refusal: 'X不存在',
		answers: [updated(SELLER), inserted],
		held: 'positions',
		holds: [
			{ id: SELLER, is_canceled: '1', disporder: 0 },
			{ id: FIRST_ID, department: SALES, description: '华东' },
		],
		repeated: true,
	},
	{
		operation: 'employee.upsertPartTime',
		parameters: {
			...idFromItem('id'),
			...fromItem('externalSyncId'),
			additionalFields: {
				...idFromItem('departmentId', 'positionId', 'superiorId'),
				...fromItem('remark', 'deleted'),
			},
			requestFields: {
				dataRule: { employee: 'job_num', department: 'code', position: 'code' },
				inited: false,
			},
		},
		endpoint: 'syncExtra',
		request: {
			dataRule: { employee: 'job_num', department: 'code', position: 'code' },
			inited: false,
		},
		items: [
			{ id: 'A1', ...openapi('P-1'), positionId: 'P1', remark: '', superiorId: 'A2' },
			{ id: 'X', ...openapi('P-8'), departmentId: 'S', deleted: '0' },
			{ id: 'A2', ...openapi('P-9'), departmentId: 'SN' },
		],
		refusal: 'X不存在',
		// The id of a row is the employee's, that of the answer the post's.
		answers: [{ result: updated(POST) }, { result: inserted }],
		held: 'partTimePosts',
		holds: [
			{ id: POST, positionId: SELLER, superiorId: LI },
			{ id: FIRST_ID, employee: LI, departmentId: NORTH },
		],
		repeated: true,
	},
];
