/** A person in a department: what a leader and a part-time job are known by, here and in items. */
export const pairId = (openId: unknown, orgId: unknown): string =>
	`${String(openId)}|${String(orgId)}`;
