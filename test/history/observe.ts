import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import type { Engine } from '../../tools/engine';
import type { Call } from './history';

/** The request header by which the sandbox's journal tells which call brought a change about. */
export const CALL_HEADER = 'x-call';

/** Takes down what the runs of a history send, and when. */
export class Observer {
	readonly calls: Call[] = [];
	private moment = 0;

	/** @param onCall is told how many calls there are by now, and the run of the last one */
	constructor(private readonly onCall: (count: number, run: number) => void) {}

	begin(call: Pick<Call, 'run' | 'method' | 'url' | 'item' | 'isAfterStop'>): {
		number: number;
		end: (status: number, body: string) => void;
	} {
		const number = this.calls.length;
		const begun: Call = { ...call, began: ++this.moment, ended: Infinity, status: 0, body: '' };
		this.calls.push(begun);
		this.onCall(this.calls.length, call.run);
		const end = (status: number, body: string) =>
			void Object.assign(begun, { status, body, ended: ++this.moment });
		return { number, end };
	}
}

/** What the node itself did in the end, also when n8n does not wait for it any more. */
export type Outcome = { returned: INodeExecutionData[][] } | { thrown: unknown };

export interface ObservedEngine {
	engine: Engine;
	/** False for a node that n8n did not come to before the run was stopped. */
	hasBegun(): boolean;
	/** Fulfilled when the node is done. */
	outcome: Promise<Outcome>;
}

/** The same engine for one run, whose calls are taken down. */
export function observedEngine(
	engine: Engine,
	observer: Observer,
	run: number,
	itemIn: (body: unknown) => number | undefined,
): ObservedEngine {
	let hasBegun = false;
	let done: (outcome: Outcome) => void = () => {};
	const outcome = new Promise<Outcome>((resolve) => (done = resolve));
	const { nodeTypes } = engine.package;
	const observed = (nodeType: INodeType): INodeType => {
		const { execute } = nodeType;
		if (!execute) return nodeType;
		const wrapped = Object.create(nodeType) as INodeType;
		wrapped.execute = async function (this: IExecuteFunctions) {
			hasBegun = true;
			observeCalls(this, observer, run, itemIn);
			try {
				const returned = (await execute.call(this)) as INodeExecutionData[][];
				done({ returned });
				return returned;
			} catch (error) {
				done({ thrown: error });
				throw error;
			}
		};
		return wrapped;
	};
	const isOurs = (name: string) => name.startsWith(`${engine.package.name}.`);
	return {
		hasBegun: () => hasBegun,
		outcome,
		engine: {
			...engine,
			package: {
				...engine.package,
				nodeTypes: {
					...nodeTypes,
					getByNameAndVersion: (name, version) => {
						const found = nodeTypes.getByNameAndVersion(name, version);
						return isOurs(name) ? observed(found) : found;
					},
				},
			},
		},
	};
}

interface FullResponse {
	statusCode: number;
	body: unknown;
}

/** Changes the helpers of one context in place; the engine makes a context for every run. */
function observeCalls(
	context: IExecuteFunctions,
	observer: Observer,
	run: number,
	itemIn: (body: unknown) => number | undefined,
): void {
	const { helpers } = context;
	const { httpRequestWithAuthentication } = helpers;
	helpers.httpRequestWithAuthentication = async function (type, options, more) {
		const { method = 'GET', url, body, headers } = options;
		const isAfterStop = context.getExecutionCancelSignal?.()?.aborted === true;
		const call = { run, method, url, item: itemIn(body), isAfterStop };
		const { number, end } = observer.begin(call);
		const marked: IHttpRequestOptions = {
			...options,
			headers: { ...headers, [CALL_HEADER]: String(number) },
		};
		try {
			const response = await httpRequestWithAuthentication.call(this, type, marked, more);
			const { statusCode, body: said } = response as FullResponse;
			end(statusCode, typeof said === 'string' ? said : JSON.stringify(said ?? ''));
			return response;
		} catch (error) {
			end(0, '');
			throw error;
		}
	};
}
