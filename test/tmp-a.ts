import { attempt, addDepartment } from './tmp-try.ts';
await attempt((s) => { addDepartment(s, 'd-1', '甲'); addDepartment(s, 'd-3', '乙'); addDepartment(s, 'd-4', '乙', 'd-1'); }, [[{ orgId: 'd-1', department: '甲' }, { orgId: 'd-3', department: '甲\\改' }, { orgId: 'd-4', department: '甲\\乙' }], undefined, undefined, undefined], { kinds: ['department'] });
process.exit(0);
