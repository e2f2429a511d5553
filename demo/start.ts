// npm start: a made-up company's tables are kept in step with three platforms, night after night, by one
// workflow in a real n8n. Every record is accounted for, and what the platforms hold is compared with
// the tables. `--once` ends after that, with exit code 0 if all came out as it must.

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startHippius, startWeaverE10, startYunzhijia } from '../test/platforms/index.ts';
import { step } from '../tools/progress.mjs';
import { EVENTS_FILE, EventsJob } from './events.ts';
import { startMailServer } from './mail.ts';
import { startN8n, type Credential, type N8n } from './n8n.ts';
import { freePort } from './n8n-process.ts';
import { ROSTER_FOLDER } from './roster.ts';
import { seedWeaverE10, seedYunzhijia } from './sync/before.ts';
import { NIGHTLY_FILE, SyncJob } from './sync/job.ts';
import type { Platforms } from './sync/platforms.ts';
import { readTables } from './sync/tables.ts';
import { width } from './text.ts';
import { workbookOf } from './workbook.ts';

const ROOT = path.dirname(import.meta.dirname);
const EXAMPLES = path.join(ROOT, 'examples');
const JOINER_FILE = 'joiner-webhook.json';
/** What something other than a person starts in the editor. */
const LIVE = [
	...[NIGHTLY_FILE, JOINER_FILE, 'joiner-on-all-three.json', 'leaver-on-all-three.json'],
	'spreadsheet-upload.json',
];
/** To upload. */
const WORKBOOK = 'hr/roster.xlsx';
const USUAL_PORT = 5678;

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
		startWeaverE10({ seed: seedWeaverE10 }),
	]);
	for (const { stop } of [hippius, yunzhijia, weaverE10]) cleanups.push(stop);
	return { hippius, yunzhijia, weaverE10 };
}

const exampleFiles = async (): Promise<string[]> =>
	(await readdir(EXAMPLES)).filter((file) => file.endsWith('.json')).toSorted();

/** All examples; those that want a database stay without one. Gives the workflows' ids by file. */
async function importWorkflows(n8n: N8n, { hippius, yunzhijia, weaverE10 }: Platforms) {
	const post = await startMailServer(({ to, subject, text, links }) => {
		const buttons = Object.entries(links).map((each) => each.join(': '));
		console.log([`\nA mail to ${to}: ${subject}\n`, text.trim(), ...buttons].join('\n'));
	});
	cleanups.push(post.stop);
	const credentials: Credential[] = [
		await n8n.createCredential('hippiusApi', 'Hippius', hippius.credential),
		await n8n.createCredential('yunzhijiaApi', 'Yunzhijia', yunzhijia.credential),
		await n8n.createCredential('weaverE10Api', 'Weaver E10', weaverE10.credential),
		await n8n.createCredential('smtp', 'SMTP', post.credential),
	];
	const imported: Record<string, string> = {};
	for (const file of await exampleFiles()) {
		const { id } = await n8n.importWorkflow(path.join(EXAMPLES, file), credentials);
		imported[file] = id;
	}
	for (const file of LIVE) await n8n.activate(imported[file]);
	return imported;
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
		...Object.entries(workflows).map(([file, id]) => [
			path.basename(file, '.json'),
			n8n.editorUrl(id),
		]),
		['Login (this run only)', `${n8n.owner.email}  ${n8n.owner.password}`],
		['Hippius', platforms.hippius.url],
		['Yunzhijia', platforms.yunzhijia.url],
		['Weaver E10', platforms.weaverE10.url],
		['HR’s tables', path.join(filesFolder, 'hr')],
		[
			'The form for a workbook',
			`${n8n.formUrl('roster-upload')}  ${path.join(filesFolder, WORKBOOK)}`,
		],
	];
	const columns = Math.max(...addresses.map(([what]) => width(what))) + 2;
	const lines = addresses.map(([what, where]) => what + ' '.repeat(columns - width(what)) + where);
	console.log(`\n${lines.join('\n')}\n\nTry the webhook:\n${curl}\n\nCtrl-C ends it all.`);
}

async function main(): Promise<number> {
	const { values: options } = parseArgs({ options: { once: { type: 'boolean' } } });
	const workFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-demo-'));
	cleanups.push(async () => await rm(workFolder, { recursive: true, force: true }));

	// HR writes its tables anew every night: not those of the repository.
	const filesFolder = path.join(await realpath(workFolder), 'roster');
	await cp(ROSTER_FOLDER, filesFolder, { recursive: true });
	const { departments, people } = readTables();
	const workbook = workbookOf({ 部门: departments, 人员: people });
	await writeFile(path.join(filesFolder, WORKBOOK), workbook);

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
	const sync = new SyncJob(n8n, platforms, workflows[NIGHTLY_FILE], filesFolder);
	const nightsAreWell = await sync.run();
	// Published only now: the nights raise events as well.
	const events = new EventsJob(n8n, platforms, workflows[EVENTS_FILE], {
		tables: sync.tablesNow,
		folder: filesFolder,
	});
	const ok = (await events.run()) && nightsAreWell;
	console.log(
		ok
			? 'Everything came out as it must.'
			: 'NOT EVERYTHING CAME OUT AS IT MUST: see NOT SO above.',
	);
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
