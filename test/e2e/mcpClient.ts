import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';

import { eventually } from './eventually';

/** What a tool answered: text for a model. */
export interface Answer {
	isError: boolean;
	text: string;
}

/** A client as AI applications have one, connected to a server. */
export interface McpClient {
	/** What the server says of all its tools; undefined for nothing. */
	instructions?: string;
	tools: Tool[];
	/**
	 * @param given left out: the call has no arguments, not even an empty object
	 * @throws McpError for a call that the server refuses before it comes to a tool
	 */
	call(tool: string, given?: object): Promise<Answer>;
	close(): Promise<void>;
}

/** Connects once. @param token of Bearer authentication. @throws when the server refuses it */
export async function connect(url: string, token?: string): Promise<McpClient> {
	const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
	const client = new Client({ name: 'e2e', version: '1.0.0' });
	await client.connect(
		new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
	);
	const { tools } = await client.listTools();
	return {
		instructions: client.getInstructions(),
		tools,
		call: async (name, given) => {
			const { content, isError } = await client.callTool({
				name,
				arguments: given as Record<string, unknown> | undefined,
			});
			const texts = (content as Array<{ text?: string }>).map(({ text = '' }) => text);
			return { isError: isError === true, text: texts.join('\n') };
		},
		close: () => client.close(),
	};
}

/** Connects to a server that has just been published: n8n answers 404 for a moment. */
export const connectWhenOpen = async (url: string, token?: string): Promise<McpClient> =>
	await eventually(async () => await connect(url, token));
