// Makes the checkout ready, then runs a command under the project's own Node 24:
//
//     node tools/ready.mjs [--demo] <command> [arguments]
//
// Ready means: node_modules is what package-lock.json says, the `node` package has its binary and,
// with --demo, demo/node_modules is there too, with sqlite3 built for the n8n server.
// Plain JavaScript that runs on Node 20 and npm 10: it comes before everything else.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	closeSync,
	existsSync,
	openSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './progress.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const demo = path.join(root, 'demo');
const bin = path.join(root, 'node_modules', '.bin');
const isWindows = process.platform === 'win32';
const logFile = path.join(tmpdir(), `orgsync-install-${process.pid}.log`);

/**
 * PATH without this project's own binaries. `npm start` puts them first, and npm ci removes them:
 * what installs must not run on a Node that it deletes.
 */
const outsidePath = (process.env.PATH ?? '')
	.split(path.delimiter)
	.filter((entry) => !path.resolve(entry).startsWith(root + path.sep))
	.join(path.delimiter);
const insidePath = [bin, outsidePath].join(path.delimiter);

/** Ends the program with a sentence for the person in front of it. */
class NotReady extends Error {}

/** Runs a program with its output in the log; rejects when it does not exit with 0. */
function run(command, args, { cwd, PATH = outsidePath, env = {} }) {
	return new Promise((resolve, reject) => {
		const log = openSync(logFile, 'a');
		const child = spawn(command, args, {
			cwd,
			env: { ...process.env, ...env, PATH },
			stdio: ['ignore', log, log],
			shell: isWindows,
		});
		const fail = (reason) =>
			reject(
				new NotReady(`"${command} ${args.join(' ')}" ${reason}. What it printed is in ${logFile}`),
			);
		child.on('error', (error) => fail(`did not start: ${error.message}`));
		child.on('close', (code, signal) => {
			closeSync(log);
			if (code === 0) resolve();
			else fail(signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
		});
	});
}

const stampFile = (folder) => path.join(folder, 'node_modules', '.installed-lock');

const lockHash = (folder) =>
	createHash('sha256')
		.update(readFileSync(path.join(folder, 'package-lock.json')))
		.digest('hex');

/** Whether node_modules was installed, to the end, from the lock file as it is now. */
const isInstalled = (folder) =>
	existsSync(stampFile(folder)) && readFileSync(stampFile(folder), 'utf8') === lockHash(folder);

async function install(folder) {
	// npm ci empties node_modules first, so an install that is cut short leaves no stamp.
	await run('npm', ['ci', '--ignore-scripts'], { cwd: folder });
	writeFileSync(stampFile(folder), lockHash(folder));
}

/** Has the `node` package fetch its binary, as its preinstall script would. */
async function installNode() {
	const cwd = path.join(root, 'node_modules', 'node');
	await run('node', ['installArchSpecificPackage.js'], { cwd });
	// npm links only binaries that exist, so node_modules/.bin/node is still to be made.
	await run('npm', ['rebuild', 'node', '--ignore-scripts'], { cwd: root });
}

const hasNode = () =>
	existsSync(path.join(root, 'node_modules', 'node', 'bin', 'node')) &&
	existsSync(path.join(bin, 'node'));

const sqliteFolder = path.join(demo, 'node_modules', 'sqlite3');
const hasSqlite = () =>
	existsSync(path.join(sqliteFolder, 'build', 'Release', 'node_sqlite3.node'));

async function buildSqlite() {
	// The binary's package brings Node's headers along, so node-gyp need not download them.
	const headers = nodeHeaders();
	// Linking with the system's SQLite saves compiling another one.
	const system = existsSync('/usr/include/sqlite3.h') ? '/usr' : undefined;
	await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], {
		cwd: demo,
		PATH: insidePath,
		env: {
			...(headers && { npm_config_nodedir: headers }),
			...(system && { npm_config_sqlite: system }),
		},
	});
	if (!hasSqlite()) {
		throw new NotReady(
			'npm built no SQLite for the n8n server. It needs python3, make and a C++ compiler. ' +
				`What it printed is in ${logFile}`,
		);
	}
}

/** The folder with `include/node`, in the package of this platform's binary. */
function nodeHeaders() {
	const packages = path.join(root, 'node_modules', 'node', 'node_modules');
	return readdirSync(packages)
		.map((name) => path.join(packages, name))
		.find((folder) => existsSync(path.join(folder, 'include', 'node', 'node.h')));
}

/** What may be missing, in the order in which it is needed. */
const steps = [
	{
		label: 'Installing the packages (about half a minute)',
		done: () => isInstalled(root),
		work: () => install(root),
	},
	{ label: 'Installing Node 24', done: hasNode, work: installNode },
	{
		label: 'Installing n8n (2 to 4 minutes, 3 GB)',
		demo: true,
		done: () => isInstalled(demo),
		work: () => install(demo),
	},
	{
		label: 'Building SQLite for n8n (up to 2 minutes)',
		demo: true,
		done: hasSqlite,
		work: buildSqlite,
	},
];

/** Runs the command in this program's place: its output, its signals, its exit code. */
function goOn([command, ...args]) {
	const child = spawn(command, args, {
		env: { ...process.env, PATH: insidePath },
		stdio: 'inherit',
		shell: isWindows,
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		// A terminal gives Ctrl-C to the child as well; passing it on would count twice.
		process.on(signal, () => {
			if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
		});
	}
	child.on('error', (error) => {
		console.error(`"${command}" did not start: ${error.message}`);
		process.exit(127);
	});
	child.on('close', (code, signal) => {
		process.exit(code ?? 128 + constants.signals[signal]);
	});
}

const [first, ...rest] = process.argv.slice(2);
const withDemo = first === '--demo';
const command = withDemo ? rest : [first, ...rest];
if (!command[0]) {
	console.error('Use: node tools/ready.mjs [--demo] <command> [arguments]');
	process.exit(2);
}

try {
	for (const { label, demo: onlyDemo, done, work } of steps) {
		if ((withDemo || !onlyDemo) && !done()) await step(label, work);
	}
	rmSync(logFile, { force: true });
} catch (error) {
	if (!(error instanceof NotReady)) throw error;
	console.error(error.message);
	process.exit(1);
}
goOn(command);
