// npm start: a made-up company's roster flows through a real n8n into three test platforms, and
// every record is accounted for. `--once` ends after that, with exit code 0 if it came out as it
// must; `--again` runs it a second time to show what repeats.

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startHippius, startWeaverE10, startYunzhijia } from '../test/platforms/index.ts';
import type { TestPlatform } from '../test/platforms/index.ts';
import { step } from '../tools/progress.mjs';
import { startN8n, type Execution, type N8n } from './n8n.ts';
import { freePort } from './n8n-process.ts';
import {
	countTable,
	failedExactly,
	failureTable,
	isAccountedFor,
	reportOf,
	table,
	type NodeReport,
} from './report.ts';
import {
	RECORD_COLUMNS,
	ROSTER_FOLDER,
	seedWeaverE10,
	seedYunzhijia,
	WRONG_ROWS,
} from './roster.ts';

const ROOT = path.dirname(import.meta.dirname);
const WORKFLOWS = path.join(import.meta.dirname, 'workflows');
const USUAL_PORT = 5678;
const RUN_TIMEOUT_SECONDS = 300;

type Platforms = Awaited<ReturnType<typeof startPlatforms>>;

interface Lane {
	/** The requests of this node, among those that the platforms recorded. */
	requests: (platforms: Platforms) => number;
	/** Records that the platform holds. */
	held: (platforms: Platforms) => number;
}

const requestsOf = ({ requests }: TestPlatform<object>, part: string) =>
	requests.filter((request) => request.path.includes(part)).length;

/** The nodes of the nightly roster, in their order. */
const LANES: Record<string, Lane> = {
	Departments: {
		requests: ({ hippius }) => requestsOf(hippius, '/dept/'),
		held: ({ hippius }) => hippius.state.departments.size,
	},
	Positions: {
		requests: ({ hippius }) => requestsOf(hippius, '/position/'),
		held: ({ hippius }) => hippius.state.positions.size,
	},
	Employees: {
		requests: ({ hippius }) => requestsOf(hippius, '/employee/'),
		held: ({ hippius }) => hippius.state.employees.size,
	},
	'Part-Time Jobs': {
		requests: ({ yunzhijia }) => requestsOf(yunzhijia, '/addPartTimeJobs'),
		held: ({ yunzhijia }) => yunzhijia.state.partTimeJobs.size,
	},
	Shares: {
		requests: ({ weaverE10 }) => requestsOf(weaverE10, '/syncHrmShare'),
		held: ({ weaverE10 }) => weaverE10.state.shares.size,
	},
};

const perLane = (measure: keyof Lane, platforms: Platforms) =>
	Object.fromEntries(Object.entries(LANES).map(([node, lane]) => [node, lane[measure](platforms)]));

/** Undone in reverse order when the program ends, whichever way. */
const cleanups: Array<() => Promise<unknown>> = [];
const leaving = new AbortController();

async function cleanUp(): Promise<void> {
	leaving.abort();
	for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
}

async function packPackage(workFolder: string): Promise<string> {
	const logFile = path.join(workFolder, 'build.log');
	const log = createWriteStream(logFile);
	await once(log, 'open');
	const npm = spawn('npm', ['run', 'pack'], {
		cwd: ROOT,
		stdio: ['ignore', log, log],
		shell: process.platform === 'win32',
		signal: leaving.signal,
	});
	const [code] = (await once(npm, 'close')) as [number | null];
	if (code !== 0) throw new Error('"npm run pack" did not succeed: run it to see why');
	const folder = path.join(ROOT, 'dist-package');
	const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error(`"npm run pack" left no package in ${folder}`);
	return path.join(folder, tarball);
}

async function startPlatforms() {
	const [hippius, yunzhijia, weaverE10] = await Promise.all([
		startHippius(),
		startYunzhijia({ seed: seedYunzhijia }),
		startWeaverE10({ seed: seedWeaverE10 }),
	]);
	for (const { stop } of [hippius, yunzhijia, weaverE10]) cleanups.push(stop);
	return { hippius, yunzhijia, weaverE10 };
}

async function importWorkflows(n8n: N8n, { hippius, yunzhijia, weaverE10 }: Platforms) {
	const credentials = [
		await n8n.createCredential('hippiusApi', 'Hippius', hippius.credential),
		await n8n.createCredential('yunzhijiaApi', 'Yunzhijia', yunzhijia.credential),
		await n8n.createCredential('weaverE10Api', 'Weaver E10', weaverE10.credential),
	];
	const imported = async (file: string) => {
		const { id } = await n8n.importWorkflow(path.join(WORKFLOWS, file), credentials);
		await n8n.activate(id);
		return id;
	};
	return {
		nightly: await imported('nightly-roster.json'),
		joiner: await imported('joiner-webhook.json'),
	};
}

async function runRoster(n8n: N8n, workflowId: string, label: string, platforms: Platforms) {
	return await step(label, async (detail) => {
		const sent = () => Object.values(platforms).flatMap(({ requests }) => requests).length;
		const before = sent();
		const ticking = setInterval(() => detail(`${sent() - before} requests`), 500);
		try {
			const executionId = await n8n.runWorkflow(workflowId, 'Run Now');
			const execution = await n8n.waitForExecution(executionId, {
				timeoutSeconds: RUN_TIMEOUT_SECONDS,
			});
			return succeeded(execution);
		} finally {
			clearInterval(ticking);
		}
	});
}

