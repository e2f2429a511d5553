/** The three platforms as strict, stateful servers on loopback; see server.ts for what is shared. */
export { startHippius } from './hippius.ts';
export type * from './hippius.ts';
export { startYunzhijia, dataOf } from './yunzhijia.ts';
export type { YunzhijiaOptions } from './yunzhijia.ts';
export { ROOT as YUNZHIJIA_ROOT } from './yunzhijiaDepartments.ts';
export {
	addDepartment,
	addLeader,
	addPerson,
	leaderKey,
	partTimeJobKey,
} from './yunzhijiaState.ts';
export { seedTeam } from './yunzhijiaTeam.ts';
export type {
	YunzhijiaDepartment,
	YunzhijiaLeader,
	YunzhijiaPartTimeJob,
	YunzhijiaPerson,
	YunzhijiaState,
} from './yunzhijiaState.ts';
export { startWeaverE10 } from './weaverE10.ts';
export type { WeaverE10Options } from './weaverE10.ts';
export { shareKey } from './weaverE10State.ts';
export type * from './weaverE10State.ts';
export type { RecordedRequest } from './exchange.ts';
export type { Misbehaviour } from './misbehaviour.ts';
export type { CommonOptions, TestPlatform } from './server.ts';
export { parseJson, toJson } from './checks.ts';
