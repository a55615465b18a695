import { getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	INode,
	INodeParameters,
	INodeProperties,
	INodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { isExpression, NodeHelpers, Workflow } from 'n8n-workflow';

import type { LoadedPackage } from './package';

/** All ancestors of a credential type, the nearest last. */
export function parentTypesOf(loaded: LoadedPackage, name: string): string[] {
	const parents = loaded.credentialType(name).extends ?? [];
	return parents.flatMap((parent) => [...parentTypesOf(loaded, parent), parent]);
}

/** Own properties and inherited ones; an own property replaces the inherited one of its name. */
export function propertiesOf(loaded: LoadedPackage, name: string): INodeProperties[] {
	const { properties, extends: parents } = loaded.credentialType(name);
	if (parents === undefined) return properties;
	const merged: INodeProperties[] = [];
	for (const parent of parents) {
		NodeHelpers.mergeNodeProperties(merged, propertiesOf(loaded, parent));
	}
	NodeHelpers.mergeNodeProperties(merged, properties);
	return merged;
}

/** n8n, `packages/cli/src/oauth/dcr-managed-fields.ts`, OAUTH_PINNED_FIELDS. */
const pinnedFields = [
	'useDynamicClientRegistration',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
	'usePkce',
	'requestTokenUrl',
	'signatureMethod',
];

/** Fills in defaults for what is not stored; a pinned field that is hidden always has its default. */
export function withDefaults(
	properties: INodeProperties[],
	stored: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const isPinned = (key: string) =>
		pinnedFields.includes(key) &&
		properties.some(({ name, type }) => name === key && type === 'hidden');
	const own = Object.fromEntries(Object.entries(stored).filter(([key]) => !isPinned(key)));
	const filled = NodeHelpers.getNodeParameters(
		properties,
		own as INodeParameters,
		true,
		false,
		null,
		null,
	) as ICredentialDataDecryptedObject;

	// These three are not properties of the type, so getNodeParameters drops them.
	for (const key of ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains']) {
		if (stored[key] !== undefined) filled[key] = stored[key];
	}
	return filled;
}

/** Expressions in a credential see its own fields as `$self` and, in a run, the run's data. */
export function resolveExpressions(
	data: ICredentialDataDecryptedObject,
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
	executeData?: IExecuteData,
	run?: ICredentialsExpressionResolveValues,
): ICredentialDataDecryptedObject {
	const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
	const parameters = data as INodeParameters;
	const resolved = run
		? run.workflow.expression.getParameterValue(
				parameters,
				run.runExecutionData,
				run.runIndex,
				run.itemIndex,
				run.node.name,
				run.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			)
		: emptyWorkflow().expression.getComplexParameterValue(
				emptyNode,
				parameters,
				mode,
				keys,
				undefined,
				undefined,
				data,
			);
	return resolved as ICredentialDataDecryptedObject;
}

/** For the declarative form of `authenticate`: `={{ $credentials.apiKey }}`. */
export function resolveText(
	text: string,
	$credentials: ICredentialDataDecryptedObject,
	workflow: Workflow,
	node: INode,
): string {
	if (!isExpression(text)) return text;
	const value = workflow.expression.getSimpleParameterValue(
		node,
		text,
		'internal',
		{ $credentials },
		undefined,
		'',
	);
	return value ? String(value) : '';
}

/** Outside a run there is no workflow, and an expression cannot be resolved without one. */
const emptyNode: INode = {
	id: 'credential',
	name: 'Credential',
	type: 'credential',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

function emptyWorkflow(): Workflow {
	const nodeType = { description: { properties: [] } } as unknown as INodeType;
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	return new Workflow({ nodes: [emptyNode], connections: {}, active: false, nodeTypes });
}
