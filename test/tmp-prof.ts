import fc from 'fast-check';
import { startCompany, seed, plan, apply } from './workflow/Yunzhijia/sync/properties/company.ts';
import { wholeScenario } from './workflow/Yunzhijia/sync/properties/scenario.ts';
const c = await startCompany();
const ss = fc.sample(wholeScenario, 100);
for (const [name, f] of [['plan', plan], ['apply', apply]] as const) {
	const cpu = process.cpuUsage();
	for (const s of ss) { seed(c, s); await f(c, s); }
	const used = process.cpuUsage(cpu);
	console.log(name, (used.user + used.system) / 100000);
}
await c.stop();
process.exit(0);
