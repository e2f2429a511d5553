/**
 * How an item becomes a wide row: columns by their names or from the form, the tenant's own
 * fields, Additional JSON, and what is no value of a column (docs/vendors/weaver-e10.md, 5, 6.1).
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { expectEachOnce, itemsOf, reasons } from '../../engine/cases.ts';
import { COMPANY, DIMENSION, FIRST_ID, MATRIX_ROW, seed, WANG } from './rows.ts';
import { chosenId, filledIn, hintsOf, startWeaver, traffic } from '../runs.ts';
import type { Weaver } from '../runs.ts';

type Seed = typeof seed;

const field = (fieldId: string, name: string) => ({
	fieldId,
	componentKey: 'Text',
	formId: '1',
	name,
});
const start = async (more: Seed = () => {}) =>
	await startWeaver({
		seed(state) {
			seed(state);
			state.basicFields.push(field('9101', '工卡号'), field('9102', '技能'));
			more(state);
		},
	});
/** The rows of all requests. */
const rowsSent = (weaver: Weaver) =>
	traffic(weaver).flatMap(([, { data, dataList }]) => (data ?? dataList) as IDataObject[]);
const saved = (id: string, displayName: string) => ({
	id,
	displayName,
	type: 'string',
	display: true,
});
const schemaOf = (...own: Array<[id: string, displayName: string]>) => ({
	fields: {
		mappingMode: 'autoMapInputData',
		value: null,
		schema: own.map(([id, name]) => saved(id, name)),
	},
});

/** Sends one item of an employee and gives its row, or why it was refused. */
async function rowOf(item: IDataObject, parameters: INodeParameters = {}) {
	const weaver = await start();
	const { error } = await weaver.run('employee.upsert', parameters, [{ job_num: 'A1', ...item }]);
	const [row] = rowsSent(weaver);
	return error.length > 0 && !row ? reasons(error)[0].error : row;
}

describe('automatic mapping', () => {
	it('takes the columns that there are, leaves out null, sends empty text', async () => {
		const weaver = await start();
		const items = [
			{ job_num: 'A1', mobile: '', email: null, alias: undefined, department: 0 },
			{ email: 'a@b.cn', job_num: 'A2' },
		] as unknown as IDataObject[];
		await weaver.run('employee.upsert', {}, items);
		expect(rowsSent(weaver)).toEqual([
			{ job_num: 'A1', mobile: '', department: '0' },
			{ email: 'a@b.cn', job_num: 'A2' },
		]);
	});

	it('says once which columns of the input were not sent', async () => {
		const weaver = await start();
		const items = [
			{ job_num: 'A1', Name: 'x', 爱好: 'y' },
			{ job_num: 'A2', Name: 'x', boss: 1 },
		];
		const result = await weaver.run('employee.upsert', {}, items);
		expect(rowsSent(weaver)).toEqual([{ job_num: 'A1' }, { job_num: 'A2' }]);
		const hints = hintsOf(result);
		expect(hints).toHaveLength(1);
		expect(hints[0]).toContain('Name, 爱好, boss');
		expect(hints[0]).toContain('Additional JSON');
		expectEachOnce(result, 2);
	});

	it('says nothing when every column was sent', async () => {
		const weaver = await start();
		expect(hintsOf(await weaver.run('employee.upsert', {}, [{ job_num: 'A1' }]))).toEqual([]);
	});

	it('an item without any column is refused', async () => {
		const weaver = await start();
		const parameters = { requestFields: {} };
		const { error } = await weaver.run('employee.upsert', parameters, [{ a: 1 }]);
		expect(reasons(error)).toMatchObject([
			{
				error: 'fields are empty: the item has no column with the name of one here',
				outcome: 'rejected',
				field: 'fields',
			},
		]);
		expect(traffic(weaver)).toEqual([]);
	});

	it('a matrix takes every column, whatever its name', async () => {
		const weaver = await start();
		const parameters = { matrixName: '审批' };
		const item = { dataId: MATRIX_ROW, '部门 (一级)': '华东', head: null, 负责人: '' };
		const result = await weaver.run('matrix.upsertRows', parameters, [item]);
		expect(rowsSent(weaver)).toEqual([{ dataId: MATRIX_ROW, '部门 (一级)': '华东', 负责人: '' }]);
		expect(hintsOf(result)).toEqual([]);
	});
});

