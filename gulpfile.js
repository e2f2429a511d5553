/** Builds dist/ and assembles the package: the compiler's part, and what it does not copy. */
const { execFileSync } = require('node:child_process');
const { mkdirSync, rmSync } = require('node:fs');
const { dest, parallel, series, src } = require('gulp');

const PACKAGES = 'dist-package';

const run = (command, ...args) => execFileSync(command, args, { stdio: 'inherit' });

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
	rmSync(PACKAGES, { recursive: true, force: true });
	mkdirSync(PACKAGES);
	run('npm', 'pack', '--silent', '--pack-destination', PACKAGES);
}

exports.build = series(clean, parallel(compile, copy));
exports.pack = series(exports.build, assemble);
