// What n8n's REST interface and export format give and take, as far as it is used here.

export interface N8nOptions {
	/** Folder for everything that n8n keeps; made when absent. Only one server at a time in it. */
	userFolder: string;
	/** The packages to have installed, as `npm pack` made them; with none, what is there stays. */
	packageTarball?: string | string[];
	/** Default: any free port. */
	port?: number;
	/** The only folder that workflows may read and write; relative paths start here. */
	filesFolder?: string;
	/** The account to make, or to log in with when the folder has one. Default: a made-up one. */
	owner?: Owner;
	/** Ends the server at once, also while it starts. */
	signal?: AbortSignal;
	/** More environment, e.g. `GENERIC_TIMEZONE`. */
	env?: Record<string, string>;
	/** Which of n8n's processes it is, `webhook` or `worker`; default `start`, the one with the editor. */
	command?: string[];
}

export interface Owner {
	email: string;
	password: string;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A workflow in n8n's export format, as far as it is used here. */
export interface WorkflowJson {
	name: string;
	nodes: Array<{
		name: string;
		type: string;
		parameters: Record<string, unknown>;
		credentials?: Record<string, { id: string; name: string }>;
		[key: string]: unknown;
	}>;
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[key: string]: unknown;
}

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	/** Its files: kept by n8n under an id, or here. */
	binary?: Record<string, { id?: string; data?: string }>;
}

/** One run of one node: its items by output, or the error that ended it. */
export interface NodeRun {
	executionStatus?: string;
	/** Milliseconds: of the clock, and how many of them. */
	startTime: number;
	executionTime: number;
	error?: { message: string; description?: string };
	data?: { main: Array<Item[] | null> };
	source?: Array<{ previousNode: string } | null>;
	/** Of a node that waits for a form. */
	metadata?: { resumeFormUrl?: string };
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	workflowId: string;
	startedAt: string;
	stoppedAt?: string;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: { message: string; description?: string };
			lastNodeExecuted?: string;
		};
	};
}

export type ExecutionSummary = Omit<Execution, 'data'>;

export interface CommandResult {
	code: number | null;
	stdout: string;
	stderr: string;
}
