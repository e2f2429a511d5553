/**
 * tools/endpoints.mjs and its page docs/endpoints.md, against the three documents of the vendors:
 * each endpoint in them has an operation. The lists here are written from the documents.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endpointsOf, page, PLATFORMS as PARTS } from '../../tools/endpoints.mjs';
import { PLATFORMS } from '../platforms/index.ts';

/** docs/vendors/yunzhijia.md, section 3: the list of interfaces. */
const YUNZHIJIA = `
POST /gateway/openimport/open/company/addPartTimeJobs 根据部门id批量设置兼职
POST /gateway/openimport/open/company/addPartTimeJobsFull 根据部门长名称批量设置兼职
POST /gateway/openimport/open/company/deletePartTimeJobs 根据部门id批量删除兼职
POST /gateway/openimport/open/relationship/deleteAllPartTimeJobs 删除所有兼职
POST /gateway/openimport/open/company/queryPartTimeJobs 批量查询兼职`;

/** docs/vendors/hippius.md, section 3: the headings. */
const HIPPIUS = `
POST /hipspfm/hippius/v1/sync/dept/create 创建部门
PUT /hipspfm/hippius/v1/sync/dept/update 修改部门
DELETE /hipspfm/hippius/v1/sync/dept/delete 删除部门
POST /hipspfm/hippius/v1/sync/position/create 新增岗位
PUT /hipspfm/hippius/v1/sync/position/update 编辑岗位
POST /hipspfm/hippius/v1/sync/employee/create 新增员工
PUT /hipspfm/hippius/v1/sync/employee/update 编辑员工`;

/** docs/vendors/weaver-e10.md: the menu; paths and states are those of docs/vendors/weaver-e10.md, section 5. */
const WEAVER_E10 = `
syncEmployee 同步人员
syncDepartment 同步部门
syncSubcompany 同步分部
syncPosition 同步岗位
syncMatrixData 同步条件矩阵数据
syncExtra 同步兼职信息
? 封存部门
enableDepartment 解封部门
rehireEmployee 人员返聘
listBasicField 基本信息自定义字段信息
? 部门自定义字段信息
listSubcompanyField 分部自定义字段信息
queryEmployee 人员 查询
queryOrg 组织查询
queryPosition 岗位查询
editData 条件矩阵-保存数据 · 将废弃
delData 条件矩阵-删除数据 · 将废弃
queryMatrixValueList 条件矩阵-条件查询取值 · 开发中
buildMatrixView 条件矩阵-生产视图创建语句(兼容E9) · 开发中
addJobSets 批量新增职务
syncJobCall 同步职称
queryChannel 群组列表查询 · 当前还未上线
dissolveChannels 批量删除群组 · 当前还未上线
saveChannel 新增或修改群组 · 当前还未上线
closeChannels 批量封存/解封群组 · 将废弃
channelUsers 群组成员查询接口 · 测试中
addChannelUsers 新增群组成员 · 将废弃
removeChannelUsers 删除群组成员 · 测试中
addChannelShare 添加群组可见范围 · 将废弃
updateChannelShare 更新群组可见范围项 · 开发中
deleteChannelShare 删除群组可见范围项 · 将废弃
department_link_allpath/getData 根据组织或者人员查询全路径数据 · 开发中
syncHrmShare 同步人力共享权限数据
syncGrade 同步职级
syncExteralEmployee 同步外部联系人
syncExternalSubcompany 同步外部企业
syncExternalDepartment 同步外部部门
syncVirtualEmployee 同步虚拟维度人员 · 开发中
queryVirtualEmployee 查询虚拟维度人员 · 开发中`;

const lines = (text: string) => text.trim().split('\n');
/** Spelling that differs between a menu and a sentence. */
const asOne = (name: string) => name.replace(/[\s,，()（）]/g, '').toLowerCase();

const DOCUMENTED = [
	...lines(YUNZHIJIA).map((line) => ['Yunzhijia', line, undefined] as const),
	...lines(HIPPIUS).map((line) => ['Hippius', line, undefined] as const),
	...lines(WEAVER_E10).map(
		(line, at) => ['WeaverE10', `POST /api/hrm/restful/${line}`, `no. ${at + 1}`] as const,
	),
].map(([folder, line, source]) => {
	const [, address, name, status] = /^(\S+ \S+) (.+?)(?: · (.+))?$/.exec(line)!;
	return { folder, name, source, status, address: address.endsWith('?') ? undefined : address };
});

it('the documents list 39 + 7 + 5 endpoints', () => {
	const count = (of: string) => DOCUMENTED.filter(({ folder }) => folder === of).length;
	expect(['WeaverE10', 'Hippius', 'Yunzhijia'].map(count)).toEqual([39, 7, 5]);
});

it.each(DOCUMENTED)('$folder $name has an operation', (documented) => {
	const { folder, name, source, address, status } = documented;
	const found = endpointsOf(folder).filter((row) =>
		address === undefined ? row.known?.source === source : row.address === address,
	);
	expect(found).toHaveLength(1);
	const [row] = found;
	expect(row.operations).not.toEqual([]);
	expect(asOne(row.chineseName)).toBe(asOne(name));
	expect(row.address).toBe(address);
	expect({ ...row.known, name: undefined }).toEqual({
		source: source ?? row.known?.source,
		sure: address === undefined ? 'inferred' : 'documented',
		status,
	});
});

const FOLDERS = Object.values(PLATFORMS).map(({ folder }) => folder);

it('PLATFORMS of tools/endpoints.mjs has every platform', () => {
	const says = 'a platform has a row in test/platforms/all.ts and one in tools/endpoints.mjs';
	expect(PARTS.map(({ folder }) => folder).toSorted(), says).toEqual(FOLDERS.toSorted());
});

describe.each(Object.values(PLATFORMS))('$folder', ({ folder, page: name }) => {
	it('what is called documented stands in its page of docs/vendors', () => {
		const vendors = readFileSync(`docs/vendors/${name}.md`, 'utf8');
		const documented = endpointsOf(folder).filter(({ known }) => known?.sure === 'documented');
		const missing = documented.filter(({ address = '' }) => {
			const last = address.split('/').at(-1);
			return !new RegExp(`\\b${last}\\b`).test(vendors);
		});
		expect(
			missing.map(({ address }) => address),
			`docs/vendors/${name}.md has nothing of it: write there where it comes from`,
		).toEqual([]);
	});

	it('every endpoint says where it comes from, and no two share a number', () => {
		const rows = endpointsOf(folder);
		const typedIn = rows.filter(({ known }) => known === undefined);
		expect(typedIn.every(({ address }) => address === undefined)).toBe(true);
		const numbers = rows.flatMap(({ known }) => /^no\. .*/.exec(known?.source ?? '') ?? []);
		expect(new Set(numbers).size).toBe(numbers.length);
	});
});

it('docs/endpoints.md is up to date: `npm run docs` writes it', async () => {
	expect(
		readFileSync('docs/endpoints.md', 'utf8'),
		'first look whether the difference is meant; then npm run docs',
	).toBe(await page());
});
