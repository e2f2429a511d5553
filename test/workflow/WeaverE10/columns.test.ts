/**
 * The columns that the editor offers for wide rows of Weaver E10: the known ones of
 * docs/vendors/weaver-e10.md, sections 5 and 6, and the tenant's own, read live (no. 10 and 12).
 */
import type {
	ILoadOptionsFunctions,
	INode,
	INodeProperties,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startWeaverE10 } from '../../platforms/index.ts';
import type { WeaverE10Options, WeaverE10State } from '../../platforms/index.ts';
import type { CredentialData } from '../engine/credentials.ts';
import { SavedCredentials, workflowOf } from '../engine/credentials.ts';
import { engine } from '../engine/cases.ts';
import { additionalData, n8nCore } from '../engine/n8n.ts';
import { startScripted } from '../engine/scripted.ts';
import { id, RESTFUL } from './company.ts';

const nodeType = engine.loader.nodeTypes.weaverE10.type as INodeType;
const { resourceMapping } = nodeType.methods as {
	resourceMapping: Record<string, (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>>;
};

const NODE: INode = {
	id: 'weaver',
	name: 'Weaver E10',
	type: 'n8n-nodes-orgsync.weaverE10',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { weaverE10Api: { id: 'weaverE10Api', name: 'Weaver' } },
};

/** What the editor gets when it asks for the columns of a form. */
async function columnsOf(method: string, credential: Record<string, unknown>) {
	const types = (name: string) => engine.loader.getCredential(name).type;
	const saved = new SavedCredentials(types, { weaverE10Api: credential as CredentialData });
	const context = new n8nCore.LoadOptionsContext(
		workflowOf(NODE, nodeType),
		NODE,
		additionalData(saved, 'editor'),
		'parameters.fields',
	);
	return (await resourceMapping[method].call(context)).fields;
}

async function start(options: WeaverE10Options = {}) {
	const platform = await startWeaverE10(options);
	onTestFinished(platform.stop);
	return platform;
}

const mappers = nodeType.description.properties.filter(({ type }) => type === 'resourceMapper');
const methodOf = ({ typeOptions }: INodeProperties) =>
	typeOptions?.resourceMapper?.resourceMapperMethod as string;
const mapperOf = (resource: string, operation: string) =>
	methodOf(
		mappers.find(
			({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource) &&
				displayOptions.show.operation?.includes(operation),
		)!,
	);

/** Resource and operation → the columns that the document names, those of a new row first. */
const KNOWN: Record<string, [shown: string, rest: string]> = {
	'employee.upsert': [
		'username job_num mobile email department position superior personnel_status hiredate',
		`id alias sex telephone other_superior assistant job_call grade location id_no birthday age
		graduate_date graduate_school degree education marital_status native_place nation
		household_type politics_status residence_place family_contact first_work_date work_year
		child_status userInfoExtend employeeExtend multiObj`,
	],
	'department.upsert': ['name fullname code parent status', 'id coadjutant multiObj'],
	'subcompany.upsert': ['name fullname code parent status', 'id disporder description multiObj'],
	'position.upsert': [
		'',
		'name disporder department parent description code id multiObj is_canceled',
	],
	'external.upsertContact': [
		'',
		`username sex location_name position note email mobile telephone customer contact
		employeeExternalType`,
	],
	'external.upsertCompany': ['', 'name fullname disporder description'],
	'external.upsertDepartment': ['', 'name fullname disporder description parent subcompanyid'],
	'dimension.upsertPeople': ['employeeid orgid superior', ''],
	'matrix.upsertRows': ['dataId delete_type', ''],
};
const words = (text: string) => text.split(/\s+/).filter(Boolean);
const CHINESE = /\p{Script=Han}/u;

it('every form with columns has a method that gives them, and every method a form', () => {
	expect(mappers.map(methodOf).toSorted()).toEqual(Object.keys(resourceMapping).toSorted());
	expect(mappers).toHaveLength(Object.keys(KNOWN).length);
});

it.each(Object.entries(KNOWN))('%s has every known column, named', async (form, [shown, rest]) => {
	const { credential } = await start();
	const [resource, operation] = form.split('.');
	const fields = await columnsOf(mapperOf(resource, operation), credential);
	const ids = fields.map((field) => field.id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).toEqual(expect.arrayContaining([...words(shown), ...words(rest)]));
	if (shown)
		expect(fields.filter(({ removed }) => !removed).map((field) => field.id)).toEqual(words(shown));
	for (const field of fields) {
		// The document has no term for the ids of what is external.
		if (field.displayName !== 'ID') expect(field.displayName).toMatch(CHINESE);
		expect(field).toMatchObject({ display: true, required: false });
		if (field.type === 'options') expect(field.options?.length).toBeGreaterThan(0);
	}
});

it('statuses and the like are chosen from the values of the document', async () => {
	const { credential } = await start();
	const fields = await columnsOf(mapperOf('employee', 'upsert'), credential);
	const valuesOf = (name: string) =>
		fields.find((field) => field.id === name)?.options?.map(({ value }) => value);
	expect(valuesOf('personnel_status')).toEqual('1 2 3 4 5 6 7 9 10'.split(' '));
	expect(valuesOf('sex')).toEqual(['female', 'male']);
	const units = await columnsOf(mapperOf('department', 'upsert'), credential);
	const status = units.find((field) => field.id === 'status');
	expect(status?.options?.map(({ value }) => value).toSorted()).toEqual(['0', '1']);
});

const LIVE = [
	['employee', 'listBasicField', 'basicFields', 'userInfoExtend'],
	['subcompany', 'listSubcompanyField', 'subcompanyFields', 'customFields'],
] as const;

describe.each(LIVE)('own fields of %s', (resource, path, held, member) => {
	const method = mapperOf(resource, 'upsert');
	const own = [
		{ fieldId: id(7), componentKey: 'Text', formId: id(9), name: '成本中心' },
		{ fieldId: id(8), componentKey: 'Select', formId: id(9), name: '班次' },
	];
	const ownOf = (fields: ResourceMapperFields['fields']) =>
		fields.filter((field) => field.id.startsWith(`${member}.`));

	it('are read live, with every digit of their ids, and not in the form at first', async () => {
		const seed = (state: WeaverE10State) => state[held].push(...own);
		const platform = await start({ seed });
		platform.misbehave({ how: 'numberId', path });
		const fields = await columnsOf(method, platform.credential);
		expect(platform.requestsTo('').map((request) => request.path)).toEqual([RESTFUL + path]);
		expect(platform.requestsTo('')[0].body).toEqual({ access_token: expect.any(String) as string });
		expect(ownOf(fields).map((field) => [field.id, field.displayName, field.removed])).toEqual(
			own.map(({ fieldId, name }) => [`${member}.${fieldId}`, name, true]),
		);
		platform.state[held].push({ ...own[0], fieldId: id(10), name: '新' });
		expect(ownOf(await columnsOf(method, platform.credential))).toHaveLength(3);
	});

	it('keep the digits of ids that come as numbers', async () => {
		const platform = await startScripted(`POST ${RESTFUL}${path}`, () => ({
			message: { errcode: '0' },
			data: [{ fieldId: BigInt(id(7)), name: '成本中心' }],
		}));
		const fields = ownOf(await columnsOf(method, platform.credential));
		expect(fields.map((field) => field.id)).toEqual([`${member}.${id(7)}`]);
	});

	it('go with the token in the query where the credential says so', async () => {
		const platform = await start({ seed: (state) => state[held].push(...own) });
		const credential = { ...platform.credential, authPlacement: 'query' };
		expect(ownOf(await columnsOf(method, credential))).toHaveLength(2);
		expect(platform.requestsTo('')[0].query).toHaveProperty('access_token');
		expect(platform.requestsTo('')[0].body).toEqual({});
	});

	it('are left out where the app may not read them, and the known ones are there', async () => {
		const platform = await start({ authorisedInterfaces: ['syncEmployee', 'syncSubcompany'] });
		const fields = await columnsOf(method, platform.credential);
		expect(platform.requestsTo('')).toHaveLength(1);
		expect(ownOf(fields)).toEqual([]);
		const known = Object.entries(KNOWN).find(([form]) => form === `${resource}.upsert`)![1];
		expect(fields.map((field) => field.id)).toEqual(expect.arrayContaining(known.flatMap(words)));
	});

	it.each([undefined, null, {}, [], 'none'])(
		'an answer of %j leaves the known ones',
		async (data) => {
			const platform = await startScripted(`POST ${RESTFUL}${path}`, () => ({
				message: { errcode: '0' },
				data,
			}));
			const fields = await columnsOf(method, platform.credential);
			expect(ownOf(fields)).toEqual([]);
			expect(fields.length).toBeGreaterThan(5);
		},
	);

	it.each<[string, Record<string, unknown>, RegExp]>([
		['is out of reach', { baseUrl: 'http://127.0.0.1:9' }, /^The server refused the connection$/],
		['is no address', { baseUrl: 'weaver.test' }, /address|Base URL/],
		['refuses the app', { appSecret: 'wrong' }, /^Weaver refused the app: .*\(200005\)$/],
	])('when the platform %s, the form says so', async (_what, wrong, says) => {
		const platform = await start();
		const asked = columnsOf(method, { ...platform.credential, ...wrong });
		const shown = (await asked.catch((error: unknown) => error)) as NodeApiError;
		expect(shown).toBeInstanceOf(NodeApiError);
		expect(shown.message).toMatch(says);
		expect(shown.description).toBeTruthy();
		expect(JSON.stringify([shown.message, shown.description])).not.toContain('wrong');
	});

	it('when another program answers, the form says so', async () => {
		const platform = await start();
		platform.misbehave({ how: 'html' });
		const asked = columnsOf(method, platform.credential);
		const shown = (await asked.catch((error: unknown) => error)) as NodeApiError;
		expect(shown).toBeInstanceOf(NodeApiError);
		expect(shown.description).toContain('Check the Base URL of the credential');
	});

	it('a token that has ended is renewed', async () => {
		const platform = await start({ seed: (state) => state[held].push(...own) });
		await columnsOf(method, platform.credential);
		platform.misbehave({ how: 'expireToken', times: 1 });
		expect(ownOf(await columnsOf(method, platform.credential))).toHaveLength(2);
	});
});
