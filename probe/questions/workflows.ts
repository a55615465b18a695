import type { Campaign } from '../campaign';
import { CONTENT_TYPES, names, refusal, status, word, yesNo } from '../facts';
import { NotAskable, question } from '../question';
import { describedAsRefusal, isGood, isObject, type Json, recordOf, refusalOf } from '../replies';

const pathOf = (workflow: string) => `workflow/execution/${encodeURIComponent(workflow)}`;

/** The activities of a workflow, by their IDs. */
function activitiesOf(workflow: Json): Readonly<Record<string, Json>> {
	const { activity } = (workflow.activities ?? {}) as { activity?: unknown };
	return (isObject(activity) ? activity : {}) as Record<string, Json>;
}

const STATES = ['started', 'stopped', 'paused'] as const;

const SHAPES = ['map', 'list', 'hidden', 'no signal'] as const;

async function read({ connection }: Campaign, workflow: string): Promise<Json> {
	return recordOf(await connection.send('GET', pathOf(workflow)));
}

export const workflow = question({
	id: 'workflow',
	asks: 'How does a workflow show its state and its signals?',
	entries: [19],
	needs: 'workflow',
	requests: 1,
	facts: {
		state: word(...STATES),
		attributes: names(),
		parameters: word(...SHAPES),
		trigger: yesNo(),
	},
	finds: ['triggerShown', 'signalParameters'],
	async ask(campaign) {
		const found = await read(campaign, String(campaign.named.workflow));
		const activities = Object.values(activitiesOf(found));
		return {
			state: found.state,
			attributes: Object.keys(found),
			parameters: shapeIn(activities),
			trigger: activities.some((one) => 'trigger' in one),
		};
	},
	settings: ({ state, parameters, trigger }) => ({
		// One that runs, or goes on after a pause, may have it in any case; without a signal there is nothing to see.
		triggerShown:
			state !== 'stopped' || (parameters === 'no signal' && !trigger)
				? undefined
				: trigger
					? 'always'
					: 'whenStarted',
		signalParameters: parameters === 'map' || parameters === 'list' ? parameters : undefined,
	}),
});

function shapeIn(activities: readonly Json[]): (typeof SHAPES)[number] {
	const declaring = activities.find((one) => 'parameters' in one);
	if (declaring) return Array.isArray(declaring.parameters) ? 'list' : 'map';
	return activities.some((one) => 'trigger' in one) ? 'hidden' : 'no signal';
}

export const signal = question({
	id: 'signal',
	asks: 'What is a signal answered, and what a second one right after it?',
	entries: [14],
	needs: 'signal',
	requests: 3,
	facts: {
		parameters: word(...SHAPES),
		status: status(),
		contentType: word(...CONTENT_TYPES),
		answer: refusal(),
		secondStatus: status(),
		secondContentType: word(...CONTENT_TYPES),
		second: word('taken', 'cooling down'),
		secondAnswer: refusal(),
	},
	finds: ['signalCooldownSeconds', 'signalCooldownStatus', 'signalParameters'],
	async ask(campaign) {
		const { connection, named } = campaign;
		const { workflow: id = '', activity = '' } = named.signal ?? {};
		const found = await read(campaign, id);
		if (found.state !== 'started') throw new NotAskable('not started');
		const one = activitiesOf(found)[activity] ?? {};
		const { href } = (one.trigger ?? {}) as { href?: unknown };
		if (href === undefined) throw new NotAskable('no such field');
		if (Object.keys((one.parameters ?? {}) as Json).length > 0) {
			throw new NotAskable('needs parameters');
		}
		const send = () =>
			connection.send('POST', connection.pathOf(href), { source: 'n8n probe', parameters: {} });
		const first = await send();
		const parameters = shapeIn([one]);
		const answer = { parameters, status: first.status, contentType: typeOf(first.headers) };
		if (!isGood(first)) return { ...answer, answer: refusalOf(first) };
		const second = await send();
		const isTaken = second.status === first.status && second.json !== undefined;
		// Anything that is not JSON, and no error of Campaign's (docs/adobe-campaign-api.md 14).
		const isCooling =
			second.status <= 500 && second.json === undefined && !/^\s*<|[A-Z]{3}-\d/.test(second.text);
		return {
			...answer,
			secondStatus: second.status,
			secondContentType: typeOf(second.headers),
			second: isTaken ? 'taken' : isCooling ? 'cooling down' : 'other',
			secondAnswer: isTaken ? undefined : describedAsRefusal(second),
		};
	},
	settings: ({ parameters, second, secondStatus }) => ({
		signalParameters: parameters === 'no signal' || parameters === 'other' ? undefined : parameters,
		// How long it lasts is not tried: the documentation says ten minutes.
		signalCooldownSeconds: second === 'taken' ? 0 : undefined,
		signalCooldownStatus: second === 'cooling down' ? secondStatus : undefined,
	}),
});

const typeOf = (headers: Headers) => (headers.get('content-type') ?? 'none').split(';')[0];

/** Inferred: a workflow that runs is not changed by it. */
export const resume = question({
	id: 'resume',
	asks: 'What is a command to a workflow answered?',
	entries: [14],
	needs: 'resume',
	requests: 2,
	facts: { status: status(), body: word('empty', 'JSON', 'text'), answer: refusal() },
	finds: ['commandStatus'],
	async ask(campaign) {
		const id = String(campaign.named.resume);
		if ((await read(campaign, id)).state !== 'started') throw new NotAskable('not started');
		const reply = await campaign.connection.send('POST', `${pathOf(id)}/commands`, {
			method: 'resume',
		});
		return {
			status: reply.status,
			body: reply.text === '' ? 'empty' : reply.json === undefined ? 'text' : 'JSON',
			answer: refusalOf(reply),
		};
	},
	settings: (facts) => ({
		commandStatus: facts.status !== undefined && facts.status < 300 ? facts.status : undefined,
	}),
});
