/**
 * What users of other sync engines complain of, and where here it can't happen: the golden plan
 * that names the complaint. Those that fit nowhere else stand below.
 */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

export const COMPLAINTS = {
	// Mass removal by a broken source
	'keycloak#24669': 'the source timed out, and users were removed with their roles and groups',
	'keycloak#20177': 'a password changed, nothing could be read, and all users were gone',
	'sawtooth-next-directory#271': 'removals were compared against a list that was half loaded',
	'owncloud#29547': 'no stop above 10 % of removals',
	'owncloud#29796': 'no overview for the administrator to acknowledge',
	'modernisation-platform#8606':
		'nobody read the one plan that mattered, and nobody had to confirm it',
	'bitwarden-pr#107': 'an empty result must sometimes be applied, and is mostly an accident',
	// Limits that hide
	'azure-docs#44661': 'nobody could tell whether the first ones are committed when a limit stops',
	'azure-docs#95437': 'nobody could tell what was stopped, and by which records',
	'azure-docs#35848': 'a limit could only be switched off, and stayed off',
	'terraform#16392': 'the guard hides the plan that would say why',
	// Removals that nobody asked for
	'bitwarden#548': 'users ended in the recycle bin though nobody wanted removals',
	'azure-docs#111831': 'nobody knew what the first run removes',
	'azure-docs#82269': 'nobody knew what becomes of those out of scope',
	'azure-docs#97395': 'nobody knew whether values of those out of scope are kept',
	// Renamed, or with a new key
	'bitwarden#397': 'a changed key was a removal and a creation: data lost',
	// Leavers who come back
	'go-ldap-admin#391': 'disabled, back again, and the sync fails for ever',
	'bk-user#1428': 'compared with the enabled ones only, so the others collide',
	'entra-docs#293': 'what happens on re-hire is told nowhere',
	// Duplicates and adoption
	'authentik#12827': 'the second sync collides with what the first one created',
	'eneo#443': 'matching by e-mail silently takes over a local account',
	'graphql-hive#8344': 'adopted records must wait for confirmation',
	'okta-rematch': 'once matched wrongly, never matched anew',
	// Plans that die
	'ssosync#281': 'a dry run dies on a person that is only planned',
	// Departments
	'go-ldap-admin#236': 'a change of department is not followed',
	'bk-user#922': 'a change of department is not followed',
	'go-ldap-admin#184': 'all or nothing: not only some departments',
	'go-ldap-admin#237': 'not there, so it can’t be removed, so the sync is stuck',
	// Marked instead of removed
	'authentik#12722': 'deletes where it should mark',
	'tine20#5538': 'no way back for who reappears',
};

export const complaints: Golden[] = [
	{
		title:
			'a plan that was approved is that plan or nothing: what changed since is not done along with it',
		complaint: 'modernisation-platform#8606',
		platform: {
			person: text`
				jobNo | name
				J1    | 王伟
				J2    | 李娜`,
		},
		source: {
			person: text`
				jobNo | name
				J1    | 王伟`,
		},
		parameters: { personMissing: 'retire' },
		plan: text`
			retire person J2 | not in the source
			person: source 1, platform 2, matched 1, unchanged 1, retire 1`,
		meanwhile: ({ people }) =>
			void people.set('o:J3', { ...people.get('o:J2')!, openId: 'o:J3', jobNo: 'J3' }),
		notApplied: '…retire…',
	},
	{
		title: 'the same people with other values are another plan, though the counts are the same',
		complaint: 'modernisation-platform#8606',
		platform: {
			person: text`
				jobNo | name | jobTitle
				J1    | 王伟 | 专员`,
		},
		source: {
			person: text`
				jobNo | name | jobTitle
				J1    | 王伟 | 主管`,
		},
		plan: text`
			update person J1 by jobNo | jobTitle: 专员 → 主管 | jobTitle differs
			person: source 1, platform 1, matched 1, update 1`,
		meanwhile: ({ people }) => void (people.get('o:J1')!.jobTitle = '经理'),
		notApplied: '…J1…',
	},
];
