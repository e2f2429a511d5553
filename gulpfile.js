/** Builds dist/ and assembles the packages: the compiler's part, and what it does not copy. */
const { execFileSync } = require('node:child_process');
const { cpSync, mkdirSync, rmSync } = require('node:fs');
const { dest, parallel, series, src } = require('gulp');

const PACKAGE = 'dist-package';
const PACKAGES = 'dist-packages';

const run = (command, ...args) => execFileSync(command, args, { stdio: 'inherit' });
const npmPack = (target, ...folders) =>
	run('npm', 'pack', '--silent', '--pack-destination', target, ...folders);

function empty(folder) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
}

async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

async function compile() {
	run(process.execPath, require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json');
}

/** Icons, search words and output schemas. */
const copy = () =>
	src('nodes/**/{*.svg,*.node.json,__schema__/**/*.json}', { encoding: false }).pipe(
		dest('dist/nodes'),
	);

/** The tarball as it would be published. */
async function assemble() {
	empty(PACKAGE);
	npmPack(PACKAGE);
}

/** That one, and one of each service. */
async function assembleAll() {
	const { writeAll } = await import('./tools/packages.mjs');
	empty(PACKAGES);
	const folders = await writeAll(PACKAGES);
	npmPack(PACKAGES, ...folders.map((folder) => `./${folder}`));
	cpSync(PACKAGE, PACKAGES, { recursive: true });
}

exports.build = series(clean, parallel(compile, copy));
exports.pack = series(exports.build, assemble);
exports.packages = series(exports.pack, assembleAll);
