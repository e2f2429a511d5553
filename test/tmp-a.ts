import { attempt, addDepartment } from './tmp-try.ts';
await attempt((s) => { addDepartment(s, 'd-1', '甲'); }, [[{ department: '甲\\\\空' }], undefined, undefined, undefined], { kinds: ['department'], mode: 'plan' });
process.exit(0);
