import { attempt, addDepartment } from './tmp-try.ts';
// rename rejected because the name is taken; a new person and a new department below it
await attempt((s) => { addDepartment(s, 'd-1', '甲'); addDepartment(s, 'd-2', '乙'); }, [[{ orgId: 'd-1', department: '乙' }, { orgId: '', department: '乙\\新' }], [{ jobNo: 'J9', name: '新9', phone: '13900000009', department: '乙' }], undefined, undefined], { kinds: ['department', 'person'], departmentMissing: 'keep' });
console.log('-------- update switched off');
await attempt((s) => { addDepartment(s, 'd-1', '甲'); }, [[{ orgId: 'd-1', department: '改' }, { orgId: '', department: '改\\新' }], [{ jobNo: 'J9', name: '新9', phone: '13900000009', department: '改' }], undefined, undefined], { kinds: ['department', 'person'], actions: ['create'] });
process.exit(0);
