/** How many records a single operation gets. */
export const RECORDS = 4;
