import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestRequest,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { createRunExecutionData, UserError, Workflow } from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import { EngineCredentialsHelper } from './credentialsHelper';
import type { Engine } from './engine';

/**
 * Tests a credential as the editor does after saving it, by the type's `test` request. n8n
 * (`packages/cli/src/services/credentials-tester.service.ts`) hangs the request on a property of a
 * throw-away node and runs that as a declarative node; so does this.
 *
 * @returns what the editor shows: `{ status: 'OK' | 'Error', message }`
 */
export async function testCredential(
	engine: Engine,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const { test } = engine.package.credentialType(type);
	if (!test) throw new UserError(`Credential type "${type}" has no test request`);

	const saved = engine.credentials.add(type, data, 'Credential under test');
	const helper = new EngineCredentialsHelper(engine.package, engine.credentials);
	const filled = await helper.getDecrypted(additionalDataFor(engine), saved, type, 'internal');
	try {
		const output = await sendTestRequest(engine, test, { ...saved, type, data: filled });
		return judgeAnswer(test, output?.[0]?.[0]?.json);
	} catch (error) {
		return judgeError(test, error as TestError);
	}
}

async function sendTestRequest(
	engine: Engine,
	test: ICredentialTestRequest,
	credential: ICredentialsDecrypted,
): Promise<INodeExecutionData[][] | null | undefined> {
	const nodeType = nodeTypeFor(engine, test, credential.type);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataFor(engine),
		'internal',
		createRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	return await new RoutingNode(context, nodeType, credential).runNode();
}

function nodeTypeFor(engine: Engine, test: ICredentialTestRequest, type: string): INodeType {
	const { description } = engine.package.nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp');
	return {
		description: {
			...description,
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
}

interface TestError extends Error {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

/** A type's own rules come first, then the status text (Node's, such as "Unauthorized"), then the code. */
function judgeError(test: ICredentialTestRequest, error: TestError): INodeCredentialTestResult {
	const { response, code } = error.cause ?? {};
	const rule = test.rules?.find(
		(candidate) =>
			candidate.type === 'responseCode' && candidate.properties.value === response?.status,
	);
	if (rule) return { status: 'Error', message: rule.properties.message };
	if (!response) return { status: 'Error', message: code ?? error.message };
	const message = response.statusText || `Received HTTP status code: ${response.status}`;
	return { status: 'Error', message };
}

function judgeAnswer(
	test: ICredentialTestRequest,
	body: INodeExecutionData['json'] | undefined,
): INodeCredentialTestResult {
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		if (body?.[rule.properties.key] === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}
