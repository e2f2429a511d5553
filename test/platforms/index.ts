/** The three platforms as strict, stateful servers on loopback; see server.ts for what is shared. */
export { startHippius } from './hippius.ts';
export type * from './hippius.ts';
export { startYunzhijia, dataOf } from './yunzhijia.ts';
export type { YunzhijiaOptions } from './yunzhijia.ts';
export { addDepartment, addPerson, partTimeJobKey } from './yunzhijiaState.ts';
export type {
	YunzhijiaDepartment,
	YunzhijiaPartTimeJob,
	YunzhijiaPerson,
	YunzhijiaState,
} from './yunzhijiaState.ts';
export { startWeaverE10 } from './weaverE10.ts';
export type { WeaverE10Options } from './weaverE10.ts';
export { shareKey } from './weaverE10State.ts';
export type {
	WeaverChannel,
	WeaverE10State,
	WeaverEmployee,
	WeaverShare,
	WeaverUnit,
} from './weaverE10State.ts';
export type { RecordedRequest } from './exchange.ts';
export type { Misbehaviour } from './misbehaviour.ts';
export type { CommonOptions, TestPlatform } from './server.ts';
export { parseJson, toJson } from './checks.ts';
