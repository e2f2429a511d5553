// Spreadsheets as people save and open them, by the library that n8n itself has.
import { createRequire } from 'node:module';

type Rows = Array<Record<string, unknown>>;

interface Workbook {
	SheetNames: string[];
	Sheets: Record<string, unknown>;
}

interface Xlsx {
	utils: {
		book_new: () => Workbook;
		book_append_sheet: (book: Workbook, sheet: unknown, name: string) => void;
		json_to_sheet: (rows: Rows) => unknown;
		sheet_to_json: (sheet: unknown) => Rows;
	};
	read: (content: Buffer) => Workbook;
	write: (book: Workbook, options: { type: 'buffer'; bookType: 'xlsx' }) => Buffer;
}

const { read, utils, write } = createRequire(import.meta.url)('@e965/xlsx') as Xlsx;

export function workbookOf(sheets: Record<string, Rows>): Buffer {
	const book = utils.book_new();
	for (const [name, rows] of Object.entries(sheets))
		utils.book_append_sheet(book, utils.json_to_sheet(rows), name);
	return write(book, { type: 'buffer', bookType: 'xlsx' });
}

/** The rows of its first sheet. */
export function rowsIn(content: Buffer): Rows {
	const { SheetNames, Sheets } = read(content);
	return utils.sheet_to_json(Sheets[SheetNames[0]]);
}
