/**
 * Jobs (职务), job types (职务类别), professional titles (职称) and grades (职级) of the Weaver
 * E10 test platform, after docs/vendors/weaver-e10.md section 5 (the number stands beside each). `[not
 * known]` as in weaverE10.ts.
 */
import { anything, filled, listOf, oneOf, record, text, whole } from '../checks.ts';
import { among, ids, mustBeTenant, rowsOf, texts } from './checks.ts';
import { eachRow, save } from './rows.ts';
import type { Kind, Row } from './rows.ts';
import { Refusal, operation } from './state.ts';
import type { WeaverE10Operations, WeaverE10State } from './state.ts';

const dsporder = whole(-9999, 9999);

const JOB: Kind = {
	held: 'jobs',
	required: ['jobName', 'jobType'],
	settle({ jobName, jobType }, _changes, { jobs, jobTypes }) {
		const names = [...jobTypes.values()].map(({ type_name }) => type_name);
		// A test that is not about job types need not seed them.
		if (names.length > 0 && !names.includes(jobType as string)) {
			throw new Refusal(`职务类别${jobType as string}不存在`);
		}
		// [not known] what a second job of a name does.
		if ([...jobs.values()].some((job) => job.jobName === jobName)) {
			throw new Refusal(`职务${jobName as string}已存在`);
		}
	},
};
const JOB_TYPE: Kind = { held: 'jobTypes', required: ['type_name'] };
const TITLE: Kind = { held: 'titles', required: ['dataName'] };
const GRADE: Kind = { held: 'grades', required: ['name', 'gradeJobsetLevels'] };

const upsert = (kind: Kind, field: string | undefined, rows: Row[], state: WeaverE10State) =>
	eachRow(rows, state, undefined, (row) => save(kind, row, { state, dataRule: {} }, field));

interface TitleRow extends Row {
	jobcallcode: string;
	deleteType?: string;
}

function syncTitles(
	{ tenantKey, jobCalls }: { tenantKey: string; jobCalls: TitleRow[] },
	state: WeaverE10State,
) {
	mustBeTenant(tenantKey, state);
	return eachRow(jobCalls, state, undefined, (row) => {
		const { deleteType, ...columns } = row as TitleRow;
		const { jobcallcode } = columns;
		if (deleteType !== '1') return save(TITLE, columns, { state, dataRule: {} }, 'jobcallcode');
		const held = [...state.titles.values()].find((title) => title.jobcallcode === jobcallcode);
		if (!held) throw new Refusal(`职称${String(jobcallcode)}不存在`);
		state.titles.delete(held.id);
		return { id: held.id, operate: 'delete' };
	});
}

interface JobQuery {
	ids?: unknown[];
	nameList?: string[];
	codeList?: string[];
}

function queryJobs(query: JobQuery, { jobs }: WeaverE10State) {
	const hasId = among(query.ids);
	const hasName = among(query.nameList);
	const hasCode = among(query.codeList);
	return [...jobs.values()].filter(
		({ id, jobName, code }) => hasId(id) && hasName(jobName) && hasCode(code),
	);
}

export const jobOperations: WeaverE10Operations = {
	// 20 批量新增职务
	addJobSets: operation({
		body: record({
			tenantKey: filled,
			jobSets: rowsOf(
				record({ jobName: filled, dsporder, jobType: filled }, { jobFullname: text, code: text }),
			),
		}),
		run({ tenantKey, jobSets }: { tenantKey: string; jobSets: Row[] }, state) {
			mustBeTenant(tenantKey, state);
			return upsert(JOB, undefined, jobSets, state);
		},
	}),
	// 21 同步职称
	syncJobCall: operation({
		body: record({
			tenantKey: filled,
			jobCalls: rowsOf(
				record(
					{ jobcallcode: filled },
					{ dataName: text, remark: text, dsporder, deleteType: oneOf('0', '1') },
				),
			),
		}),
		run: syncTitles,
	}),
	// 34 同步职级
	syncGrade: operation({
		body: record({
			ruleCode: oneOf('code'),
			data: rowsOf(
				record(
					{ code: filled },
					{
						name: text,
						gradeLevel: whole(),
						remark: text,
						// [not known] what an entry is.
						gradeJobsetLevels: listOf(anything),
					},
				),
			),
		}),
		run: ({ data }: { data: Row[] }, state) => upsert(GRADE, 'code', data, state),
	}),
	// 同步职务类别, beyond the user's document
	syncJobtype: operation({
		body: record({
			data: rowsOf(record({ type_name: filled }, { type_fullname: text, dsporder })),
		}),
		run: ({ data }: { data: Row[] }, state) => upsert(JOB_TYPE, 'type_name', data, state),
	}),
	// 查询职务, beyond the user's document
	queryJobSet: operation({
		body: record({}, { ids, nameList: texts, codeList: texts }),
		run: queryJobs,
	}),
};
