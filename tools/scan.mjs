// n8n's verification scan without the network: its two legs on this checkout and on the tarball.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const unpacked = mkdtempSync(join(tmpdir(), 'orgsync-scan-'));
const [tarball] = existsSync('dist-package') ? readdirSync('dist-package') : [];
if (!tarball) {
	console.error('There is no package to scan in dist-package: run "npm run pack" first');
	process.exit(1);
}
execFileSync('tar', [
	'-xzf',
	join('dist-package', tarball),
	'-C',
	unpacked,
	'--strip-components=1',
]);

const legs = [
	['source', process.cwd(), SOURCE_FILE_PATTERNS],
	['tarball', unpacked, ['**/*.js', 'package.json']],
];
for (const [name, folder, patterns] of legs) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	console.log(`scan of the ${name}: ${passed ? 'passed' : `failed, ${message}\n${details}`}`);
	if (!passed) process.exitCode = 1;
}
rmSync(unpacked, { recursive: true });
