/** Every endpoint of docs/vendors/weaver-e10.md section 5 is on the Weaver E10 test platform. */
import { expect, it } from 'vitest';
import { SALES, WANG, startCompany } from './company.ts';

/** In the document's order; 7 and 11 where startWeaverE10 puts them by itself. */
const ENDPOINTS = `
	syncEmployee syncDepartment syncSubcompany syncPosition syncMatrixData syncExtra
	disableDepartment enableDepartment rehireEmployee listBasicField listDepartmentField
	listSubcompanyField queryEmployee queryOrg queryPosition editData delData
	queryMatrixValueList buildMatrixView addJobSets syncJobCall queryChannel dissolveChannels
	saveChannel closeChannels channelUsers addChannelUsers removeChannelUsers addChannelShare
	updateChannelShare deleteChannelShare department_link_allpath/getData syncHrmShare syncGrade
	syncExteralEmployee syncExternalSubcompany syncExternalDepartment syncVirtualEmployee
	queryVirtualEmployee syncJobtype queryJobSet
`.match(/\S+/g)!;
const FREE_BODY = 'updateChannelShare';

it('all 39, and two of the newer menu; each refuses a member that it does not know', async () => {
	expect(ENDPOINTS).toHaveLength(39 + 2);
	const { call, requests } = await startCompany();
	for (const name of ENDPOINTS) {
		const { status, ok } = await call(name, { unheardOf: 1 });
		expect([name, status, ok]).toEqual([name, 200, name === FREE_BODY]);
	}
	expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
});

it('each is authorised by itself', async () => {
	const { call } = await startCompany({ authorisedInterfaces: ['listDepartmentField'] });
	for (const name of ENDPOINTS) {
		const { errmsg = '' } = (await call(name)).json;
		expect([name, errmsg]).toEqual([
			name,
			name === 'listDepartmentField' ? '' : `应用未授权接口${name}`,
		]);
	}
});

it('reset() brings everything back, the ids too', async () => {
	const { rows, state, reset } = await startCompany();
	const before = structuredClone(state);
	const made = async () => [
		await rows('syncEmployee', { data: [{ username: '新' }, { id: WANG, mobile: '1' }] }),
		await rows('syncDepartment', { data: [{ name: '新', parent: SALES }] }),
		await rows('saveChannel', { name: '群', isPrivate: 0, sortNum: 1 }),
		await rows('updateChannelShare', { any: 1 }),
	];
	const first = await made();
	expect(state).not.toEqual(before);
	reset();
	expect(structuredClone(state)).toEqual(before);
	expect(await made()).toEqual(first);
});
