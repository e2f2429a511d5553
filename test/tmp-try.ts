import { startYunzhijia, addDepartment, addPerson, addLeader, partTimeJobKey } from './platforms/index.ts';
import { runSync } from './workflow/engine/sync.ts';
export const openId = (n: number) => n.toString(16).padStart(24, '0');
export async function attempt(seed: (s: any) => void, tables: any[], parameters: any, show = true) {
	const p = await startYunzhijia({ seed });
	for (const mode of ['plan', 'apply']) {
		const r = await runSync('yunzhijiaSync', { tables, parameters: { kinds: ['department', 'person', 'leader', 'partTimeJob'], show: 'all', departmentMissing: 'remove', personMissing: 'remove', leaderMissing: 'remove', partTimeJobMissing: 'remove', actions: ['create', 'update', 'restore', 'enable'], mode, limits: { maxRemovals: 1000, maxRemovalsPercent: 100, allowEmptySource: true }, options: { retries: 0 }, ...parameters }, credentials: { yunzhijiaApi: p.credential as any }, node: { onError: 'continueErrorOutput' } });
		console.log(mode, r.failure?.message ?? '');
		for (const x of r.records) console.log('  ', JSON.stringify(x));
		console.log('  ', JSON.stringify(r.summary[0]?.json));
	}
	console.log(p.requests.map((r) => [r.path.split('/open/')[1], (r.body as any)?.data, r.answer?.slice(0,200)].join(' ')).filter((x) => !/getall|getAtTime|query|^ /.test(x)).join('\n'));
	await p.stop();
}
export { addDepartment, addPerson, addLeader, partTimeJobKey };
