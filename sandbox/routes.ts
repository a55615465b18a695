import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CampaignCall } from './campaign/call';
import { answerCampaign } from './campaign/router';
import { deliver } from './delivery';
import { underFault, underStateFault } from './faults/apply';
import { type GatewayCall, gatewayRefusal } from './gateway';
import { oops, type Answer } from './http';
import { KINDS } from './kinds';
import { latencyOf } from './latency';
import { withoutSecrets, type ReceivedRequest, type RequestLog } from './log';
import type { Organization } from './organization';
import type { SandboxState } from './state';

/** Answers `/<organization>/campaign/<endpoint>/…`: records the call, lets the gateway check it and Campaign carry it out. */
export async function handleCampaign(
	state: SandboxState,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const name = decoded(pathOf(request).split('/')[1]);
	const organization = state.organization(name);
	const record = remember(organization.log, request, bodyOf(request).toString());
	const fault = organization.faults.take(request.method, request.url);
	// A reset may give the organization another limit meanwhile.
	const { limit } = organization;
	let isAdmitted = false;
	const outcome = underFault(fault, () =>
		underStateFault(fault, organization, state, record, () => {
			const refused = gatewayRefusal(credentialsOf(organization, request), organization, state);
			isAdmitted = refused === undefined;
			return refused ?? answerCall(organization, request);
		}),
	);
	const { now } = organization.settings;
	if (now !== '') reply.header('date', new Date(now).toUTCString());
	const delayMs = latencyOf(organization.settings) + (fault?.delayMs ?? 0);
	try {
		await deliver(
			reply,
			outcome,
			{ delayMs, trickle: fault?.trickle },
			record,
			state.closing.signal,
		);
	} finally {
		if (isAdmitted) limit.end();
	}
	return reply;
}

/** `POST /ims/token/v3` */
export async function handleToken(
	state: SandboxState,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const { tokens } = state;
	const form = bodyOf(request).toString();
	const record = remember(tokens.log, request, form);
	const fault = tokens.faults.take(request.method, request.url);
	const parameters = new URLSearchParams(`${queryOf(request)}&${form}`);
	const outcome = underFault(fault, () => tokens.answer(parameters));
	await deliver(
		reply,
		outcome,
		{ ...fault, delayMs: fault?.delayMs ?? 0 },
		record,
		state.closing.signal,
	);
	return reply;
}

function credentialsOf({ name }: Organization, { headers }: FastifyRequest): GatewayCall {
	const header = (key: string) => String(headers[key] ?? '');
	return {
		organization: name,
		apiKey: header('x-api-key'),
		authorization: header('authorization'),
	};
}

function answerCall(organization: Organization, request: FastifyRequest): Answer {
	const call = readCall(organization, request);
	return call ? answerCampaign(call, KINDS) : oops(500);
}

/** The parts of a call; undefined when the path is not Campaign's. */
function readCall(organization: Organization, request: FastifyRequest): CampaignCall | undefined {
	const [, , campaign, endpoint = '', ...rest] = pathOf(request).split('/');
	if (campaign !== 'campaign') return undefined;
	const { headers } = request;
	return {
		organization,
		method: request.method,
		endpoint,
		segments: rest.filter(Boolean).map(decoded),
		query: new URLSearchParams(queryOf(request)),
		path: [endpoint, ...rest].join('/'),
		base: baseOf(organization, headers.host),
		body: bodyOf(request),
		hasBody: Number(headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in headers,
		contentType: headers['content-type'] ?? '',
	};
}

/** The beginning of hrefs: behind a proxy Campaign may name Adobe's host, or leave the origin out. */
function baseOf({ name, settings }: Organization, host = ''): string {
	const origins = { asCalled: `http://${host}`, adobe: 'https://mc.adobe.io', none: '' };
	const path = { campaign: '/campaign', withoutCampaign: '' }[settings.linkPath];
	return `${origins[settings.linkHost]}/${name}${path}`;
}

function remember(log: RequestLog, request: FastifyRequest, body: string): ReceivedRequest {
	const { method, url } = request;
	const headers = withoutSecrets(request.headers);
	const path = withoutClientSecret(url);
	return log.add({ method, path, headers, body: withoutClientSecret(body), status: 0 });
}

function withoutClientSecret(text: string): string {
	return text.replace(/(client_secret=)[^&]*/, '$1present');
}

function bodyOf({ body }: FastifyRequest): Buffer {
	return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function pathOf({ url }: FastifyRequest): string {
	return url.split('?', 1)[0];
}

function queryOf({ url }: FastifyRequest): string {
	return url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
}

function decoded(part = ''): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
