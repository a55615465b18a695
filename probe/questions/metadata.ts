import type { Attribute, Campaign } from '../campaign';
import { PLAIN } from '../campaign';
import { names, refusal, status, word, yesNo } from '../facts';
import { question } from '../question';
import { isObject, refusalOf } from '../replies';
import { STANDARD_NAMES } from '../standardNames';

/** What the sandbox lets `_order` take where its setting says nothing: a test compares. */
export const SORTABLE = {
	profile: ['birthDate', 'created', 'email', 'firstName', 'lastModified', 'lastName'],
	service: ['created', 'label', 'lastModified', 'name', 'start'],
};

export const metadata = question({
	id: 'metadata',
	asks: 'What does metadata say of profiles: what can be sorted by, which policies are there, in which shapes?',
	entries: [12, 15],
	needs: 'read',
	requests: 1,
	facts: {
		hasOwnFields: yesNo(),
		sortable: names(),
		sortableOfServices: names(),
		values: word('map', 'list', 'none'),
		compatibleResources: word('map', 'list', 'none'),
		acsId: yesNo(),
		namePolicy: word('smartCase', 'none'),
		emailPolicy: word('email', 'none'),
		phonePolicy: word('phone', 'none'),
		typeOfInstants: word('date', 'datetime'),
		members: names(),
	},
	finds: ['sortableFields', 'metadataValues', 'acsIdShown', 'smartCase'],
	async ask({ connection, endpoint, metadata: all, attributes }) {
		const services = await connection.send('GET', `${PLAIN}/resourceType/service`);
		const ofServices = isObject(services.json) ? services.json.content : undefined;
		const policy = (name: string) => String(attributes[name]?.dataPolicy || 'none');
		return {
			hasOwnFields: endpoint !== PLAIN,
			sortable: sortableIn(attributes),
			sortableOfServices: isObject(ofServices)
				? sortableIn(ofServices as Campaign['attributes'])
				: undefined,
			values: shapeOf(attributes.gender?.values),
			compatibleResources: shapeOf(all.compatibleResources),
			acsId: 'acsId' in attributes,
			namePolicy: policy('firstName'),
			emailPolicy: policy('email'),
			phonePolicy: policy('phone'),
			typeOfInstants: attributes.lastModified?.type,
			members: Object.keys(all),
		};
	},
	settings: ({ sortable, sortableOfServices, values, acsId, namePolicy, hasOwnFields }) => ({
		sortableFields: sortableFields(sortable, sortableOfServices),
		metadataValues: values === 'map' || values === 'list' ? values : undefined,
		// Only the endpoint with own fields has it.
		acsIdShown: hasOwnFields ? acsId : undefined,
		smartCase:
			namePolicy === undefined || namePolicy === 'other' ? undefined : namePolicy === 'smartCase',
	}),
});

function sortableIn(attributes: Readonly<Record<string, Attribute>>): string[] {
	return Object.entries(attributes)
		.filter(([name, one]) => one?.sortable === true && STANDARD_NAMES.has(name))
		.map(([name]) => name)
		.sort();
}

/** Undefined where it is what the sandbox does by itself. */
function sortableFields(ofProfiles?: string[], ofServices?: string[]) {
	if (!ofProfiles || !ofServices) return undefined;
	const isUsual =
		String(ofProfiles) === String(SORTABLE.profile) &&
		String(ofServices) === String(SORTABLE.service);
	return isUsual ? undefined : [...new Set([...ofProfiles, ...ofServices])].sort();
}

function shapeOf(value: unknown) {
	if (Array.isArray(value)) return 'list';
	return isObject(value) ? 'map' : 'none';
}

export const subscriptionFilters = question({
	id: 'subscriptionFilters',
	asks: 'Which filters does the list of subscriptions have?',
	entries: [16],
	needs: 'read',
	requests: 2,
	facts: { status: status(), answer: refusal(), filters: names() },
	async ask({ connection, attributes }) {
		const resource = String(attributes.subscriptions?.resTarget ?? 'subscription');
		const about = await connection.send('GET', `${PLAIN}/resourceType/${resource}`);
		const { href } = ((about.json ?? {}) as { filters?: { href?: unknown } }).filters ?? {};
		if (href === undefined) return { status: about.status, answer: refusalOf(about) };
		const reply = await connection.send('GET', connection.pathOf(href));
		const filters = isObject(reply.json) ? Object.keys(reply.json) : [];
		return { status: reply.status, answer: refusalOf(reply), filters };
	},
});
