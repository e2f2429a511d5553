/** What the output schemas of Hippius are made of: docs/vendors/hippius.md. Writes give back what was sent. */
import type { IDataObject } from 'n8n-workflow';
import { startHippius } from '../../platforms/index.ts';
import { PARAMETERS, seed } from '../Hippius/runs.ts';
import type { Samples } from './schemas.ts';

const HQ = { unitCode: 'HQ', unitName: '总部', orderSeq: '1' };
const LAB = { unitCode: 'LAB', unitName: '实验室', orderSeq: '2' };
const POSITION = { positionCode: 'BOSS', positionName: '总经理', unitCode: 'HQ', orderSeq: '1' };
const EMPLOYEE = {
	...{ name: '张伟', employeeNum: 'E1', gender: '1', status: 'ON' },
	list: [{ unitCode: 'HQ', positionCode: 'BOSS', primaryPositionFlag: '1' }],
	propertyInfoDTOS: [{ propertyName: 'size', infoName: 'L' }],
	...{ mobile: '13800000001', email: 'e1@example.com' },
};

const ITEMS: Record<string, IDataObject> = {
	department: { ...LAB, parentUnitCode: 'HQ', _tls: { unitName: { en_US: 'Lab' } } },
	position: POSITION,
	employee: EMPLOYEE,
};

const samples = Object.entries(PARAMETERS).flatMap(([resource, operations]) =>
	Object.entries(operations).map(([operation, parameters]) => [
		`${resource}.${operation}`,
		{ parameters, items: [ITEMS[resource]] },
	]),
);

export const HIPPIUS: Samples = {
	start: async (name) =>
		await startHippius({
			// The newer edition takes more, but deletes nothing.
			edition: name === 'department.delete' ? 'classic' : 'v033',
			...seed([HQ, LAB], [POSITION], [EMPLOYEE]),
		}),
	operations: Object.fromEntries(samples),
};
