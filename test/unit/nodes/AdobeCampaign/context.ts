import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
} from 'n8n-workflow';

import type { Operation } from '../../../../nodes/AdobeCampaign/resources/resource';

/** What a test says of n8n's side; everything else is as in a plain execution of one empty item. */
export interface Setting {
	/** The node's parameters, nested as n8n stores them. */
	parameters?: IDataObject;
	/** What the expressions among the parameters give, by their text; a function gets the item's index. */
	expressions?: Record<string, unknown>;
	/** The json of each item. */
	items?: IDataObject[];
	node?: Partial<INode>;
	/** The fields of the credential for an item. */
	credential?: (itemIndex: number) => IDataObject;
	/** n8n's Stop button. */
	signal?: AbortSignal;
	continueOnFail?: boolean;
	/** Answers `httpRequestWithAuthentication`; `this` is the context that it is called on. */
	request?: (
		this: IExecuteFunctions,
		options: IHttpRequestOptions,
		signing?: unknown,
	) => Promise<unknown>;
	/** What n8n keeps for the node as long as an execution lasts. */
	kept?: IDataObject;
	/** In which round of a loop the node runs. */
	runIndex?: number;
	/** Filled with the texts of the output panel. */
	hints?: string[];
}

/** The node as a workflow stores it. */
export const NODE: INode = {
	id: '1',
	name: 'Adobe Campaign Profile',
	type: 'n8n-nodes-adobe-campaign.adobeCampaignProfile',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export const CREDENTIAL = {
	organization: 'acme',
	baseUrl: 'https://mc.adobe.io',
	apiKey: 'key-1',
	accessToken: 'token-1',
};

/** `a.b`, `a["b.c"]`: the parts of a parameter's path. */
const partsOf = (path: string) =>
	[...path.matchAll(/\["([^"]*)"\]|[^.[\]]+/g)].map(([part, quoted]) => quoted ?? part);

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const valueIn = (parameters: IDataObject, path: string) =>
	partsOf(path).reduce<unknown>(
		(value, part) => (isObject(value) ? value[part] : undefined),
		parameters,
	);

/** n8n's part of an execution. Like n8n's own, it throws for a parameter that is not there and has no fallback. */
export function contextOf({
	parameters = {},
	expressions = {},
	items = [{}],
	node = {},
	credential = () => CREDENTIAL,
	signal,
	continueOnFail = false,
	request = async () => await Promise.reject(new Error('No request was expected')),
	kept = {},
	runIndex = 0,
	hints = [],
}: Setting = {}): IExecuteFunctions {
	const computed = (value: unknown, itemIndex: number): unknown => {
		if (typeof value === 'string' && value.startsWith('=')) {
			const result = expressions[value];
			return typeof result === 'function'
				? (result as (index: number) => unknown)(itemIndex)
				: result;
		}
		if (!isObject(value)) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, part]) => [name, computed(part, itemIndex)]),
		);
	};
	const getNodeParameter = (
		name: string,
		itemIndex: number,
		fallback?: unknown,
		options: { rawExpressions?: boolean } = {},
	) => {
		const value = valueIn(parameters, name) ?? fallback;
		if (value === undefined) throw new Error(`Could not get parameter ${name}`);
		return options.rawExpressions ? value : computed(value, itemIndex);
	};
	return {
		getNode: () => ({ ...NODE, ...node }),
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter,
		getTimezone: () => 'Europe/Paris',
		getCredentials: async (_type: string, itemIndex: number) =>
			await Promise.resolve(credential(itemIndex)),
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => continueOnFail,
		getContext: () => kept,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		addExecutionHints: (...shown: Array<{ message: string }>) =>
			hints.push(...shown.map(({ message }) => message)),
		helpers: {
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				_type: string,
				options: IHttpRequestOptions,
				signing?: unknown,
			) {
				return await request.call(this, options, signing);
			},
		},
	} as unknown as IExecuteFunctions;
}

/** n8n's part of a list of the editor: parameters are read without an item. */
export function editorContextOf(setting: Setting = {}): ILoadOptionsFunctions {
	const { getNode, getNodeParameter, getCredentials, helpers } = contextOf(setting);
	const read = (name: string, fallback?: unknown) => getNodeParameter(name, 0, fallback) as unknown;
	return {
		getNode,
		getCredentials,
		helpers,
		getNodeParameter: read,
		getCurrentNodeParameter: (name: string) => valueIn(setting.parameters ?? {}, name),
	} as unknown as ILoadOptionsFunctions;
}

/** What an operation reads for one item, and before that for all. */
export const inputOf = <Input, Shared>(
	operation: Operation<Input, Shared>,
	context: IExecuteFunctions,
	itemIndex = 0,
): Input => operation.read(context, itemIndex, operation.readShared?.(context) as Shared);