describe('Chinese headers', () => {
	const rule = (dataRule: INodeParameters, more: INodeParameters = {}) => ({
		requestFields: { dataRule, ...more },
	});

	it.each<[Parameters<Weaver['run']>[0], INodeParameters, IDataObject, Record<string, unknown>]>([
		[
			'employee.upsert',
			rule({ employee: 'job_num', department: 'code', position: 'code' }, { extKey: 'job_num' }),
			{
				...{
					'姓名*': '赵',
					员工编号: 'A9',
					'手机号码（必填）': 13900000000,
					' 电子邮箱': 'a@b.cn',
				},
				...{ 所属部门: 'SN', 职位: 'P1', 直接上级: 'A1', 入职时间: '2026-01-31', 状态: 3 },
			},
			{
				...{ username: '赵', job_num: 'A9', mobile: '13900000000', email: 'a@b.cn' },
				...{ department: 'SN', position: 'P1', superior: 'A1', hiredate: '2026-01-31' },
				personnel_status: '3',
			},
		],
		[
			'department.upsert',
			rule({ department: 'code', subcompany: 'code' }),
			{ 部门名称: '华东', 部门全称: '华东大区', 部门编码: 'SE', 上级部门: 'S', 状态: '1' },
			{ name: '华东', fullname: '华东大区', code: 'SE', parent: 'S', status: '1' },
		],
		[
			'subcompany.upsert',
			rule({ subcompany: 'code' }),
			{ 分部名称: '九分', 分部编号: 'C9', 上级分部: '0', 排序: '9', 描述: '' },
			{ name: '九分', code: 'C9', parent: '0', disporder: 9, description: '' },
		],
		[
			'position.upsert',
			rule({ position: 'code', department: 'code' }),
			{ 岗位: '助理', 岗位编码: 'P9', 部门: 'S', 是否封存: 0 },
			{ name: '助理', code: 'P9', department: 'S', is_canceled: '0' },
		],
		[
			'external.upsertContact',
			rule({ employee: 'username' }),
			{ 姓名: '吴', 手机: '137', 职务: '经理', 客户: COMPANY, 备注: '一' },
			{ username: '吴', mobile: '137', position: '经理', customer: BigInt(COMPANY), note: '一' },
		],
		[
			'external.upsertCompany',
			rule({ subcompany: 'name' }),
			{ 名称: '新公司', 全称: '新公司有限', 显示顺序: 1 },
			{ name: '新公司', fullname: '新公司有限', disporder: 1 },
		],
		[
			'external.upsertDepartment',
			rule({ department: 'name', subcompany: 'name' }),
			{ 名称: '仓库', 所属企业: '客户公司' },
			{ name: '仓库', subcompanyid: '客户公司' },
		],
		[
			'dimension.upsertPeople',
			rule({ organization: 'name', employee: 'job_num' }, { virtualId: chosenId(DIMENSION) }),
			{ 人员: 'A2', 组织: '项目一', 上级: 'A1' },
			{ employeeid: 'A2', orgid: '项目一', superior: 'A1' },
		],
	])('%s takes them for its columns', async (operation, parameters, item, row) => {
		const weaver = await start();
		const result = await weaver.run(operation, parameters, [item]);
		expect(reasons(result.error)).toEqual([]);
		expect(hintsOf(result)).toEqual([]);
		expect(rowsSent(weaver)).toEqual([row]);
		expectEachOnce(result, 1);
	});

	it('the vendor’s name wins in a row that has both; the other serves the rows that lack it', async () => {
		const weaver = await start();
		const items = [
			{ 工号: 'X', job_num: 'A1', 手机: '1', 手机号: '2' },
			{ 工号: 'A2', job_num: null, 手机: '1', 手机号: null },
			{ 工号: 'A9', 姓名: '赵' },
		] as unknown as IDataObject[];
		const result = await weaver.run('employee.upsert', {}, items);
		expect(rowsSent(weaver)).toEqual([
			{ job_num: 'A1', mobile: '2' },
			{ job_num: 'A2', mobile: '1' },
			{ job_num: 'A9', username: '赵' },
		]);
		expect(hintsOf(result)).toEqual([]);
	});

	it('says which of two no item needed', async () => {
		const weaver = await start();
		const items = [{ job_num: 'A1', 员工编号: 'X', 别名: '一' }];
		const result = await weaver.run('employee.upsert', {}, items);
		expect(rowsSent(weaver)).toEqual([{ job_num: 'A1', alias: '一' }]);
		expect(hintsOf(result)).toEqual([
			'Not sent, because another column of the input stands for the same: 员工编号.',
		]);
	});

	it('a field of the tenant’s own that is called so is meant by it', async () => {
		const schema = schemaOf(['userInfoExtend.9101', '职级']);
		expect(await rowOf({ 职级: 'P7' }, schema)).toEqual({
			job_num: 'A1',
			userInfoExtend: { 9101: 'P7' },
		});
		expect(await rowOf({ 职级: 'P7' })).toEqual({ job_num: 'A1', grade: 'P7' });
	});

	it('a matrix takes them as they stand', async () => {
		const weaver = await start(({ matrices }) =>
			matrices.get('审批')!.columns.push({ id: FIRST_ID, name: '数据ID' }),
		);
		const item = { dataId: MATRIX_ROW, 数据ID: '7' };
		await weaver.run('matrix.upsertRows', { matrixName: '审批' }, [item]);
		expect(rowsSent(weaver)).toEqual([item]);
	});
});

