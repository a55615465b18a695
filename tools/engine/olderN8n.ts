import type { IExecuteFunctions, IHttpRequestOptions, INodeType, INodeTypes } from 'n8n-workflow';

/**
 * Imitates n8n before 2.10, whose request helper knew `ignoreHttpStatusErrors` only as a yes or no:
 * `if (n8nRequest.ignoreHttpStatusErrors) axiosRequest.validateStatus = () => true` (n8n-core 2.8.1,
 * request-helper-functions.js; n8n-core 2.11.1 looks at `ignore` and `except`). With
 * `{ ignore: true, except: [401] }` a 401 then comes back as data and n8n renews no token.
 *
 * The object becomes plain `true` on its way from the node to the helper. Nothing else of an old
 * n8n is imitated.
 */
export function withoutExcept(nodeTypes: INodeTypes): INodeTypes {
	return {
		getByName: (name) => nodeTypes.getByName(name),
		getByNameAndVersion: (name, version) => wrap(nodeTypes.getByNameAndVersion(name, version)),
		getKnownTypes: () => nodeTypes.getKnownTypes(),
	};
}

type RequestHelpers = Pick<
	IExecuteFunctions['helpers'],
	'httpRequest' | 'httpRequestWithAuthentication'
>;

/** Changes the helpers of one context in place; the engine makes a context for every run. */
export function forgetExcept(helpers: RequestHelpers): void {
	const { httpRequest, httpRequestWithAuthentication } = helpers;
	helpers.httpRequest = async (options) => await httpRequest(flatten(options));
	helpers.httpRequestWithAuthentication = async function (type, options, more) {
		return await httpRequestWithAuthentication.call(this, type, flatten(options), more);
	};
}

function flatten(options: IHttpRequestOptions): IHttpRequestOptions {
	if (typeof options.ignoreHttpStatusErrors !== 'object') return options;
	return { ...options, ignoreHttpStatusErrors: true };
}

function wrap(nodeType: INodeType): INodeType {
	const { execute } = nodeType;
	if (!execute) return nodeType;
	const wrapped = Object.create(nodeType) as INodeType;
	wrapped.execute = async function (this: IExecuteFunctions) {
		forgetExcept(this.helpers);
		return await execute.call(this);
	};
	return wrapped;
}