function succeeded(execution: Execution): Execution {
	const { error, lastNodeExecuted } = execution.data.resultData;
	if (execution.status === 'success') return execution;
	throw new Error(
		`The run ended as "${execution.status}" at ${lastNodeExecuted}: ${error?.message}`,
	);
}

/** Prints the report of one run. */
function show(reports: NodeReport[], requests: Record<string, number>): boolean {
	const records = reports.reduce((sum, report) => sum + report.records, 0);
	const accounted = isAccountedFor(reports);
	const asKnown = failedExactly(reports, WRONG_ROWS);
	const known = Object.values(WRONG_ROWS).flat().length;
	console.log(`\n${countTable(reports, requests)}\n`);
	console.log(`Not done:\n\n${failureTable(reports)}\n`);
	console.log(
		accounted
			? `All ${records} records are accounted for.`
			: 'NOT ALL RECORDS ARE ACCOUNTED FOR: the outcomes do not add up to the records.',
	);
	console.log(
		asKnown
			? `Rejected were exactly the ${known} wrong rows of demo/roster/README.md.`
			: `WHAT WAS NOT DONE IS NOT EXACTLY the ${known} wrong rows of demo/roster/README.md.`,
	);
	return accounted && asKnown;
}

/** Runs the job once, and with `again` twice; says whether it came out as it must. */
async function runAndReport(
	n8n: N8n,
	workflowId: string,
	platforms: Platforms,
	again: boolean,
): Promise<boolean> {
	const runOnce = async (label: string) => {
		const before = perLane('requests', platforms);
		const execution = await runRoster(n8n, workflowId, label, platforms);
		const reports = reportOf(execution, RECORD_COLUMNS);
		const requests = Object.fromEntries(
			Object.entries(perLane('requests', platforms)).map(([node, now]) => [
				node,
				now - before[node],
			]),
		);
		return { ok: show(reports, requests), requests, held: perLane('held', platforms) };
	};

	const first = await runOnce('Running the nightly roster');
	if (!again) return first.ok;
	const second = await runOnce('Running the nightly roster a second time');
	const rows = Object.keys(LANES).map((node) => [
		node,
		`${first.requests[node]} → ${second.requests[node]}`,
		`${first.held[node]} → ${second.held[node]}`,
	]);
	const header = ['First run → second run', 'Requests', 'On the platform'];
	console.log(`\n${table([header, ...rows], { alignRightFrom: 1 })}\n`);
	const isSame = Object.keys(LANES).every((node) => first.held[node] === second.held[node]);
	console.log(
		isSame
			? 'The second run added nothing. Hippius takes two requests for a record that exists: ' +
					'create, then update.'
			: 'THE SECOND RUN LEFT THE PLATFORMS WITH MORE OR FEWER RECORDS THAN THE FIRST.',
	);
	return first.ok && second.ok && isSame;
}

const JOINER = {
	employeeNum: 'XQ0500',
	name: '陈新',
	gender: '1',
	status: 'TRIAL',
	list: [{ unitCode: 'RD0101', positionCode: 'P005', primaryPositionFlag: '1' }],
};

function invite(n8n: N8n, workflows: { nightly: string; joiner: string }, platforms: Platforms) {
	const curl = [
		`curl ${n8n.webhookUrl('joiner')} -H 'content-type: application/json' \\`,
		`  -d '${JSON.stringify(JOINER)}'`,
	].join('\n');
	const addresses = [
		['Nightly roster', n8n.editorUrl(workflows.nightly)],
		['Joiner by webhook', n8n.editorUrl(workflows.joiner)],
		['Login (this run only)', `${n8n.owner.email}  ${n8n.owner.password}`],
		['Hippius', platforms.hippius.url],
		['Yunzhijia', platforms.yunzhijia.url],
		['Weaver E10', platforms.weaverE10.url],
	];
	const lines = addresses.map(([what, where]) => `${what.padEnd(24)}${where}`);
	console.log(`\n${lines.join('\n')}\n\nTry the webhook:\n${curl}\n\nCtrl-C ends it all.`);
}

async function main(): Promise<number> {
	const { values: options } = parseArgs({
		options: { once: { type: 'boolean' }, again: { type: 'boolean' } },
	});
	const workFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-demo-'));
	cleanups.push(async () => await rm(workFolder, { recursive: true, force: true }));

	const packageTarball = await step('Building the package', () => packPackage(workFolder));
	const platforms = await startPlatforms();
	const n8n = await step('Starting n8n (10 to 20 s)', async () =>
		startN8n({
			userFolder: workFolder,
			packageTarball,
			port: await freePort(USUAL_PORT),
			filesFolder: ROSTER_FOLDER,
			signal: leaving.signal,
		}),
	);
	cleanups.push(async () => await n8n.stop());
	const workflows = await step('Importing the workflows', () => importWorkflows(n8n, platforms));
	const ok = await runAndReport(n8n, workflows.nightly, platforms, options.again ?? false);
	if (options.once) return ok ? 0 : 1;

	invite(n8n, workflows, platforms);
	await n8n.ended();
	throw new Error(`n8n has ended by itself`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		if (leaving.signal.aborted) return;
		console.log('\nStopping …');
		void cleanUp().then(() => process.exit(0));
	});
}

try {
	const code = await main();
	await cleanUp();
	process.exit(code);
} catch (error) {
	// What ends because a signal asked for it is no news.
	if (!leaving.signal.aborted) {
		console.error(`\n${(error as Error).message}`);
		await cleanUp();
		process.exit(1);
	}
}
