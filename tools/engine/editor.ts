import { LoadOptionsContext } from 'n8n-core';
import type {
	INode,
	INodeCredentials,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';
import { UserError, Workflow } from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import type { Engine } from './engine';

/** The node as it is configured in the editor at the moment a list is opened. */
export interface EditorNode {
	/** Real type name, `<package>.<node>`. */
	type: string;
	parameters: INodeParameters;
	credentials: INodeCredentials;
}

/**
 * Fills a resource locator's list, as the editor does through
 * `packages/cli/src/services/dynamic-node-parameters.service.ts`.
 *
 * @throws what the method throws; the editor shows it in the list
 */
export async function searchList(
	engine: Engine,
	method: string,
	node: EditorNode,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { nodeType, context } = editorContext(engine, node);
	const search = nodeType.methods?.listSearch?.[method];
	if (!search) throw new UserError(`The node has no list search method "${method}"`);
	const result = await search.call(context, filter, paginationToken);
	const { paginationToken: next } = result;
	return typeof next === 'number' ? { ...result, paginationToken: String(next) } : result;
}

/** Fills a list of options, as the editor does through the same service. */
export async function loadOptions(
	engine: Engine,
	method: string,
	node: EditorNode,
): Promise<INodePropertyOptions[]> {
	const { nodeType, context } = editorContext(engine, node);
	const load = nodeType.methods?.loadOptions?.[method];
	if (!load) throw new UserError(`The node has no load options method "${method}"`);
	return await load.call(context);
}

/** Fills a resource mapper's fields. Of fields with the same id n8n keeps the first. */
export async function mapFields(
	engine: Engine,
	method: string,
	node: EditorNode,
): Promise<ResourceMapperFields> {
	const { nodeType, context } = editorContext(engine, node);
	const load = nodeType.methods?.resourceMapping?.[method];
	if (!load) throw new UserError(`The node has no resource mapping method "${method}"`);
	const result = await load.call(context);
	const unique = new Map([...result.fields].reverse().map((field) => [field.id, field]));
	return { ...result, fields: result.fields.filter((field) => unique.get(field.id) === field) };
}

function editorContext(
	engine: Engine,
	{ type, parameters, credentials }: EditorNode,
): { nodeType: INodeType; context: LoadOptionsContext } {
	const { nodeTypes } = engine.package;
	const nodeType = nodeTypes.getByNameAndVersion(type);
	const node: INode = {
		id: 'editor',
		name: 'Editor',
		type,
		typeVersion: latestVersion(nodeType),
		position: [0, 0],
		parameters,
		credentials,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = additionalDataFor(engine);
	additionalData.currentNodeParameters = parameters;
	const context = new LoadOptionsContext(workflow, workflow.nodes.Editor, additionalData, '');
	return { nodeType, context };
}

function latestVersion({ description }: INodeType): number {
	return Array.isArray(description.version)
		? Math.max(...description.version)
		: description.version;
}
