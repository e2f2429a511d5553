/** The platforms as strict, stateful servers on loopback; see server.ts for what is shared. */
export { NODE_TYPES, ofAll, PLATFORMS } from './all.ts';
export type { NodeType } from './all.ts';
export { startHippius } from './hippius/hippius.ts';
export type * from './hippius/hippius.ts';
export { startYunzhijia, dataOf } from './yunzhijia/yunzhijia.ts';
export type { YunzhijiaOptions } from './yunzhijia/yunzhijia.ts';
export { ROOT as YUNZHIJIA_ROOT } from './yunzhijia/departments.ts';
export {
	addDepartment,
	addLeader,
	addPerson,
	leaderKey,
	partTimeJobKey,
} from './yunzhijia/state.ts';
export { callbacksOf, signatureOf } from './yunzhijia/events.ts';
export type {
	Call,
	CallbackAnswer,
	CallbackOptions,
	CallOptions,
	YunzhijiaEvent,
} from './yunzhijia/events.ts';
export { changesIn } from './yunzhijia/changes.ts';
export { seedTeam } from './yunzhijia/team.ts';
export type {
	YunzhijiaDepartment,
	YunzhijiaLeader,
	YunzhijiaPartTimeJob,
	YunzhijiaPerson,
	YunzhijiaState,
} from './yunzhijia/state.ts';
export { startWeaverE10 } from './weaverE10/weaverE10.ts';
export type { WeaverE10Options } from './weaverE10/weaverE10.ts';
export { shareKey } from './weaverE10/state.ts';
export type * from './weaverE10/state.ts';
export type { RecordedRequest } from './exchange.ts';
export type { Misbehaviour } from './misbehaviour.ts';
export type { CommonOptions, TestPlatform } from './server.ts';
export { parseJson, toJson } from './checks.ts';
