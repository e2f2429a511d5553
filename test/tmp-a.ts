import { attempt, addPerson, openId } from './tmp-try.ts';
await attempt((s) => { addPerson(s, { openId: openId(1), name: '人1', orgId: '', jobTitle: '', jobNo: 'J1', phone: '13000000001' }); addPerson(s, { openId: openId(2), name: '人2', orgId: '', jobTitle: '', jobNo: 'J2', phone: '13000000002', status: '2', updatedAt: Date.now() - 30*86400000, createdAt: 0 }); }, [[], [{ jobNo: 'J2', name: '人2', phone: '13000000002', status: '离职' }], [], []], {});
process.exit(0);
