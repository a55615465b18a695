import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';

/** A tool as it is offered to a model (OpenAI, "Function calling"). */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties: Record<string, { type: string; description?: string }> };
}

interface Message {
	role: string;
	content: string;
}

interface ChatRequest {
	model: string;
	messages: Message[];
	tools: Array<{ type: 'function'; function: OfferedTool }>;
}

/** How the model plays its part. */
export interface Script {
	/** The tool's arguments, which it answers first. */
	callWith(tool: OfferedTool): Record<string, string>;
	/** What it answers when it has the tool's result. */
	answer(toolResult: string): string;
}

export interface ScriptedModel {
	/** The "Base URL" of n8n's OpenAI credential. */
	url: string;
	/** What it was offered, by request. */
	offered: OfferedTool[][];
	close(): Promise<void>;
}

/** Starts a model on this machine's loopback that speaks OpenAI's "Chat completions" and follows a script. */
export async function startScriptedModel(script: Script): Promise<ScriptedModel> {
	const app = Fastify({ forceCloseConnections: true });
	const offered: OfferedTool[][] = [];
	app.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		const tools = body.tools.map((tool) => tool.function);
		offered.push(tools);
		const result = body.messages.find(({ role }) => role === 'tool')?.content;
		return completion(
			body.model,
			result === undefined ? toolCall(tools[0], script) : { content: script.answer(result) },
		);
	});
	await app.listen({ port: 0, host: '127.0.0.1' });
	const { port } = app.server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/v1`, offered, close: () => app.close() };
}

function toolCall(tool: OfferedTool, { callWith }: Script) {
	const call = { name: tool.name, arguments: JSON.stringify(callWith(tool)) };
	return { content: null, tool_calls: [{ id: 'call_1', type: 'function', function: call }] };
}

function completion(model: string, message: { content: string | null; tool_calls?: object[] }) {
	const reason = message.tool_calls ? 'tool_calls' : 'stop';
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 0,
		model,
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
