/**
 * A language model that calls the tools that a test tells it to: OpenAI's chat completions, as far
 * as n8n's agents use them. Strict about what it is sent, and it keeps all of it.
 */
import { onTestFinished } from 'vitest';
import { json, page } from '../platforms/exchange.ts';
import type { Answer, RecordedRequest } from '../platforms/exchange.ts';
import { startPlatform, tokenBook } from '../platforms/server.ts';

/** What the model wants of a tool. */
export interface ToolCall {
	tool: string;
	args?: Record<string, unknown>;
}

/** A tool as it is offered to the model. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: {
		type: string;
		properties: Record<string, { type: string; description?: string }>;
		required?: string[];
	};
}

interface Message {
	role: string;
	content?: unknown;
	tool_call_id?: string;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
}

interface Chat {
	model: string;
	messages: Message[];
	tools?: Array<{ type: string; function: OfferedTool }>;
	stream?: boolean;
}

const API_KEY = 'sk-scripted';
const PATH = '/chat/completions';

/** What it says when it has called all tools. */
export const LAST_WORDS = 'Nothing further.';

/** For the test at hand: calls one tool after the other, and then has nothing further to say. */
export async function startModel(calls: ToolCall[]) {
	const platform = await startPlatform(
		{
			createState: () => ({}),
			endpoints: { [`POST ${PATH}`]: (request) => answerTo(request, calls) },
			unknownPath: () => page(404, '404 Not Found'),
			tokenPaths: [],
			tokens: tokenBook({}, 0, Date.now),
			tokenRejected: refused('Incorrect API key provided', 401),
			slowDown: refused('Rate limit reached', 429),
			refusal: () => refused('The model refuses'),
			credential: (url) => ({ apiKey: API_KEY, url }),
		},
		{ prefix: '/v1' },
	);
	onTestFinished(platform.stop);
	const chats = () => platform.requestsTo(PATH).map(({ body }) => body as Chat);
	return {
		...platform,
		credential: { apiKey: API_KEY, url: platform.url },
		/** The tools that it was offered, by name. */
		offered: () =>
			Object.fromEntries(
				(chats().at(-1)?.tools ?? []).map(({ function: tool }) => [tool.name, tool]),
			),
		/** What it was answered to each of its calls, as text. */
		answers: () =>
			(chats().at(-1)?.messages ?? []).filter(isOfTool).map(({ content }) => `${content}`),
	};
}

const isOfTool = ({ role }: Message) => role === 'tool';

const refused = (message: string, status = 400): Answer =>
	json({ error: { message, type: 'invalid_request_error', param: null, code: null } }, status);

function answerTo({ headers, body }: RecordedRequest, calls: ToolCall[]): Answer {
	if (headers.authorization !== `Bearer ${API_KEY}`)
		return refused('Incorrect API key provided', 401);
	const chat = body as Chat;
	const complaint = complaintOf(chat);
	if (complaint) return refused(complaint);
	const answered = chat.messages.filter(isOfTool).length;
	const call = calls[answered];
	if (call && !chat.tools?.some(({ function: { name } }) => name === call.tool))
		return refused(`The test calls “${call.tool}”, which is not among the tools`);
	return completion(chat, call && toolCall(call, answered));
}

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** What OpenAI would refuse, undefined if nothing. */
function complaintOf({ model, messages, tools = [] }: Chat): string | undefined {
	if (typeof model !== 'string') return 'you must provide a model parameter';
	if (!Array.isArray(messages) || !messages.some(({ role }) => role === 'user'))
		return 'messages: no question of a user';
	const names = tools.map(({ function: { name } }) => name);
	if (new Set(names).size < names.length) return 'tools: names must be unique';
	for (const { type, function: tool } of tools) {
		if (type !== 'function' || !TOOL_NAME.test(tool.name))
			return `tools: invalid name ${tool.name}`;
		if (!tool.description) return `tools: ${tool.name} has no description`;
		if (tool.parameters?.type !== 'object') return `tools: invalid schema for ${tool.name}`;
	}
	const open = new Set<string>();
	for (const { role, content, tool_calls: asked = [], tool_call_id: id = '' } of messages) {
		if (role === 'tool') {
			if (!open.delete(id)) return `messages: nothing asked for the answer ${id}`;
			if (typeof content !== 'string') return `messages: the answer ${id} is no text`;
		} else if (open.size) return `messages: no answer to ${[...open].join(', ')}`;
		for (const call of asked) open.add(call.id);
	}
	return open.size ? `messages: no answer to ${[...open].join(', ')}` : undefined;
}

const toolCall = ({ tool, args = {} }: ToolCall, nth: number) => ({
	id: `call_${nth}`,
	type: 'function',
	function: { name: tool, arguments: JSON.stringify(args) },
});

/** One answer, whole or as the stream that n8n asked for. */
function completion({ model, stream }: Chat, call?: ReturnType<typeof toolCall>): Answer {
	const ends = { index: 0, finish_reason: call ? 'tool_calls' : 'stop' };
	const says = (calls: object[]) => ({
		role: 'assistant',
		...(call ? { content: null, tool_calls: calls } : { content: LAST_WORDS }),
	});
	const about = { id: 'chatcmpl-scripted', created: 1, model };
	if (!stream) {
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		const choices = [{ ...ends, message: says([call ?? {}]) }];
		return json({ ...about, object: 'chat.completion', choices, usage });
	}
	const chunks = [
		{ index: 0, delta: says([{ index: 0, ...call }]), finish_reason: null },
		{ ...ends, delta: {} },
	].map((choice) => ({ ...about, object: 'chat.completion.chunk', choices: [choice] }));
	const lines = [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'];
	const body = lines.map((line) => `data: ${line}\n\n`).join('');
	return { status: 200, type: 'text/event-stream', body };
}
