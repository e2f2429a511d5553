/** Golden plans of columns: the headers that each goes by, how values are written, own properties. */
import type { IDataObject } from 'n8n-workflow';
import type { Kind } from '../syncs.ts';
import type { Golden } from './golden.ts';
import { NEW, NOTHING_KNOWN, text } from './golden.ts';

/** Column → its headers; the vendor's own name is one as well. */
const HEADERS: Record<Kind, Record<string, string[]>> = {
	department: {
		unitCode: ['部门编码', '部门编号', '部门代码', '编码'],
		unitName: ['部门名称', '部门', '名称'],
		orderSeq: ['排序', '排序号', '序号'],
		parentUnitCode: ['上级部门编码', '父部门编码', '上级编码', '上级部门'],
	},
	position: {
		positionCode: ['岗位编码', '岗位编号', '岗位代码', '编码'],
		positionName: ['岗位名称', '岗位', '职位名称', '名称'],
		unitCode: ['部门编码', '所属部门编码', '部门编号', '所属部门', '部门'],
		orderSeq: ['排序', '排序号', '序号'],
	},
	employee: {
		employeeNum: ['工号', '员工编码', '员工编号', '员工号'],
		name: ['姓名', '员工姓名', '名字'],
		gender: ['性别'],
		status: ['状态', '员工状态', '在职状态', '人员状态'],
		mobile: ['手机号码', '手机号', '手机'],
		email: ['邮箱'],
		unitCode: ['部门编码', '部门编号', '部门代码', '部门'],
		positionCode: ['岗位编码', '岗位编号', '岗位代码', '岗位'],
		primaryPositionFlag: ['是否主岗', '主岗', '主岗位'],
	},
};

const VALUES: Record<Kind, Record<string, string>> = {
	department: { unitCode: 'S', unitName: '销售中心', orderSeq: '1', parentUnitCode: 'A' },
	position: { positionCode: 'A09', positionName: '经理', unitCode: 'A', orderSeq: '1' },
	employee: {
		...{ employeeNum: 'E1', name: '王伟', gender: '1', status: 'ON', mobile: '13800000001' },
		...{ email: 'w@example.cn', unitCode: 'A', positionCode: 'A01', primaryPositionFlag: '1' },
	},
};

const PLANS: Record<Kind, string> = {
	department: text`
		create department S | unitCode: → S, unitName: → 销售中心, orderSeq: → 1, parentUnitCode: → A | ${NEW}
		department: source 1, create 1
		${NOTHING_KNOWN}`,
	position: text`
		create position A09 | positionCode: → A09, positionName: → 经理, unitCode: → A, orderSeq: → 1 | ${NEW}
		position: source 1, create 1
		${NOTHING_KNOWN}`,
	employee: text`
		create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, mobile: → 13800000001, email: → w@example.cn, unitCode: → A, list: → A:A01 | ${NEW}
		employee: source 1, create 1
		${NOTHING_KNOWN}`,
};

/** Kinds whose rows refer to what the platform has beside the table: only the parent has to be in it. */
const PARENT = { unitCode: 'A', unitName: '行政部', orderSeq: '1' };

function underHeaders(kind: Kind, nth: number, decorate = (header: string) => header): Golden {
	const names: string[] = [];
	const row: IDataObject = {};
	for (const [column, headers] of Object.entries(HEADERS[kind])) {
		// Where there are fewer headers than that, the last one again.
		const header = headers[Math.min(nth, headers.length - 1)];
		names.push(header);
		row[decorate(header)] = VALUES[kind][column];
	}
	return {
		title: `${kind}: ${names.map(decorate).join(', ')}`,
		edition: 'classic',
		source: { [kind]: [row] },
		plan: PLANS[kind],
	};
}

const ofEachKind = (make: (kind: Kind, nth: number) => Golden) =>
	(Object.keys(HEADERS) as Kind[]).flatMap((kind) => {
		const most = Math.max(...Object.values(HEADERS[kind]).map(({ length }) => length));
		return Array.from({ length: most }, (_, nth) => make(kind, nth));
	});

/** The table of departments is the whole truth of parents: one that nobody knows is refused. */
const withParent = (golden: Golden): Golden =>
	golden.source.department === undefined
		? golden
		: {
				...golden,
				source: {
					department: [...(golden.source.department as IDataObject[]), renamed(golden)],
				},
				plan: PLANS.department
					.replace('source 1, create 1', 'source 2, create 2')
					.replace(
						'department: source',
						`create department A | unitCode: → A, unitName: → 行政部, orderSeq: → 1 | ${NEW}\n department: source`,
					),
			};

