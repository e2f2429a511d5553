/**
 * Removals that are refused: what is said not to be there is gone if a sending before, whose answer
 * was lost, may have taken it away; anything else is not known (docs/vendors/yunzhijia.md, section 2).
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../platforms/index.ts';
import { dataOf } from '../../platforms/index.ts';
import { idFromItem, paired, reasons, run } from '../engine/cases.ts';
import { startScripted } from '../engine/scripted.ts';
import { named, OPEN } from './team.ts';

const ITEM = { openId: 'p1', orgId: 'd1' };
const LOST: Misbehaviour = { how: 'statusAfter', status: 502, retryAfter: 0, times: 1 };
const REPEATED = expect.stringContaining(
	'The request was repeated after a lost answer: ',
) as string;

const byMessage = (row: IDataObject) => (): IDataObject[] => [{ msgId: '0', ...row }];
const byCommitId = (row: IDataObject) => (sent: IDataObject[]) => [
	{ commitId: sent[0].commitId, ...row },
];

interface Removal {
	name: string;
	path: string;
	parameters: IDataObject;
	/** The item that leaves. */
	removed: IDataObject;
	/** Answers that it is not there, in the words and in the codes of the platform. */
	gone: Array<(sent: IDataObject[]) => IDataObject[]>;
	/** The answer of another no, */
	no: (sent: IDataObject[]) => IDataObject[];
	/** and what the item says then. */
	says: string;
}

const REMOVALS: Removal[] = [
	{
		name: 'partTimeJob.delete',
		path: 'company/deletePartTimeJobs',
		parameters: idFromItem('openId', 'orgId'),
		removed: ITEM,
		gone: ['openId不存在', 'department不存在'].map((error) => byCommitId({ error })),
		no: byCommitId({ error: '人员已离职' }),
		says: '人员已离职',
	},
	{
		name: 'person.delete',
		path: 'person/delete',
		parameters: idFromItem('openId'),
		removed: { openId: 'p1' },
		gone: [byMessage({ msgCode: '400', msg: 'openId不存在' })],
		no: byMessage({ msgCode: '400', msg: '管理员不能删除' }),
		says: '管理员不能删除 (400)',
	},
	{
		name: 'department.delete',
		path: 'dept/deleteById',
		parameters: idFromItem('orgId'),
		removed: { orgId: 'd1' },
		gone: [byMessage({ msgCode: 221, msg: '部门ID不存在' })],
		no: byMessage({ msgCode: 222, msg: '部门下有人员' }),
		says: '部门下有人员 (222)',
	},
	{
		name: 'leader.delete',
		path: 'company/deleteOrgAdminsById',
		parameters: idFromItem('openId', 'orgId'),
		removed: ITEM,
		gone: [byCommitId({ error: '负责人不存在', errorCode: 900014 })],
		no: byCommitId({ error: '人员已离职', errorCode: 900015 }),
		says: '人员已离职 (900015)',
	},
];

describe.each(REMOVALS)('$name', ({ name, path, parameters, removed, gone, no, says }) => {
	/** What becomes of one record that is answered so. */
	async function end(answer: Removal['no'], rule?: Misbehaviour) {
		const platform = await startScripted(`POST ${OPEN}${path}`, (request) => {
			const sent = dataOf(request) as IDataObject[] | { list: IDataObject[] };
			const rows = 'list' in sent ? sent.list : sent;
			return { success: true, data: answer(rows) };
		});
		if (rule) platform.misbehave(rule);
		const { main, error } = await run(
			'yunzhijia',
			platform,
			named(name),
			{ ...parameters } as never,
			[ITEM],
		);
		expect(platform.requestsTo('')).toHaveLength(rule ? 2 : 1);
		return { main, failed: reasons(error) };
	}

	it('not there: done after a lost answer, refused without one', async () => {
		for (const answer of gone) {
			const { main, failed } = await end(answer, LOST);
			expect(failed).toEqual([]);
			expect(main).toEqual(paired([0, { ...removed, deleted: true }]));
			expect((await end(answer)).failed).toMatchObject([{ outcome: 'rejected' }]);
		}
	});

	it('another no: unknown after a lost answer, refused without one', async () => {
		const { main, failed } = await end(no, LOST);
		expect(main).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown', error: says, advice: REPEATED }]);
		const once = await end(no);
		expect(once.failed).toMatchObject([{ outcome: 'rejected', error: says }]);
		expect(once.failed[0]).not.toHaveProperty('advice');
	});
});
