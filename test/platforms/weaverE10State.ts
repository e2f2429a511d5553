/**
 * What the Weaver E10 test platform holds, and what an endpoint is made of. All ids are texts of
 * 18 or 19 digits; which of them travel as numbers is the endpoint's matter.
 */
import type { Check } from './checks.ts';

export interface WeaverE10State {
	/** By id, as all maps but `shares`. */
	employees: Map<string, WeaverEmployee>;
	departments: Map<string, WeaverUnit>;
	subcompanies: Map<string, WeaverUnit>;
	positions: Map<string, { id: string; name: string }>;
	channels: Map<string, WeaverChannel>;
	externalContacts: Map<string, { id: string; username: string }>;
	dimensions: Map<string, { id: string; name: string }>;
	/** By shareKey(). */
	shares: Map<string, WeaverShare>;
	basicFields: WeaverField[];
}

export interface WeaverEmployee {
	id: string;
	username: string;
	job_num?: string;
	mobile?: string;
	email?: string;
	/** `normal` in service, `6` left. */
	status: string;
	/** Department's id. */
	department?: string;
	position?: string;
}

export interface WeaverUnit {
	id: string;
	name: string;
	/** "1" enabled, "0" sealed. */
	status: string;
}

export interface WeaverChannel {
	id: string;
	name: string;
	/** 0 open, 1 sealed. */
	closed: number;
}

export interface WeaverShare {
	shareType: string;
	sourceId: string;
	targetType: string;
	targetId: string;
	seclevel_from?: string | number;
	seclevel_to?: string | number;
}

export interface WeaverField {
	fieldId: string;
	componentKey: string;
	formId: string;
	name: string;
}

export const shareKey = (share: Omit<WeaverShare, 'seclevel_from' | 'seclevel_to'>) =>
	[share.shareType, share.sourceId, share.targetType, share.targetId].join('|');

/** What a failing run throws: its text goes into the endpoint's envelope, nothing is changed. */
export class Refusal extends Error {}

export interface WeaverE10Operation<Body> {
	/** Shape of the JSON body without its access_token. */
	body: Check;
	/** Gives the answer's `data`; undefined for none. */
	run: (body: Body, state: WeaverE10State) => unknown;
	/** Groups answer `{code, msg, status, data}`, organisation and people `{message, data}`. */
	envelope?: 'organisation' | 'group';
}

// Only declares that a body which passed the check has this type.
export const operation = <Body>(entry: WeaverE10Operation<Body>) =>
	entry as WeaverE10Operation<unknown>;

/** Path below /api/hrm/restful/ → operation. */
export type WeaverE10Operations = Record<string, WeaverE10Operation<unknown>>;
