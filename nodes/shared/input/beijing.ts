/** The clock of the platforms, wherever n8n stands. */

const HOURS_AHEAD = 8;

/** @param ms since 1970. Gives `yyyy-MM-dd HH:mm:ss` */
export const byBeijingsClock = (ms: number): string => timeAsWritten(ms + HOURS_AHEAD * 3_600_000);

/** The same by the clock of Greenwich. */
export const timeAsWritten = (ms: number): string =>
	new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** `yyyy-MM-dd` */
export const beijingDayOf = (ms: number): string => byBeijingsClock(ms).slice(0, 10);
