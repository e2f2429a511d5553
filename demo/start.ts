// npm start: a made-up company's tables are kept in step with Yunzhijia, night after night; then its
// roster and its HR movements flow into Hippius and Weaver E10. A real n8n, three test platforms, and
// every record is accounted for. `--once` ends after that, with exit code 0 if all came out as it
// must; `--again` runs each job once more to show what repeats.

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startHippius, startWeaverE10, startYunzhijia } from '../test/platforms/index.ts';
import { step } from '../tools/progress.mjs';
import { heldAfter, JOBS, requestsBetween, type Job, type Platforms } from './jobs.ts';
import { seedMovements } from './movements.ts';
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
import { ROSTER_FOLDER, seedWeaverE10 } from './roster.ts';
import { seedYunzhijia } from './sync/before.ts';
import { APPROVAL_FILE, NIGHTLY_FILE, SyncJob } from './sync/job.ts';

const ROOT = path.dirname(import.meta.dirname);
const WORKFLOWS = path.join(import.meta.dirname, 'workflows');
const JOINER_FILE = 'joiner-webhook.json';
/** Those that something other than a person starts. */
const LIVE = [NIGHTLY_FILE, 'nightly-roster.json', JOINER_FILE];
const USUAL_PORT = 5678;
const RUN_TIMEOUT_SECONDS = 300;

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

async function startPlatforms(): Promise<Platforms> {
	const [hippius, yunzhijia, weaverE10] = await Promise.all([
		startHippius(),
		startYunzhijia({ seed: seedYunzhijia }),
		startWeaverE10({
			seed(state) {
				seedWeaverE10(state);
				seedMovements(state);
			},
		}),
	]);
	for (const { stop } of [hippius, yunzhijia, weaverE10]) cleanups.push(stop);
	return { hippius, yunzhijia, weaverE10 };
}

/** Gives the workflows' ids by file. */
async function importWorkflows(n8n: N8n, { hippius, yunzhijia, weaverE10 }: Platforms) {
	const credentials = [
		await n8n.createCredential('hippiusApi', 'Hippius', hippius.credential),
		await n8n.createCredential('yunzhijiaApi', 'Yunzhijia', yunzhijia.credential),
		await n8n.createCredential('weaverE10Api', 'Weaver E10', weaverE10.credential),
	];
	const imported: Record<string, string> = {};
	const files = [APPROVAL_FILE, NIGHTLY_FILE, ...JOBS.map(({ file }) => file), JOINER_FILE];
	for (const file of files) {
		const { id } = await n8n.importWorkflow(path.join(WORKFLOWS, file), credentials);
		imported[file] = id;
	}
	for (const file of LIVE) await n8n.activate(imported[file]);
	return imported;
}

