import { ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

import { EngineCredentialsHelper } from './credentialsHelper';
import type { Engine } from './engine';

const base = 'http://127.0.0.1:5678';

/**
 * What the n8n server hands to the engine with every run
 * (`packages/cli/src/workflow-execute-additional-data.ts`). The addresses are those of an n8n with
 * default settings; nothing listens there, but expressions such as `$execution.resumeUrl` need them.
 */
export function additionalDataFor(
	engine: Engine,
	executionId?: string,
): IWorkflowExecuteAdditionalData {
	const notHere = async (): Promise<never> => {
		throw new UnexpectedError('Sub-workflows and task runners are not part of this engine');
	};
	return {
		credentialsHelper: new EngineCredentialsHelper(engine.package, engine.credentials),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: `${base}/`,
		formBaseUrl: `${base}/form`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: `${base}/form-test`,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		executeWorkflow: notHere,
		startRunnerTask: notHere,
		getRunExecutionData: notHere,
		getRuntimeCredential: notHere,
		logAiEvent: () => {},
	};
}
