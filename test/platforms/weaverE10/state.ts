/**
 * What the Weaver E10 test platform holds, and what an endpoint is made of. All ids are texts of
 * 18 or 19 digits; which of them travel as numbers is the endpoint's matter. What a row refers to
 * (department, superior, parent …) is held as an id, whatever the request named it by.
 */
import { isRefused } from '../effects.ts';

/** `all` rows in order, or what a platform may answer instead. */
export type SyncRows = 'all' | 'none' | 'reversed' | 'failedOnly' | 'bare';
/** `short`: total says one more than is ever given; `repeat`: page 2 is page 1 again. */
export type Paging = 'normal' | 'short' | 'repeat';

export interface WeaverE10State {
	tenantKey: string;
	/** By id, as all maps whose key is not named. */
	employees: Map<string, WeaverEmployee>;
	departments: Map<string, WeaverUnit>;
	subcompanies: Map<string, WeaverUnit>;
	positions: Map<string, WeaverPosition>;
	partTimePosts: Map<string, WeaverPartTimePost>;
	channels: Map<string, WeaverChannel>;
	/** Bodies of updateChannelShare, whose meaning is not known. */
	scopeUpdates: object[];
	/** By name. */
	matrices: Map<string, WeaverMatrix>;
	/** 职务 */
	jobs: Map<string, WeaverJob>;
	/** 职务类别 */
	jobTypes: Map<string, WeaverJobType>;
	/** 职称 */
	titles: Map<string, WeaverTitle>;
	/** 职级 */
	grades: Map<string, WeaverGrade>;
	externalContacts: Map<string, WeaverExternalContact>;
	externalCompanies: Map<string, WeaverNamed>;
	externalDepartments: Map<string, WeaverNamed>;
	dimensions: Map<string, WeaverNamed>;
	/** Departments and subcompanies of the virtual dimensions. */
	virtualOrgs: Map<string, WeaverVirtualOrg>;
	virtualPeople: Map<string, WeaverVirtualPerson>;
	/** By shareKey(). */
	shares: Map<string, WeaverShare>;
	basicFields: WeaverField[];
	departmentFields: WeaverField[];
	subcompanyFields: WeaverField[];
	/** How the rows of a sync are answered, and how a query pages: tests may change both. */
	syncRows: SyncRows;
	paging: Paging;
	/** A page has no more rows than this, whatever is asked for: so pages show with few rows. */
	pageLimit: number;
	/** [not known] which columns of departments and subcompanies queryOrg tells besides their ids. */
	orgColumns: string[];
	/** [not known] columns that queryEmployee tells of nobody, even where they are asked for. */
	employeesUntold: string[];
	/** Whether queryEmployee tells departments as a list, the main one first; both were seen. */
	departmentsAsLists: boolean;
	/** The id that was given last. */
	lastId: bigint;
}

/** Further columns are held as they were sent. */
export interface WeaverRow {
	id: string;
	[column: string]: unknown;
}

export interface WeaverEmployee extends WeaverRow {
	username: string;
	job_num?: string;
	mobile?: string;
	email?: string;
	account?: string;
	/** `normal` in service, `6` left. */
	status: string;
	/** Id, as the superior. */
	department?: string;
	position?: string;
	superior?: string;
	/** By fieldId of basicFields. */
	userInfoExtend?: Record<string, string | string[]>;
	/** By column. */
	employeeExtend?: Record<string, string | string[]>;
}

export interface WeaverNamed extends WeaverRow {
	name: string;
	code?: string;
}

/** A department or a subcompany. */
export interface WeaverUnit extends WeaverNamed {
	/** Id; of a department or a subcompany. Without one, or "0": a root. */
	parent?: string;
	/** "1" enabled, "0" sealed. */
	status: string;
	/** Of a subcompany, by fieldId of subcompanyFields. */
	subcompanyExtend?: Record<string, string>;
}

export interface WeaverPosition extends WeaverNamed {
	department?: string;
	parent?: string;
	/** "1" disabled; without it or "0" enabled. */
	is_canceled?: string;
}

export interface WeaverPartTimePost extends WeaverRow {
	externalSyncId: string;
	/** Ids. */
	employee: string;
	departmentId?: string;
	positionId?: string;
	superiorId?: string;
	remark?: string;
}

export interface WeaverChannel {
	id: string;
	name: string;
	/** 0 open, 1 sealed. */
	closed: number;
	isPrivate?: number;
	sortNum?: number;
	/** Ids of employees. */
	members?: Set<string>;
	/** Rows of the visible scope, by their ids. */
	scope?: Map<string, WeaverRow>;
}

export interface WeaverMatrix {
	id: string;
	name: string;
	/** Takes updates by dataId only. */
	system?: boolean;
	/** A row may name a column by its display name or by its code. */
	columns: Array<{ id: string; name: string; code?: string }>;
	/** By dataId: column's display name → value. */
	rows: Map<string, Record<string, unknown>>;
}

export interface WeaverJob extends WeaverRow {
	jobName: string;
	jobFullname?: string;
	dsporder?: number;
	/** Name of the job type. */
	jobType?: string;
	code?: string;
}

export interface WeaverJobType extends WeaverRow {
	type_name: string;
}

export interface WeaverTitle extends WeaverRow {
	dataName: string;
	jobcallcode: string;
}

export interface WeaverGrade extends WeaverRow {
	name: string;
	code: string;
}

export interface WeaverExternalContact extends WeaverRow {
	username: string;
}

export interface WeaverVirtualOrg extends WeaverNamed {
	type: 'department' | 'subcompany';
	/** Id of the dimension. */
	virtualId?: string;
	parent?: string;
}

export interface WeaverVirtualPerson extends WeaverRow {
	virtualId?: string;
	/** Ids. */
	employeeid: string;
	orgid: string;
	superior?: string;
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

export const createState = (syncRows: SyncRows = 'all'): WeaverE10State => ({
	tenantKey: 't1tenant01',
	employees: new Map(),
	departments: new Map(),
	subcompanies: new Map(),
	positions: new Map(),
	partTimePosts: new Map(),
	channels: new Map(),
	scopeUpdates: [],
	matrices: new Map(),
	jobs: new Map(),
	jobTypes: new Map(),
	titles: new Map(),
	grades: new Map(),
	externalContacts: new Map(),
	externalCompanies: new Map(),
	externalDepartments: new Map(),
	dimensions: new Map(),
	virtualOrgs: new Map(),
	virtualPeople: new Map(),
	shares: new Map(),
	basicFields: [],
	departmentFields: [],
	subcompanyFields: [],
	syncRows,
	paging: 'normal',
	pageLimit: 1000,
	orgColumns: ['name', 'code', 'parent', 'type', 'status'],
	employeesUntold: [],
	departmentsAsLists: false,
	lastId: 9754109811000000000n,
});

export const nextId = (state: WeaverE10State) => String(++state.lastId);

export const shareKey = (share: Omit<WeaverShare, 'seclevel_from' | 'seclevel_to'>) =>
	[share.shareType, share.sourceId, share.targetType, share.targetId].join('|');

/** For an endpoint that takes its rows as one: refuses all when a test refuses one. */
export function mustNotBeRefused(rows: unknown[]) {
	if (rows.some(isRefused)) throw new Refusal('数据校验不通过');
}

/** What a failing run throws: its text goes into the endpoint's envelope, nothing is changed. */
export class Refusal extends Error {}

export interface WeaverE10Operation<Body> {
	/** Complaint about the JSON body without its access_token; a Check will do. */
	body: (body: unknown, state: WeaverE10State) => string | undefined;
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