/** The parent's row under the same headers. */
function renamed({ source }: Golden): IDataObject {
	const [first] = source.department as IDataObject[];
	const [code, name, order] = Object.keys(first);
	return { [code]: PARENT.unitCode, [name]: PARENT.unitName, [order]: PARENT.orderSeq };
}

const PEOPLE = text`
	employeeNum | name | gender | status | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | A        | A01
	E2          | 李娜 | 0      | ON     | A        | A01`;

export const columns: Golden[] = [
	...ofEachKind((kind, nth) => withParent(underHeaders(kind, nth))),
	withParent(underHeaders('department', 0, (header) => `* ${header}`)),
	underHeaders('employee', 0, (header) => `${header}（必填）`),
	{
		title: 'where both stand in a table the vendor’s name counts, then the earlier header',
		source: {
			employee: text`
				employeeNum | 工号 | 姓名 | 名字 | gender | status | unitCode | 岗位编码 | 岗位
				E1          | X1   | 王伟 | 伟   | 1      | ON     | A        | A01      | 经理`,
			position: text`
				岗位编码 | 岗位 | 岗位名称 | unitCode | 部门编码 | orderSeq
				A09      | 岗   | 经理     | A        | B        | 1`,
		},
		plan: text`
			create position A09 | positionCode: → A09, positionName: → 经理, unitCode: → A, orderSeq: → 1 | ${NEW}
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			position: source 1, create 1
			employee: source 1, create 1
			${NOTHING_KNOWN}`,
	},
	{
		title: 'a header that says neither is named under Columns, and counts before all others',
		known: [{ employee: PEOPLE }],
		source: {
			employee: text`
				No | name | Handy
				E1 | 王伟 | 13800000001`,
		},
		parameters: {
			employeeColumns: {
				columns: [
					{ column: 'employeeNum', from: 'No' },
					{ column: 'mobile', from: 'Handy' },
				],
			},
		},
		plan: text`
			update employee E1 by employeeNum | mobile: → 13800000001 | mobile differs
			employee: source 1, platform 2, matched 1, update 1, skipped 1`,
	},
	{
		title: 'gender, status and flag are read from their usual words and sent as the vendor’s',
		source: {
			employee: [
				['E1', '男', '在职', '是'],
				['E2', '女', '试用', '1'],
				['E3', 'male', '实习', 'true'],
				['E4', 'Female', '正式', true],
				['E5', 1, 'on', 1],
				['E6', 0, 'INTERNSHIP', ''],
			].map(([employeeNum, gender, status, primaryPositionFlag]) => ({
				...{ employeeNum, name: '某人', gender, status, primaryPositionFlag },
				...{ unitCode: 'A', positionCode: 'A01' },
			})),
		},
		plan: text`
			create employee E1 | employeeNum: → E1, name: → 某人, gender: → 1, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			create employee E2 | employeeNum: → E2, name: → 某人, gender: → 0, status: → TRIAL, unitCode: → A, list: → A:A01 | ${NEW}
			create employee E3 | employeeNum: → E3, name: → 某人, gender: → 1, status: → INTERNSHIP, unitCode: → A, list: → A:A01 | ${NEW}
			create employee E4 | employeeNum: → E4, name: → 某人, gender: → 0, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			create employee E5 | employeeNum: → E5, name: → 某人, gender: → 1, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			create employee E6 | employeeNum: → E6, name: → 某人, gender: → 0, status: → INTERNSHIP, unitCode: → A, list: → A:A01 | ${NEW}
			employee: source 6, create 6
			${NOTHING_KNOWN}`,
	},
	{
		title: 'own properties are columns by their names, and are sent together',
		source: {
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode | propertyInfoDTOS.地址 | propertyInfoDTOS.车牌
				E1          | 王伟 | 1      | ON     | A        | A01          | 北京                  | 京A1
				E2          | 李娜 | 0      | ON     | A        | A01          |                       | 京A2
				E3          | 张敏 | 0      | ON     | A        | A01          |                       |`,
		},
		plan: text`
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → A, list: → A:A01, propertyInfoDTOS.地址: → 北京, propertyInfoDTOS.车牌: → 京A1 | ${NEW}
			create employee E2 | employeeNum: → E2, name: → 李娜, gender: → 0, status: → ON, unitCode: → A, list: → A:A01, propertyInfoDTOS.车牌: → 京A2 | ${NEW}
			create employee E3 | employeeNum: → E3, name: → 张敏, gender: → 0, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			employee: source 3, create 3
			${NOTHING_KNOWN}`,
		sent: {
			classic: text`
				POST employee/create employeeNum=E1, name=王伟, gender=1, status=ON, list=A:A01*, propertyInfoDTOS=地址:北京 车牌:京A1
				POST employee/create employeeNum=E2, name=李娜, gender=0, status=ON, list=A:A01*, propertyInfoDTOS=车牌:京A2
				POST employee/create employeeNum=E3, name=张敏, gender=0, status=ON, list=A:A01*`,
			v033: text`
				POST employee/create employeeNum=E1, name=王伟, gender=1, status=ON, list=A:A01*, propertyInfoDTOS=地址:北京 车牌:京A1
				POST employee/create employeeNum=E2, name=李娜, gender=0, status=ON, list=A:A01*, propertyInfoDTOS=车牌:京A2
				POST employee/create employeeNum=E3, name=张敏, gender=0, status=ON, list=A:A01*`,
		},
	},
	{
		title: 'one property that differs is sent with the others, since what is left out may be lost',
		known: [
			{
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode | propertyInfoDTOS.地址 | propertyInfoDTOS.车牌
					E1          | 王伟 | 1      | ON     | A        | A01          | 北京                  | 京A1
					E2          | 李娜 | 0      | ON     | A        | A01          | 上海                  | 沪A1`,
			},
		],
		source: {
			employee: text`
				employeeNum | propertyInfoDTOS.车牌 | propertyInfoDTOS.地址 | propertyInfoDTOS.爱好
				E1          | 京A9                  | 北京                  |
				E2          | 沪A1                  | 上海                  | 棋`,
		},
		plan: text`
			update employee E1 by employeeNum | propertyInfoDTOS.车牌: → 京A9 | propertyInfoDTOS.车牌 differs
			update employee E2 by employeeNum | propertyInfoDTOS.爱好: → 棋 | propertyInfoDTOS.爱好 differs
			employee: source 2, platform 2, matched 2, update 2`,
		sent: text`
			PUT employee/update employeeNum=E1, propertyInfoDTOS=车牌:京A9 地址:北京
			PUT employee/update employeeNum=E2, propertyInfoDTOS=车牌:沪A1 地址:上海 爱好:棋`,
	},
	{
		title: 'one that is not to be changed keeps the others from it: all would be sent',
		known: [
			{
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode | propertyInfoDTOS.地址 | propertyInfoDTOS.车牌
					E1          | 王伟 | 1      | ON     | A        | A01          | 北京                  | 京A1
					E2          | 李娜 | 0      | ON     | A        | A01          | 上海                  | 沪A1
					E3          | 张敏 | 0      | ON     | A        | A01          | 广州                  | 粤A1`,
			},
		],
		source: {
			employee: text`
				employeeNum | name   | propertyInfoDTOS.车牌 | propertyInfoDTOS.地址
				E1          | 王小伟 | 京A9                  | 天津
				E2          | 李娜   | 沪A9                  | 天津
				E3          | 张敏   | 粤A9                  | 广州`,
		},
		parameters: { scope: { onlyWhenCreating: 'propertyInfoDTOS.地址' } },
		plan: text`
			update employee E1 by employeeNum | name: → 王小伟 | name differs; propertyInfoDTOS.车牌 is left as it is: propertyInfoDTOS.地址 differs and is not to be changed, but Hippius is sent all properties together
			skipped employee E2 | propertyInfoDTOS.车牌 is left as it is: propertyInfoDTOS.地址 differs and is not to be changed…
			update employee E3 by employeeNum | propertyInfoDTOS.车牌: → 粤A9 | propertyInfoDTOS.车牌 differs
			employee: source 3, platform 3, matched 3, update 2, skipped 1`,
		sent: text`
			PUT employee/update employeeNum=E1, name=王小伟
			PUT employee/update employeeNum=E3, propertyInfoDTOS=车牌:粤A9 地址:广州`,
	},
	{
		title: 'a property is cleared where empty cells clear',
		known: [
			{
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode | propertyInfoDTOS.地址
					E1          | 王伟 | 1      | ON     | A        | A01          | 北京
					E2          | 李娜 | 0      | ON     | A        | A01          |`,
			},
		],
		source: {
			employee: text`
				employeeNum | propertyInfoDTOS.地址
				E1          |
				E2          |`,
		},
		parameters: { scope: { emptyCells: 'clear' } },
		plan: text`
			update employee E1 by employeeNum | propertyInfoDTOS.地址: → | propertyInfoDTOS.地址 differs
			update employee E2 by employeeNum | propertyInfoDTOS.地址: → | propertyInfoDTOS.地址 differs
			employee: source 2, platform 2, matched 2, update 2`,
		sent: text`
			PUT employee/update employeeNum=E1, propertyInfoDTOS=地址:
			PUT employee/update employeeNum=E2, propertyInfoDTOS=地址:`,
	},
];
