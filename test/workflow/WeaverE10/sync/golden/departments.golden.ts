/** Golden plans of departments: below departments and subcompanies, by code, id and name. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const SUBCOMPANIES = text`
	code | name | parent
	HQ   | 总部 |
	E    | 华东 | HQ`;

const DEPARTMENTS = text`
	code | name   | parent
	S    | 销售部 | HQ
	N    | 华北区 | S
	R    | 研发部 | E`;

const COMPANY = { subcompany: SUBCOMPANIES, department: DEPARTMENTS };

export const departments: Golden[] = [
	{
		title:
			'a parent is a department or a subcompany, by code, id or name: equal ones are no difference',
		platform: {
			subcompany: SUBCOMPANIES,
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				N    | 华北区 | S
				R    | 研发部 | E
				T    | 测试组 | R
				M    | 市场部 | HQ
				K    | 客服部 | E`,
		},
		source: {
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				N    | 华北区 | S
				R    | 研发部 | #s2
				T    | 测试组 | #d3
				M    | 市场部 | 总部
				K    | 客服部 | 华东`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged department S by code | nothing differs
			unchanged department N by code | nothing differs
			unchanged department R by code | nothing differs
			unchanged department T by code | nothing differs
			unchanged department M by code | nothing differs
			unchanged department K by code | nothing differs
			department: source 6, platform 6, matched 6, unchanged 6`,
	},
	{
		title: 'a tree is created from the top, below what is new among the subcompanies too',
		platform: { subcompany: SUBCOMPANIES },
		source: {
			subcompany: text`
				code | name | parent
				W    | 华西 | HQ`,
			department: text`
				部门编码 | 部门名称 | 上级部门
				N1       | 北京     | N
				N        | 华北区   | S
				S        | 销售部   | 总部
				K        | 客服部   | 华西
				M        | 市场部   | W`,
		},
		plan: text`
			create subcompany W | name: → 华西, code: → W, parent: → HQ | not on the platform
			create department N1 | name: → 北京, code: → N1, parent: → N | not on the platform
			create department N | name: → 华北区, code: → N, parent: → S | not on the platform
			create department S | name: → 销售部, code: → S, parent: → HQ | not on the platform
			create department K | name: → 客服部, code: → K, parent: → W | not on the platform
			create department M | name: → 市场部, code: → M, parent: → W | not on the platform
			subcompany: source 1, platform 2, create 1, skipped 2
			department: source 5, create 5`,
		sent: text`
			syncSubcompany by code
			+ code: W, name: 华西, parent: HQ
			syncDepartment by code
			+ code: S, name: 销售部, parent: #s1
			+ code: K, name: 客服部, parent: #new1
			+ code: M, name: 市场部, parent: #new1
			syncDepartment by code
			+ code: N, name: 华北区, parent: S
			syncDepartment by code
			+ code: N1, name: 北京, parent: N`,
	},
	{
		title:
			'who changes the level above moves, between departments and subcompanies, and below new ones',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				S    | 销售部 | E
				N    | 北区   | HQ
				R    | 研发部 | M
				M    | 市场部 | HQ`,
		},
		plan: text`
			move department S by code | parent: HQ → E | parent differs
			move department N by code | name: 华北区 → 北区, parent: S → HQ | name, parent differ
			move department R by code | parent: E → M | parent differs
			create department M | name: → 市场部, code: → M, parent: → HQ | not on the platform
			department: source 4, platform 3, matched 3, create 1, move 3`,
	},
	{
		title: 'two departments change places: neither is in the other’s way',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				N    | 华北区 | HQ
				S    | 销售部 | N`,
		},
		plan: text`
			move department N by code | parent: S → HQ | parent differs
			move department S by code | parent: HQ → N | parent differs
			department: source 2, platform 3, matched 2, move 2, skipped 1`,
		sent: text`
			syncDepartment by id
			+ id: #d2, parent: #s1
			syncDepartment by id
			+ id: #d1, parent: #d2`,
	},
	{
		title:
			'with ids in the source a code is changed; those below may name their parent by the new one',
		platform: COMPANY,
		source: {
			department: text`
				部门ID | 部门编码 | 部门名称 | 上级部门
				#d1    | SALES    | 销售部   | HQ
				       | N        | 华北区   | SALES
				       | N2       | 华南区   | SALES`,
		},
		parameters: { departmentMatchBy: ['id', 'code'] },
		plan: text`
			update department SALES by id | code: S → SALES | code differs
			create department N2 | name: → 华南区, code: → N2, parent: → SALES | not on the platform
			department: source 3, platform 3, matched 2, unchanged 1, create 1, update 1, skipped 1`,
	},
	{
		title:
			'a code that has changed looks like one gone and one new: with one name and parent neither is done',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				N9   | 华北区 | S
				R    | 研发部 | E`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department N9 | …name…Match By…
			rejected department N | …N9…
			department: source 3, platform 3, matched 2, unchanged 2, rejected 2`,
	},
	{
		title: 'one name below another parent is another department',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				N9   | 华北区 | HQ
				R    | 研发部 | E`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			create department N9 | name: → 华北区, code: → N9, parent: → HQ | not on the platform
			retire department N | not in the source
			department: source 3, platform 3, matched 2, unchanged 2, create 1, retire 1`,
	},
	{
		title: 'a new one needs its code, its name and a parent; one that is there needs only its code',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				     | 客服部 | HQ
				K    |        | HQ
				M    | 市场部 |
				S    |        |`,
		},
		plan: text`
			rejected department | code is empty: nobody can tell which department this is
			rejected department K | name is required for a new department, but…
			rejected department M | parent is required for a new department, but…
			department: source 4, platform 3, matched 1, unchanged 1, skipped 2, rejected 3`,
	},
	{
		title: 'parents in a circle are rejected, also where part of it is only on the platform',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				A    | 甲     | B
				B    | 乙     | A
				S    | 销售部 | N
				R    | 研发部 | R`,
		},
		plan: text`
			rejected department A | parent: A → B → A form a circle…
			rejected department B | parent: …A…B… form a circle…
			rejected department S | parent: …S…N… form a circle…
			rejected department R | parent: R → R form a circle…
			department: source 4, platform 3, matched 2, skipped 1, rejected 4`,
	},
	{
		title: 'a parent that nobody is, or that several are, rejects its row by that name',
		platform: {
			subcompany: SUBCOMPANIES,
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				S2   | 销售部 | E`,
		},
		source: {
			department: text`
				code | name | parent
				A    | 甲   | 销售部
				B    | 乙   | 法务部
				C    | 丙   | A
				D    | 丁   | 0`,
		},
		plan: text`
			rejected department A | parent is “销售部”, which 2 departments… have: nobody can tell which is meant
			rejected department B | parent is “法务部”, but there is no department or subcompany like that, neither on the platform nor under Departments or Subcompanies
			rejected department C | …A…
			rejected department D | parent is “0”…
			department: source 4, platform 2, skipped 2, rejected 4`,
	},
	{
		title: 'a name may be that of a row: new ones are named by it, and by their code before it',
		platform: { subcompany: SUBCOMPANIES },
		source: {
			department: text`
				code   | name   | parent
				A      | 甲部   | HQ
				A1     | 甲一   | 甲部
				甲部   | 乙部   | E`,
		},
		plan: text`
			create department A | name: → 甲部, code: → A, parent: → HQ | not on the platform
			create department A1 | name: → 甲一, code: → A1, parent: → 甲部 | not on the platform
			create department 甲部 | name: → 乙部, code: → 甲部, parent: → E | not on the platform
			department: source 3, create 3`,
		sent: text`
			syncDepartment by code
			+ code: A, name: 甲部, parent: #s1
			+ code: 甲部, name: 乙部, parent: #s2
			syncDepartment by code
			+ code: A1, name: 甲一, parent: 甲部`,
	},
	{
		title: 'a sealed one that is in the source again is unsealed first, then it gets what differs',
		platform: {
			subcompany: SUBCOMPANIES,
			department: text`
				code | name   | parent | status
				S    | 销售部 | HQ     |
				N    | 华北区 | S      | sealed
				R    | 研发部 | E      | sealed
				K    | 客服部 | E      | sealed`,
		},
		source: {
			department: text`
				code | name   | parent
				R    | 研究院 | HQ
				N    | 华北区 | S
				R1   | 一室   | R`,
		},
		plan: text`
			restore department R by code | name: 研发部 → 研究院, parent: E → HQ | in the source again…; name, parent differ
			restore department N by code | in the source again…
			create department R1 | name: → 一室, code: → R1, parent: → R | not on the platform
			department: source 3, platform 1, matched 2, create 1, restore 2, skipped 1`,
		sent: text`
			enableDepartment #d3, #d2
			syncDepartment by id
			+ id: #d3, name: 研究院, parent: #s1
			syncDepartment by code
			+ code: R1, name: 一室, parent: R`,
	},
	{
		title: 'nothing is put below what is sealed and stays so; a row of its own brings it back',
		platform: {
			subcompany: text`
				code | name | parent | status
				HQ   | 总部 |        |
				E    | 华东 | HQ     | sealed`,
			department: text`
				code | name   | parent | status
				S    | 销售部 | HQ     |
				N    | 华北区 | S      |
				O    | 旧部   | HQ     | sealed
				P    | 老部   | HQ     | sealed`,
		},
		source: {
			department: text`
				code | name   | parent
				A    | 甲     | O
				B    | 乙     | E
				N    | 华北区 | 旧部
				C    | 丙     | P
				P    | 老部   | HQ`,
		},
		plan: text`
			rejected department A | parent is “O”…
			rejected department B | parent is “E”…
			rejected department N | parent is “旧部”…
			create department C | name: → 丙, code: → C, parent: → P | not on the platform
			restore department P by code | in the source again…
			department: source 5, platform 2, matched 2, create 1, restore 1, skipped 1, rejected 3`,
	},
	{
		title: 'a row that says 封存 seals, unless another row wants something below it',
		platform: COMPANY,
		source: {
			department: text`
				部门编码 | 部门名称 | 上级部门 | 状态
				R        | 研发部   | E        | 封存
				R1       | 一室     | R        |
				N        | 华北区   | S        | 0
				S        | 销售部   | HQ       | 1
				X        | 未知部   | 无此部   | 封存`,
		},
		plan: text`
			rejected department R | would leave 1 department…
			create department R1 | name: → 一室, code: → R1, parent: → R | not on the platform
			retire department N by code | the source says…
			department: source 5, platform 3, matched 3, unchanged 1, create 1, retire 1, skipped 1, rejected 1`,
		sent: text`
			syncDepartment by code
			+ code: R1, name: 一室, parent: R
			syncDepartment by id
			+ id: #d2, status: 0`,
	},
	{
		title:
			'two rows of one code: neither is taken for the right one, and what they stand for stays',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				N    | 北区   | S
				N    | 南区   | S
				R    | 研发部 | E
				K    | 客服一 | HQ
				K    | 客服二 | HQ`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department N | code…rows 2, 3…
			rejected department N | code…rows 2, 3…
			rejected department K | code…rows 5, 6…
			rejected department K | code…rows 5, 6…
			department: source 6, platform 3, matched 4, unchanged 2, rejected 4`,
	},
	{
		title: 'a code that two have on the platform names neither',
		platform: {
			subcompany: SUBCOMPANIES,
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				S    | 老销售 | E
				R    | 研发部 | E`,
		},
		source: {
			department: text`
				code | name   | parent
				S    | 营销部 | HQ
				R    | 研发部 | S`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department S | …2…
			rejected department R | …S…which 2 departments have…
			department: source 2, platform 3, matched 1, skipped 2, rejected 2`,
	},
	{
		title: 'below a department that the platform refuses nothing is created',
		platform: { subcompany: SUBCOMPANIES, department: DEPARTMENTS },
		source: {
			department: text`
				code | name   | parent
				K    | 客服部 | HQ
				K1   | 一组   | K
				R    | 研究院 | E
				R1   | 一室   | R`,
			employee: text`
				job_num | username | department
				A1      | 王伟     | K1
				A2      | 李娜     | R1`,
		},
		plan: text`
			create department K | name: → 客服部, code: → K, parent: → HQ | not on the platform
			create department K1 | name: → 一组, code: → K1, parent: → K | not on the platform
			update department R by code | name: 研发部 → 研究院 | name differs
			create department R1 | name: → 一室, code: → R1, parent: → R | not on the platform
			create employee A1 | username: → 王伟, job_num: → A1, department: → K1 | not on the platform
			create employee A2 | username: → 李娜, job_num: → A2, department: → R1 | not on the platform
			department: source 4, platform 3, matched 1, create 3, update 1, skipped 2
			employee: source 2, create 2`,
		applyFaults: [{ how: 'refuseRow', path: 'syncDepartment', row: '客服部' }],
		applied: text`
			rejected create department K | …数据校验不通过…
			notSent create department K1 | …K…
			done update department R | name differs
			done create department R1 | not on the platform
			notSent create employee A1 | …K…
			done create employee A2 | not on the platform`,
	},
	{
		title:
			'a department without a code is nobody’s that has one: by its id it is found, and gets one',
		platform: {
			subcompany: SUBCOMPANIES,
			department: text`
				code | name   | parent
				     | 销售部 | HQ
				     | 研发部 | E
				K    | 客服部 | E`,
		},
		source: {
			department: text`
				id  | code | name   | parent
				#d1 | S    | 销售部 | HQ
				#d2 |      | 研究院 | E`,
		},
		parameters: { departmentMatchBy: ['id'] },
		plan: text`
			update department S by id | code: → S | code differs
			update department #d2 by id | name: 研发部 → 研究院 | name differs
			department: source 2, platform 3, matched 2, update 2, skipped 1`,
	},
	{
		title: 'the full name can’t be compared: new ones get it, and a warning says so',
		platform: COMPANY,
		source: {
			department: text`
				部门编码 | 部门简称 | 部门全称     | 上级部门或分部
				S        | 销售部   | 销售管理部   | HQ
				K        | 客服部   | 客户服务部   | E`,
		},
		plan: text`
			create department K | name: → 客服部, fullname: → 客户服务部, code: → K, parent: → E | not on the platform
			department: source 2, platform 3, matched 1, unchanged 1, create 1, skipped 2
			warning: …fullname…`,
		sent: text`
			syncDepartment by code
			+ code: K, fullname: 客户服务部, name: 客服部, parent: #s2`,
	},
	{
		title:
			'a renamed department with another code looks like a new one: its people going there give it away',
		platform: {
			...COMPANY,
			employee: text`
				job_num | username | department
				A1      | 王伟     | N
				A2      | 李娜     | N
				A3      | 张敏     | S`,
		},
		source: {
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				N9   | 北方区 | S
				R    | 研发部 | E`,
			employee: text`
				job_num | username | department
				A1      | 王伟     | N9
				A2      | 李娜     | N9
				A3      | 张敏     | S`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department N9 | …华北区…#d2…
			rejected department N | …
			rejected employee A1 | …N9…
			rejected employee A2 | …N9…
			department: source 3, platform 3, matched 2, unchanged 2, rejected 2
			employee: source 3, platform 3, matched 3, unchanged 1, rejected 2`,
	},
	{
		title: 'below a parent without a code nothing is created, which the plan says',
		platform: {
			subcompany: SUBCOMPANIES,
			department: text`
				code | name   | parent
				     | 销售部 | HQ
				R    | 研发部 | E`,
		},
		source: {
			department: text`
				code | name   | parent
				N    | 华北区 | 销售部
				M    | 华南区 | #d1
				K    | 客服部 | 研发部`,
		},
		plan: text`
			rejected department N | parent …销售部…no code…
			rejected department M | parent …销售部…no code…
			create department K | name: → 客服部, code: → K, parent: → R | not on the platform
			department: source 3, platform 2, create 1, skipped 2, rejected 2`,
	},
	{
		title:
			'a code that a department and a subcompany have names neither of them: an id or a name does',
		platform: {
			subcompany: text`
				code | name | parent
				A    | 甲司 |
				B    | 乙司 | A`,
			department: text`
				code | name | parent
				A    | 甲部 | A
				C    | 丙部 | B`,
		},
		source: {
			department: text`
				code | name | parent
				C    | 丙部 | A
				D    | 丁部 | A
				E    | 戊部 | 甲司
				F    | 己部 | #d1`,
		},
		plan: text`
			rejected department C | parent is “A”, which 2 departments and subcompanies have: nobody can tell which is meant
			rejected department D | parent is “A”, which 2 departments and subcompanies have: nobody can tell which is meant
			create department E | name: → 戊部, code: → E, parent: → A | not on the platform
			create department F | name: → 己部, code: → F, parent: → A | not on the platform
			department: source 4, platform 2, matched 1, create 2, skipped 1, rejected 2`,
		sent: text`
			syncDepartment by code
			+ code: E, name: 戊部, parent: #s1
			+ code: F, name: 己部, parent: A`,
	},
	{
		title: 'what is found by its id goes by the code that the platform has, if its row says none',
		platform: COMPANY,
		source: {
			department: text`
				id  | name   | parent
				#d2 | 北方区 | #d1
				#d3 | 研究院 | E`,
		},
		parameters: {
			departmentMatchBy: ['id'],
			scope: { protected: 'S' },
			departmentMissing: 'retire',
		},
		plan: text`
			update department … by id | name: 华北区 → 北方区 | name differs
			update department … by id | name: 研发部 → 研究院 | name differs
			skipped department S | …protected…
			department: source 2, platform 3, matched 2, update 2, skipped 1`,
	},
	{
		title:
			'two sealed ones, one below the other, come back from the top; what else is sealed stays so',
		platform: {
			subcompany: text`
				code | name | parent | status
				HQ   | 总部 |        |
				E    | 华东 | HQ     | sealed`,
			department: text`
				code | name   | parent | status
				R    | 研发部 | E      | sealed
				R1   | 一室   | R      | sealed
				R2   | 二室   | R      | sealed`,
		},
		source: {
			subcompany: text`
				code | name | parent
				E    | 华东 | HQ`,
			department: text`
				code | name   | parent
				R1   | 一室   | R
				R    | 研发部 | E`,
		},
		plan: text`
			restore subcompany E by code | in the source again…
			restore department R1 by code | in the source again…
			restore department R by code | in the source again…
			subcompany: source 1, platform 1, matched 1, restore 1, skipped 1
			department: source 2, matched 2, restore 2`,
		sent: text`
			syncSubcompany by id
			+ id: #s2, status: 1
			enableDepartment #d1
			enableDepartment #d2`,
	},
	{
		title: 'with empty cells that clear, a parent can’t be taken away, nor a name; a code stays',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				S    | 销售部 |
				N    |        | S
				R    | 研发部 | E`,
		},
		parameters: { scope: { emptyCells: 'clear' } },
		plan: text`
			rejected department S | parent …
			rejected department N | name …
			department: source 3, platform 3, matched 3, unchanged 1, rejected 2`,
	},
	{
		title: 'a row that says 封存 of what is not there, or is sealed already, asks for nothing',
		platform: {
			subcompany: SUBCOMPANIES,
			department: text`
				code | name   | parent | status
				S    | 销售部 | HQ     |
				O    | 旧部   | HQ     | sealed`,
		},
		source: {
			department: text`
				code | name   | parent | status
				O    | 老部   | E      | 封存
				Q    | 质量部 | HQ     | 0
				S    | 销售部 | HQ     | 启用`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged department O by code | …
			skipped department Q | …
			unchanged department S by code | nothing differs
			department: source 3, platform 1, matched 2, unchanged 2, skipped 1`,
	},
	{
		title: 'a code counts before an id, and an id before a name',
		platform: {
			subcompany: SUBCOMPANIES,
			department: text`
				code | name | parent
				A    | 甲   | HQ
				#d1  | 乙   | HQ
				C    | #d2  | HQ
				D    | 丁   | HQ
				E    | 戊   | HQ`,
		},
		source: {
			department: text`
				code | name | parent
				D    | 丁   | #d1
				E    | 戊   | #d2`,
		},
		plan: text`
			move department D by code | parent: HQ → #d1 | parent differs
			move department E by code | parent: HQ → #d1 | parent differs
			department: source 2, platform 5, matched 2, move 2, skipped 3`,
		sent: text`
			syncDepartment by id
			+ id: #d4, parent: #d2
			+ id: #d5, parent: #d2`,
	},
];