describe('columns filled in the form', () => {
	it('take texts and expressions for each item; what was not filled is not sent', async () => {
		const weaver = await start();
		const parameters = filledIn({
			job_num: '={{ $json.no }}',
			alias: '={{ $json.first + "·" + $json.last }}',
			email: '={{ $json.none }}',
			mobile: '',
			telephone: null,
			sex: 'male',
		});
		const items = [
			{ no: 'A1', first: '五', last: '王', job_num: 'A9', username: '不' },
			{ no: 'A2', first: '四', last: '李' },
		];
		const result = await weaver.run('employee.upsert', parameters, items);
		expect(rowsSent(weaver)).toEqual([
			{ job_num: 'A1', alias: '五·王', mobile: '', sex: 'male' },
			{ job_num: 'A2', alias: '四·李', mobile: '', sex: 'male' },
		]);
		expect(itemsOf(result.main)).toEqual([0, 1]);
		expect(hintsOf(result)).toEqual([]);
	});

	it('an expression that cannot be evaluated refuses its item alone', async () => {
		const weaver = await start();
		const parameters = filledIn({ job_num: 'A1', alias: "={{ $json.a ?? $('X').first() }}" });
		const items = [{}, { a: '王' }];
		const { error } = await weaver.run('employee.upsert', parameters, items);
		expect(rowsSent(weaver)).toEqual([{ job_num: 'A1', alias: '王' }]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected' }]);
		expect(reasons(error)[0].error).toContain('alias');
		expect(reasons(error)[0].error).toContain("can't be evaluated");
	});

	it('a column that is none here is refused, not dropped', async () => {
		expect(await rowOf({}, filledIn({ job_num: 'A1', jobNum: '1' }))).toBe(
			'jobNum is no column here: put it under Additional JSON',
		);
	});

	it.each(['部门 (一级)', 'a.b', 'a"b', "a'b", '[0]', 'a\\b', '__x'])(
		'a matrix column called %s',
		async (name) => {
			const weaver = await start(({ matrices }) =>
				matrices.get('审批')!.columns.push({ id: FIRST_ID, name }),
			);
			const parameters = { matrixName: '审批', ...filledIn({ [name]: '={{ $json.v }}' }) };
			const { error } = await weaver.run('matrix.upsertRows', parameters, [{ v: '值' }]);
			expect(rowsSent(weaver)).toEqual([{ [name]: '值' }]);
			expect(reasons(error)).toEqual([]);
		},
	);
});

describe("the tenant's own fields", () => {
	const own: Array<[string, string]> = [
		['userInfoExtend.9101', '工卡号'],
		['userInfoExtend.9102', '技能'],
	];
	const expected = { job_num: 'A1', userInfoExtend: { 9101: 'K-1', 9102: ['焊', '车'] } };

	it.each<[string, INodeParameters, IDataObject]>([
		['by their ids', {}, { 'userInfoExtend.9101': 'K-1', 'userInfoExtend.9102': ['焊', '车'] }],
		['as the whole member', {}, { userInfoExtend: { 9101: 'K-1', 9102: ['焊', '车'] } }],
		['as its JSON', {}, { userInfoExtend: '{"9101": "K-1", "9102": ["焊", "车"]}' }],
		['by their names', schemaOf(...own), { 工卡号: 'K-1', 技能: ['焊', '车'] }],
		[
			'from the form',
			filledIn({
				job_num: 'A1',
				'userInfoExtend.9101': '={{ $json.card }}',
				'userInfoExtend.9102': '={{ $json.skills }}',
			}),
			{ card: 'K-1', skills: ['焊', '车'] },
		],
		[
			'one way and another',
			schemaOf(own[1]),
			{ userInfoExtend: { 9101: 'K-0' }, 'userInfoExtend.9101': 'K-1', 技能: ['焊', '车'] },
		],
		[
			'the one from JSON wins',
			{ additionalFieldsJson: '{"userInfoExtend": {"9101": "K-1"}}' },
			{ 'userInfoExtend.9101': 'K-0', 'userInfoExtend.9102': ['焊', '车'] },
		],
	])('%s', async (_way, parameters, item) => {
		expect(await rowOf(item, parameters)).toEqual(expected);
	});

	it('are held by the platform, and fields of the second kind too', async () => {
		const weaver = await start();
		const item = { job_num: 'A1', 'userInfoExtend.9101': 5, 'employeeExtend.col_a': 'a' };
		const { main } = await weaver.run('employee.upsert', {}, [item]);
		const extended = { userInfoExtend: { 9101: '5' }, employeeExtend: { col_a: 'a' } };
		expect(main).toMatchObject([{ json: { job_num: 'A1', ...extended, id: WANG } }]);
		expect(weaver.state.employees.get(WANG)).toMatchObject(extended);
	});

	it('a name that two have is not taken for either', async () => {
		const twins = schemaOf(['userInfoExtend.9101', '卡'], ['userInfoExtend.9102', '卡']);
		const weaver = await start();
		const result = await weaver.run('employee.upsert', twins, [{ job_num: 'A1', 卡: 'K' }]);
		expect(rowsSent(weaver)).toEqual([{ job_num: 'A1' }]);
		expect(hintsOf(result)[0]).toContain('卡');
	});

	it('the name of a column means the column, even where one of them has it too', async () => {
		expect(await rowOf({ mobile: '139' }, schemaOf(['userInfoExtend.9101', 'mobile']))).toEqual({
			job_num: 'A1',
			mobile: '139',
		});
	});

	describe('of subcompanies', () => {
		const item = { code: 'HQ', 'customFields.9003': '是' };
		const member = { additionalFields: { customFieldsMember: 'subcompanyExtend' } };

		it('stand in the member that the user names', async () => {
			const weaver = await start();
			const { error } = await weaver.run('subcompany.upsert', member, [item]);
			expect(reasons(error)).toEqual([]);
			expect(rowsSent(weaver)).toEqual([{ code: 'HQ', subcompanyExtend: { 9003: '是' } }]);
		});

		it('are put together with what the JSON has of that member', async () => {
			const weaver = await start(({ subcompanyFields }) =>
				subcompanyFields.push(field('9004', 'n')),
			);
			const additionalFieldsJson = '{"subcompanyExtend": {"9004": "否"}}';
			await weaver.run('subcompany.upsert', { ...member, additionalFieldsJson }, [item]);
			expect(rowsSent(weaver)).toEqual([
				{ code: 'HQ', subcompanyExtend: { 9003: '是', 9004: '否' } },
			]);
		});

		it('are refused where it is not named, and not dropped', async () => {
			const weaver = await start();
			const { main, error } = await weaver.run('subcompany.upsert', {}, [item, { code: 'HQ' }]);
			expect(itemsOf(main)).toEqual([1]);
			expect(reasons(error)).toMatchObject([{ item: 0, field: 'customFieldsMember' }]);
		});
	});
});
