/** The events of Yunzhijia: docs/vendors/yunzhijia.md, section 7. */
import type { INodePropertyOptions } from 'n8n-workflow';

import type { Watch } from '../../shared/contract/triggers';
import { CallRefused } from '../../shared/triggers/webhook/parameters';
import { department } from './department';
import { person } from './person';

interface EventFact {
	name: string;
	description: string;
	/** What the id is of. */
	of: Watch;
	/** Of several within seconds the weightier tells what happened. */
	isWeighty?: true;
	/** It changes nothing in the row. */
	isBeside?: true;
	/** What it is about is no longer there. */
	isEnd?: true;
}

/** The platform asks whether the address is right. */
export const CHECK = 'check';

export const EVENTS: Record<string, EventFact> = {
	user_enter: {
		...{ name: 'Person Enters (人员加入)', description: 'Somebody joined the team' },
		...{ of: person, isWeighty: true },
	},
	person_update: {
		name: 'Person Changed (人员信息变更)',
		description: 'Details of somebody changed',
		of: person,
	},
	user_phone_update: {
		name: 'Mobile Changed (手机号变更)',
		description: 'Somebody has another mobile number',
		of: person,
	},
	person_role: {
		name: 'Role Changed (人员角色变更)',
		description: 'Somebody has another role',
		of: person,
	},
	user_leave: {
		...{ name: 'Person Leaves (人员离开)', description: 'Somebody left the team' },
		...{ of: person, isWeighty: true, isEnd: true },
	},
	org_add: {
		...{ name: 'Department Added (部门新增)', description: 'A department is new' },
		...{ of: department, isWeighty: true },
	},
	org_update: {
		name: 'Department Changed (部门变更)',
		description: 'A department was renamed or moved',
		of: department,
	},
	org_delete: {
		...{ name: 'Department Deleted (部门删除)', description: 'A department is no longer there' },
		...{ of: department, isWeighty: true, isEnd: true },
	},
	org_admin: {
		...{ name: 'Leader Changed (部门负责人变更)', description: 'A department has other leaders' },
		...{ of: department, isBeside: true },
	},
};

export const ALL_EVENTS = Object.keys(EVENTS);

export const eventOptions: INodePropertyOptions[] = Object.entries(EVENTS).map(
	([value, { name, description }]) => ({ name, value, description }),
);

/** One event as it came. */
export interface ReceivedEvent {
	event: string;
	eventKey: string;
	id: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** @throws CallRefused unless it has what every event has */
export function eventIn(parameters: Map<string, string>): ReceivedEvent & { eid: string } {
	const value = (name: string): string => {
		const given = parameters.get(name);
		if (!given) throw new CallRefused(400, `it has no ${name}`);
		return given;
	};
	const [event, id, createTime] = [value('eventType'), value('eventId'), value('createTime')];
	if (!/^\d{1,15}$/.test(createTime)) throw new CallRefused(400, 'its createTime is not digits');
	if (id.length > LONGEST_ID) throw new CallRefused(400, 'its eventId is too long');
	const eventKey = `${event}|${id}|${createTime}`;
	return { event, id, eventKey, at: millisecondsOf(Number(createTime)), eid: value('eid') };
}

const LONGEST_ID = 200;

/** Seconds have ten digits, milliseconds thirteen. */
const millisecondsOf = (time: number): number => (time < 1e11 ? time * 1000 : time);

/** Of several of one record: the latest of the weightiest. They may not come in order. */
export function weightiest(events: ReceivedEvent[]): ReceivedEvent {
	const weighty = events.filter(({ event }) => EVENTS[event].isWeighty);
	return (weighty.length ? weighty : events).reduce((latest, each) =>
		each.at >= latest.at ? each : latest,
	);
}