async function runWorkflow(n8n: N8n, workflowId: string, label: string, platforms: Platforms) {
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
			detail(''); // the report counts them
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

/** Prints the report of one run; says whether it came out as it must. */
function show(
	{ name, steps, wrongRowsAreIn }: Job,
	reports: NodeReport[],
	requests: Record<string, number>,
): boolean {
	const records = reports.reduce((sum, report) => sum + report.records, 0);
	const accounted = isAccountedFor(reports);
	const asKnown = failedExactly(reports, steps);
	const wrongRows = `the ${Object.values(steps).flatMap(({ wrong }) => wrong).length} wrong rows`;
	console.log(`\n${countTable(name, reports, requests)}\n`);
	console.log(`Not done:\n\n${failureTable(reports)}\n`);
	console.log(
		accounted
			? `All ${records} records are accounted for.`
			: 'NOT ALL RECORDS ARE ACCOUNTED FOR: the outcomes do not add up to the records.',
	);
	console.log(
		asKnown
			? `Rejected were exactly ${wrongRows} of ${wrongRowsAreIn}.\n`
			: `WHAT WAS NOT DONE IS NOT EXACTLY ${wrongRows} of ${wrongRowsAreIn}.\n`,
	);
	return accounted && asKnown;
}

/** Runs the job once, and with `again` twice; says whether it came out as it must. */
async function runAndReport(
	job: Job,
	n8n: N8n,
	workflowId: string,
	platforms: Platforms,
	again: boolean,
): Promise<boolean> {
	const runOnce = async (label: string) => {
		const execution = await runWorkflow(n8n, workflowId, label, platforms);
		const reports = reportOf(execution, job.steps);
		const requests = Object.fromEntries(
			reports.map(({ node, startedAt, milliseconds }) => [
				node,
				requestsBetween(platforms, startedAt, startedAt + milliseconds),
			]),
		);
		return { ok: show(job, reports, requests), requests, held: heldAfter(job, platforms) };
	};

	const first = await runOnce(`Running ${job.name}`);
	if (!again) return first.ok;
	const second = await runOnce(`Running ${job.name} a second time`);
	const rows = Object.keys(job.steps).map((node) => [
		node,
		`${first.requests[node]} → ${second.requests[node]}`,
		`${first.held[node]} → ${second.held[node]}`,
	]);
	const header = ['First run → second run', 'Requests', 'On the platform'];
	console.log(`${table([header, ...rows], { alignRightFrom: 1 })}\n`);
	const isSame = Object.keys(job.steps).every((node) => first.held[node] === second.held[node]);
	console.log(
		isSame
			? `${['The second run added nothing.', job.again].filter(Boolean).join(' ')}\n`
			: 'THE SECOND RUN LEFT THE PLATFORMS WITH MORE OR FEWER RECORDS THAN THE FIRST.\n',
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

function invite(
	n8n: N8n,
	workflows: Record<string, string>,
	platforms: Platforms,
	filesFolder: string,
) {
	const curl = [
		`curl ${n8n.webhookUrl('joiner')} -H 'content-type: application/json' \\`,
		`  -d '${JSON.stringify(JOINER)}'`,
	].join('\n');
	const addresses = [
		['Sync with approval', n8n.editorUrl(workflows[APPROVAL_FILE])],
		['Nightly sync', n8n.editorUrl(workflows[NIGHTLY_FILE])],
		...JOBS.map(({ name, file }) => [name, n8n.editorUrl(workflows[file])]),
		['Joiner by webhook', n8n.editorUrl(workflows[JOINER_FILE])],
		['Login (this run only)', `${n8n.owner.email}  ${n8n.owner.password}`],
		['Hippius', platforms.hippius.url],
		['Yunzhijia', platforms.yunzhijia.url],
		['Weaver E10', platforms.weaverE10.url],
		['HR’s tables', path.join(filesFolder, 'hr')],
	];
	const lines = addresses.map(([what, where]) => `${what.padEnd(26)}${where}`);
	console.log(`${lines.join('\n')}\n\nTry the webhook:\n${curl}\n\nCtrl-C ends it all.`);
}

async function main(): Promise<number> {
	const { values: options } = parseArgs({
		options: { once: { type: 'boolean' }, again: { type: 'boolean' } },
	});
	const workFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-demo-'));
	cleanups.push(async () => await rm(workFolder, { recursive: true, force: true }));

	// HR writes its tables anew every night: not those of the repository.
	const filesFolder = path.join(await realpath(workFolder), 'roster');
	await cp(ROSTER_FOLDER, filesFolder, { recursive: true });

	const packageTarball = await step('Building the package', () => packPackage(workFolder));
	const platforms = await startPlatforms();
	const n8n = await step('Starting n8n (10 to 20 s)', async () =>
		startN8n({
			userFolder: workFolder,
			packageTarball,
			port: await freePort(USUAL_PORT),
			filesFolder,
			signal: leaving.signal,
		}),
	);
	cleanups.push(async () => await n8n.stop());
	const workflows = await step('Importing the workflows', () => importWorkflows(n8n, platforms));
	const { again = false } = options;
	const sync = new SyncJob(n8n, platforms.yunzhijia, workflows, filesFolder);
	let ok = await sync.run({ again });
	console.log();
	for (const job of JOBS) {
		ok = (await runAndReport(job, n8n, workflows[job.file], platforms, again)) && ok;
	}
	if (options.once) return ok ? 0 : 1;

	invite(n8n, workflows, platforms, filesFolder);
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
