/** Golden plans of subcompanies. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const FOUR = text`
	code | name | parent
	HQ   | 总部 |
	E    | 华东 | HQ
	W    | 华西 | HQ
	X    | 西南 | W`;

export const subcompanies: Golden[] = [
	{
		title:
			'a parent is the same whichever way it is written: by code, by id, by name; and the top as 0',
		platform: { subcompany: FOUR },
		source: {
			subcompany: text`
				code | name | parent
				HQ   | 总部 | 0
				E    | 华东 | HQ
				W    | 华西 | #s1
				X    | 西南 | 华西`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged subcompany HQ by code | nothing differs
			unchanged subcompany E by code | nothing differs
			unchanged subcompany W by code | nothing differs
			unchanged subcompany X by code | nothing differs
			subcompany: source 4, platform 4, matched 4, unchanged 4`,
	},
	{
		title: 'new ones, children first: without a parent, or with 0, they are at the top',
		platform: {
			subcompany: text`
				code | name | parent
				HQ   | 总部 |`,
		},
		source: {
			subcompany: text`
				分部编码 | 分部名称 | 上级分部 | 描述
				E1       | 上海     | E        | 新设
				E        | 华东     | 总部     |
				W        | 华西     | 0        |
				X        | 境外     |          |`,
		},
		plan: text`
			create subcompany E1 | name: → 上海, code: → E1, parent: → E, description: → 新设 | not on the platform
			create subcompany E | name: → 华东, code: → E, parent: → HQ | not on the platform
			create subcompany W | name: → 华西, code: → W… | not on the platform
			create subcompany X | name: → 境外, code: → X… | not on the platform
			subcompany: source 4, platform 1, create 4, skipped 1
			warning: …description…`,
		sent: text`
			syncSubcompany by code
			+ code: E, name: 华东, parent: HQ
			+ code: W, name: 华西, parent: 0
			+ code: X, name: 境外, parent: 0
			syncSubcompany by code
			+ code: E1, description: 新设, name: 上海, parent: E`,
	},
	{
		title: 'another name is an update, another parent a move, to the top as well',
		platform: { subcompany: FOUR },
		source: {
			subcompany: text`
				code | name | parent
				E    | 东区 | HQ
				W    | 华西 | E
				X    | 大西南 | 0`,
		},
		plan: text`
			update subcompany E by code | name: 华东 → 东区 | name differs
			move subcompany W by code | parent: HQ → E | parent differs
			move subcompany X by code | name: 西南 → 大西南, parent: W →… | name, parent differ
			subcompany: source 3, platform 4, matched 3, update 1, move 2, skipped 1`,
		sent: text`
			syncSubcompany by id
			+ id: #s2, name: 东区
			+ id: #s3, parent: #s2
			+ id: #s4, name: 大西南, parent: 0`,
	},
	{
		title: 'what the platform tells of nobody can’t be compared: it is sent with new ones only',
		platform: { subcompany: FOUR },
		source: {
			subcompany: text`
				code | name | 全称     | 显示顺序 | 描述
				E    | 华东 | 华东公司 | 3        | 老
				N    | 华北 | 华北公司 | 4        |`,
		},
		plan: text`
			create subcompany N | name: → 华北, fullname: → 华北公司, code: → N, disporder: → 4 | not on the platform
			subcompany: source 2, platform 4, matched 1, unchanged 1, create 1, skipped 3
			warning: …fullname…disporder…description…`,
		sent: text`
			syncSubcompany by code
			+ code: N, disporder: 4, fullname: 华北公司, name: 华北, parent: 0`,
	},
	{
		title: 'what it tells is compared, numbers by what they mean',
		platform: {
			subcompany: text`
				code | name | fullname | disporder | description
				E    | 华东 | 华东公司 | 3         | 老
				W    | 华西 | 华西公司 | 4         |`,
		},
		setUp: (state) => void state.orgColumns.push('fullname', 'disporder', 'description'),
		source: {
			subcompany: text`
				code | fullname     | disporder | description
				E    | 华东公司     | 03        | 老
				W    | 华西有限公司 | 5         | 新`,
		},
		plan: text`
			update subcompany W by code | fullname: 华西公司 → 华西有限公司, disporder: 4 → 5, description: → 新 | fullname, disporder, description differ
			subcompany: source 2, platform 2, matched 2, unchanged 1, update 1`,
	},
	{
		title: 'a sealed one that is in the source again is restored, with what differs',
		platform: {
			subcompany: text`
				code | name | parent | status
				HQ   | 总部 |        |
				E    | 华东 | HQ     | sealed
				W    | 华西 | HQ     | sealed
				X    | 西南 | HQ     | sealed`,
		},
		source: {
			subcompany: text`
				code | name | parent
				E    | 华东 | HQ
				W    | 西区 | HQ`,
		},
		plan: text`
			restore subcompany E by code | in the source again…
			restore subcompany W by code | name: 华西 → 西区 | in the source again…; name differs
			subcompany: source 2, platform 1, matched 2, restore 2, skipped 1`,
		sent: text`
			syncSubcompany by id
			+ id: #s2, status: 1
			+ id: #s3, name: 西区, status: 1`,
	},
	{
		title: 'a row that says 封存 seals, and 启用 says nothing; nothing is created to be sealed',
		platform: {
			subcompany: text`
				code | name | parent | status
				HQ   | 总部 |        |
				E    | 华东 | HQ     |
				W    | 华西 | HQ     |
				X    | 西南 | HQ     | sealed`,
		},
		source: {
			subcompany: text`
				分部编码 | 状态
				HQ       | 启用
				E        | 封存
				W        | 0
				X        | 封存
				N        | 封存`,
		},
		plan: text`
			retire subcompany E by code | the source says…
			retire subcompany W by code | the source says…
			subcompany: source 5, platform 3, matched 4, unchanged 2, retire 2, skipped 1`,
		sent: text`
			syncSubcompany by id
			+ id: #s2, status: 0
			+ id: #s3, status: 0`,
	},
	{
		title: 'with ids in the source a code may change',
		platform: { subcompany: FOUR },
		source: {
			subcompany: text`
				分部ID | code | name
				#s2    | E2   | 华东
				#s3    | W    | 华西`,
		},
		parameters: { show: 'all' },
		plan: text`
			update subcompany E2 by id | code: E → E2 | code differs
			unchanged subcompany W by id | nothing differs
			skipped subcompany HQ | …
			skipped subcompany X | …
			subcompany: source 2, platform 4, matched 2, unchanged 1, update 1, skipped 2`,
	},
	{
		title:
			'parents in a circle are rejected with the circle, those below with them; the rest goes on',
		platform: { subcompany: FOUR },
		source: {
			subcompany: text`
				code | name | parent
				A    | 甲   | B
				B    | 乙   | A
				B1   | 乙一 | B
				W    | 华西 | X
				C    | 丙   | HQ`,
		},
		plan: text`
			rejected subcompany A | parent: A → B → A form a circle…
			rejected subcompany B | parent: …A…B… form a circle…
			rejected subcompany B1 | …
			rejected subcompany W | parent: …W…X… form a circle…
			create subcompany C | name: → 丙, code: → C, parent: → HQ | not on the platform
			subcompany: source 5, platform 4, matched 1, create 1, skipped 3, rejected 4`,
	},
	{
		title: 'a parent that nobody is, or that two are, rejects its row by that name',
		platform: {
			subcompany: text`
				code | name | parent
				HQ   | 总部 |
				E    | 分部 | HQ
				W    | 分部 | HQ`,
		},
		source: {
			subcompany: text`
				code | name | parent
				A    | 甲   | 分部
				B    | 乙   | 境外
				C    | 丙   | #s9`,
		},
		plan: text`
			rejected subcompany A | parent is “分部”, which 2 subcompanies have: nobody can tell which is meant
			rejected subcompany B | parent is “境外”, but there is no subcompany like that, neither on the platform nor under Subcompanies
			rejected subcompany C | parent is “#s9”, but there is no subcompany like that, neither on the platform nor under Subcompanies
			subcompany: source 3, platform 3, skipped 3, rejected 3`,
	},
	{
		title: 'a code that has changed looks like one gone and one new: neither is done',
		platform: { subcompany: FOUR },
		source: {
			subcompany: text`
				code | name | parent
				HQ   | 总部 |
				E9   | 华东 | HQ
				W    | 华西 | HQ
				X9   | 西南 | HQ`,
		},
		parameters: { subcompanyMissing: 'retire' },
		plan: text`
			rejected subcompany E9 | …E…name…Match By…
			create subcompany X9 | name: → 西南, code: → X9, parent: → HQ | not on the platform
			rejected subcompany E | …E9…
			retire subcompany X | not in the source
			subcompany: source 4, platform 4, matched 2, unchanged 2, create 1, retire 1, rejected 2`,
	},
	{
		title:
			'who stands below a sealed one is not at the top: to go there is a move, shown by its id',
		platform: {
			subcompany: text`
				code | name | parent | status
				HQ   | 总部 |        |
				O    | 旧部 | HQ     | sealed
				E    | 华东 | O      |
				W    | 华西 | O      |`,
		},
		source: {
			subcompany: text`
				code | name | parent
				E    | 华东 | 0
				W    | 华西 | HQ`,
		},
		plan: text`
			move subcompany E by code | parent: #s2 →… | parent differs
			move subcompany W by code | parent: #s2 → HQ | parent differs
			subcompany: source 2, platform 3, matched 2, move 2, skipped 1`,
	},
];
