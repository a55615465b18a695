import type { IDataObject } from 'n8n-workflow';

import type { Fault, ReceivedRequest, ScriptedAnswer } from '../../sandbox/server';

type Asked = Pick<ReceivedRequest, 'method' | 'path'>;

const isMetadata = ({ path }: Asked) => path.includes('resourceType');

/** The methods in the order of the requests. */
export const methods = (requests: Array<Pick<ReceivedRequest, 'method'>>) =>
	requests.map(({ method }) => method);

/** The same, with `metadata` for a request that reads it. */
export const asked = (requests: Asked[]) =>
	requests.map((request) => (isMetadata(request) ? 'metadata' : request.method));

/** The same without the metadata, which a run reads once and only when it needs it. */
export const profileCalls = (requests: Asked[]) =>
	methods(requests.filter((request) => !isMetadata(request)));

/** The requests that write. */
export const writes = (requests: ReceivedRequest[]) =>
	requests.filter(({ method }) => method !== 'GET');

/** The bodies of the requests that create or change a profile. */
export const bodies = (requests: ReceivedRequest[]) =>
	requests
		.filter(({ method }) => method === 'PATCH' || method === 'POST')
		.map(({ body }) => JSON.parse(body) as IDataObject);

/** The texts of the hints below a node's output. */
export const messages = (hints: Array<{ message: string }>) => hints.map(({ message }) => message);

/** The gateway's 429. @param retryAfter in seconds; without it the answer has no such header */
export const tooMany = (retryAfter?: number): ScriptedAnswer => ({
	status: 429,
	body: '{"error_code":"429050","message":"Too many requests"}',
	...(retryAfter !== undefined && { headers: { 'Retry-After': String(retryAfter) } }),
});

/** The gateway's own JSON error, which says nothing of whether Campaign has done what was asked. */
export const oops = (status: number): ScriptedAnswer => ({
	status,
	body: `{"code":${status}, "message":"Oops. Something went wrong. Check your URI and try again."}\n`,
});

/** Campaign's refusal without a reason. */
export const REFUSED: ScriptedAnswer = { status: 500, body: 'An error has occurred' };

/** The same fault at each of these calls, counted from 0: a fault does not count the calls that earlier ones have hit. */
export const atCalls = (calls: number[], faultOf: () => Fault): Fault[] =>
	calls.map((call, before) => ({ ...faultOf(), skip: call - before }));

/** Milliseconds. */
export const pause = async (ms: number) =>
	await new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until something is so, for at most 15 seconds. */
export async function until(isSo: () => boolean): Promise<void> {
	const end = performance.now() + 15_000;
	while (!isSo()) {
		if (performance.now() > end) throw new Error('It did not come about within 15 seconds');
		await pause(5);
	}
}
