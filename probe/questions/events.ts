import { EVENT_OUTCOMES } from '../../sandbox/settings';
import { type Campaign, eventsOf } from '../campaign';
import { names, refusal, status, word, yesNo } from '../facts';
import { question } from '../question';
import { isGood, isObject, type Json, recordOf, refusalOf, rowsOf } from '../replies';

const pathOf = (campaign: Campaign) =>
	`${eventsOf(campaign)}/${encodeURIComponent(String(campaign.named.event))}`;

/** A list of the event, which is empty. */
const NOBODY = 'byEmail?email=n8n-probe-nobody%40example.com';

export const eventMetadata = question({
	id: 'eventMetadata',
	asks: 'Are events described by metadata?',
	entries: [20],
	needs: 'event',
	requests: 2,
	facts: { status: status(), answer: refusal(), members: names(), isThere: yesNo() },
	finds: ['eventMetadata'],
	async ask(campaign) {
		const path = `${eventsOf(campaign)}/resourceType/${encodeURIComponent(String(campaign.named.event))}`;
		const reply = await campaign.connection.send('GET', path);
		const members = isObject(reply.json) ? Object.keys(reply.json) : undefined;
		const isThere = isGood(await campaign.connection.send('GET', `${pathOf(campaign)}/${NOBODY}`));
		return { status: reply.status, answer: refusalOf(reply), members, isThere };
	},
	settings: ({ status: answer, isThere }) => ({
		// An event that does not exist has no metadata in any instance.
		eventMetadata: answer === 200 ? true : isThere ? false : undefined,
	}),
});

const UNDECIDED = ['pending', 'processing'];

/** Times between two looks at the status, in milliseconds. */
const LOOKS = [500, 1000, 2000, 4000, 8000, 15_000];

export const sendEvent = question({
	id: 'sendEvent',
	asks: 'What is an event answered, how does it end, and what does the list of events show of it?',
	entries: [20],
	needs: 'eventAndTestProfile',
	requests: 2 + LOOKS.length,
	facts: {
		status: status(),
		answer: refusal(),
		attributes: names(),
		href: word('absolute', 'relative', 'without the organization'),
		email: word('shown', 'blank'),
		outcome: word(...EVENT_OUTCOMES, 'undecided'),
		listStatus: status(),
		listShows: word('values', 'blanks', 'nothing'),
	},
	finds: ['relativeEventHref', 'eventOutcome', 'eventListShows'],
	async ask(campaign) {
		const { connection, profile } = campaign;
		const body = { email: profile.email, ctx: {} };
		const reply = await connection.send('POST', pathOf(campaign), body);
		if (!isGood(reply)) return { status: reply.status, answer: refusalOf(reply) };
		const event = recordOf(reply);
		const outcome = await outcomeOf(campaign, String(event.PKey));
		await connection.pause(campaign.found.listedAfterMs ?? 0);
		return {
			status: reply.status,
			attributes: Object.keys(event),
			href: formOf(event.href),
			email: event.email === profile.email ? 'shown' : 'blank',
			outcome,
			...(await inList(campaign, event)),
		};
	},
	settings: ({ href, outcome, listShows, email }) => ({
		relativeEventHref: href === undefined ? undefined : href === 'without the organization',
		eventOutcome: EVENT_OUTCOMES.find((one) => one === outcome),
		// Where the answer shows the values, so does the list (v8).
		eventListShows:
			email === 'blank' && (listShows === 'values' || listShows === 'blanks')
				? listShows
				: undefined,
	}),
});

function formOf(href: unknown) {
	if (typeof href !== 'string') return undefined;
	if (/^https?:\/\//.test(href)) return 'absolute';
	return href.startsWith('/') ? 'relative' : 'without the organization';
}

async function outcomeOf(campaign: Campaign, key: string) {
	for (const wait of LOOKS) {
		await campaign.connection.pause(wait);
		const event = recordOf(await campaign.connection.send('GET', `${pathOf(campaign)}/${key}`));
		const state = String(event.status);
		if (!UNDECIDED.includes(state)) return state;
	}
	return 'undecided';
}

async function inList(campaign: Campaign, sent: Json) {
	const query = `byEmail?email=${encodeURIComponent(campaign.profile.email)}`;
	const reply = await campaign.connection.send('GET', `${pathOf(campaign)}/${query}`);
	if (!isGood(reply)) return { listStatus: reply.status };
	const row = rowsOf(reply)
		.filter(isObject)
		.find(({ PKey }) => PKey === sent.PKey);
	const listShows = !row ? 'nothing' : row.email === campaign.profile.email ? 'values' : 'blanks';
	return { listStatus: reply.status, listShows };
}
