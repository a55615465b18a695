import { eventsOf, PLAIN } from '../campaign';
import { names, refusal, status, yesNo } from '../facts';
import { NotAskable, question } from '../question';
import { isGood, isObject, refusalOf, rowsOf, says } from '../replies';

export const resourceLists = question({
	id: 'resourceLists',
	asks: 'Do the two endpoints of custom resources list what they have?',
	entries: [18],
	needs: 'read',
	requests: 2,
	facts: {
		linked: status(),
		linkedAnswer: refusal(),
		unlinked: status(),
		unlinkedAnswer: refusal(),
	},
	finds: ['extListable', 'customResourcesListable'],
	async ask({ connection }) {
		const linked = await connection.send('GET', 'profileAndServicesExt/');
		const unlinked = await connection.send('GET', 'customResources/');
		return {
			linked: linked.status,
			linkedAnswer: refusalOf(linked),
			unlinked: unlinked.status,
			unlinkedAnswer: refusalOf(unlinked),
		};
	},
	settings: ({ linked, unlinked }) => ({
		extListable: listable(linked),
		customResourcesListable: listable(unlinked),
	}),
});

/** Undefined where it is not known: a server that is busy answers otherwise another time. */
function listable(answer: number | undefined): boolean | undefined {
	return answer === undefined || answer > 500 ? undefined : answer === 200;
}

export const units = question({
	id: 'units',
	asks: 'Can organizational units be listed?',
	entries: [],
	needs: 'read',
	requests: 1,
	facts: { status: status(), answer: refusal() },
	finds: ['unitsListable'],
	async ask({ connection, found }) {
		if (found.dialect === 'v8') throw new NotAskable('not in this dialect');
		const reply = await connection.send('GET', 'profileAndServicesExt/orgUnitBase?_lineCount=1');
		return { status: reply.status, answer: refusalOf(reply) };
	},
	settings: (facts) => ({ unitsListable: listable(facts.status) }),
});

export const workflowList = question({
	id: 'workflowList',
	asks: 'Is there a list of workflows?',
	entries: [19],
	needs: 'read',
	requests: 1,
	facts: { status: status(), answer: refusal() },
	async ask({ connection }) {
		const reply = await connection.send('GET', 'workflow/execution?_lineCount=1');
		return { status: reply.status, answer: refusalOf(reply) };
	},
});

export const unknownEvent = question({
	id: 'unknownEvent',
	asks: 'How is an event refused that is not published?',
	entries: [20],
	needs: 'read',
	requests: 1,
	facts: { answer: refusal() },
	async ask(campaign) {
		const path = `${eventsOf(campaign)}/resourceType/EVTn8nProbe`;
		return { answer: refusalOf(await campaign.connection.send('GET', path)) };
	},
});

export const templates = question({
	id: 'templates',
	asks: 'Are templates in the list of services?',
	entries: [17],
	needs: 'read',
	requests: 0,
	facts: { seen: yesNo() },
	async ask({ hasTemplates }) {
		if (hasTemplates === undefined) throw new NotAskable('depends on another answer');
		return { seen: hasTemplates };
	},
});

/** Adobe forbids it, and clients of live instances did it (docs/adobe-campaign-api.md 5.3). */
export const collectionKey = question({
	id: 'collectionKey',
	asks: "Does the address of a list of subscriptions take the service's own key, too?",
	entries: [],
	needs: 'read',
	requests: 1,
	facts: { taken: yesNo(), answer: refusal(), attributes: names() },
	finds: ['strictCollectionKeys'],
	async ask({ connection, service }) {
		if (!service) throw new NotAskable('no service');
		const path = `${PLAIN}/service/${String(service.PKey)}/subscriptions/?_lineCount=1`;
		const reply = await connection.send('GET', path);
		const isMalformed = says(reply, 'attribute unknown') || says(reply, 'Unable to decrypt PKey');
		const taken = isGood(reply) ? true : isMalformed ? false : undefined;
		const [row] = taken ? rowsOf(reply).filter(isObject) : [];
		return { taken, answer: refusalOf(reply), attributes: row && Object.keys(row) };
	},
	settings: ({ taken }) => ({ strictCollectionKeys: taken === undefined ? undefined : !taken }),
});
