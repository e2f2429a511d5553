/** What the Weaver E10 platform of the tests of rows holds at first, and cases of such tests. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { WeaverE10State } from '../../../platforms/index.ts';
import {
	FIRST_ID,
	LI,
	NORTH,
	ROOT,
	SALES,
	SELLER,
	WANG,
	seed as seedCompany,
} from '../../../platforms/weaverE10/company.ts';

export { FIRST_ID, LI, NORTH, ROOT, SALES, SELLER, WANG };

const id = (n: number) => `9754109811234568${String(n).padStart(3, '0')}`;
export const [POST, MATRIX_ROW, CONTACT, COMPANY, UNIT, DIMENSION, VIRTUAL_ORG, MEMBER] = [
	1, 2, 3, 4, 5, 6, 7, 8,
].map(id);
export const [JOB_TYPE, TITLE, GRADE] = [11, 12, 13].map(id);
/** The one after next: the refused row in between takes one. */
export const LATER_ID = String(BigInt(FIRST_ID) + 2n);
export const TENANT = 't1tenant01';
/** What two rows are called, so that looking it up by name comes to nothing. */
export const TWICE = '同名';

export function seed(state: WeaverE10State) {
	seedCompany(state);
	const post = { externalSyncId: 'P-1', employee: WANG, departmentId: SALES };
	state.partTimePosts.set(POST, { id: POST, ...post });
	state.matrices.set('审批', {
		id: id(9),
		name: '审批',
		columns: [
			{ id: id(21), name: '部门 (一级)', code: 'dept' },
			{ id: id(22), name: '负责人', code: 'head' },
		],
		rows: new Map([[MATRIX_ROW, { '部门 (一级)': '旧' }]]),
	});
	state.externalContacts.set(CONTACT, { id: CONTACT, username: '客户', mobile: '136' });
	state.externalCompanies.set(COMPANY, { id: COMPANY, name: '客户公司' });
	state.externalDepartments.set(UNIT, { id: UNIT, name: '采购', subcompanyid: COMPANY });
	state.dimensions.set(DIMENSION, { id: DIMENSION, name: '项目' });
	state.virtualOrgs.set(VIRTUAL_ORG, { id: VIRTUAL_ORG, name: '项目一', type: 'department' });
	const member = { virtualId: DIMENSION, employeeid: WANG, orgid: VIRTUAL_ORG };
	state.virtualPeople.set(MEMBER, { id: MEMBER, ...member });
	state.jobTypes.set(JOB_TYPE, { id: JOB_TYPE, type_name: '管理' });
	state.titles.set(TITLE, { id: TITLE, dataName: '工程师', jobcallcode: 'T1' });
	state.grades.set(GRADE, { id: GRADE, name: '一级', code: 'G1', gradeJobsetLevels: ['J0'] });
	for (const twin of [31, 32].map(id)) {
		state.externalContacts.set(twin, { id: twin, username: TWICE });
		state.externalCompanies.set(twin, { id: twin, name: TWICE });
		state.grades.set(twin, { id: twin, name: TWICE, code: TWICE });
		state.jobTypes.set(twin, { id: twin, type_name: TWICE });
	}
}

type Three<T> = [T, T, T];

export interface RowsCase {
	operation: `${string}.${string}`;
	/** Parameters besides the columns that are mapped by their names. */
	parameters?: INodeParameters;
	/** Name of the endpoint below /api/hrm/restful/. */
	endpoint: string;
	/** Members of the body besides the rows; long numbers as bigint. */
	request: Record<string, unknown>;
	/** The member that takes the rows. */
	member?: string;
	items: Three<IDataObject>;
	/** As they go over the wire, where that is not as they stand in the items. */
	rows?: Three<Record<string, unknown>>;
	/** What the platform says of the second. */
	refusal: string;
	/** What it answers to the first and to the third. */
	answers: [IDataObject, IDataObject];
	/** Where it holds them. */
	held: keyof WeaverE10State;
	/** What it holds of them in the end, in part. */
	holds: object[];
	/** A lost answer is followed by the same request again. */
	repeated?: true;
}

export const updated = (of: string) => ({ id: of, operate: 'update' });
export const inserted = { id: FIRST_ID, operate: 'insert' };
export const echoing = (name: string, value: string) => ({ extKeyMap: { [name]: value } });
