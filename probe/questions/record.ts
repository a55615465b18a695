import { PLAIN } from '../campaign';
import { CONTENT_TYPES, headerNames, names, refusal, size, status, word, yesNo } from '../facts';
import { NotAskable, question } from '../question';
import { isGood, isObject, recordOf, refusalOf, says } from '../replies';

/** Campaign's refusals of both dialects differ most for it ('Limitations'). */
export const malformedKey = question({
	id: 'malformedKey',
	asks: 'How is a key that is not one refused: in which words, and in which frame?',
	entries: [3],
	needs: 'read',
	requests: 1,
	facts: { dialect: word('standard', 'v8'), answer: refusal() },
	finds: ['dialect', 'errorFraming'],
	async ask({ connection, found }) {
		const reply = await connection.send('GET', `${PLAIN}/profile/@n8nprobe`);
		if (says(reply, 'Unable to decrypt PKey')) found.dialect = 'v8';
		else if (says(reply, 'attribute unknown')) found.dialect = 'standard';
		return { dialect: found.dialect ?? 'other', answer: refusalOf(reply) };
	},
	settings: ({ dialect, answer }) => ({
		dialect: dialect === 'other' ? undefined : dialect,
		errorFraming: answer?.framing === 'JSON string' ? 'quoted-json' : 'text',
	}),
});

export const oneRecord = question({
	id: 'oneRecord',
	asks: 'How does one record come: bare or wrapped, with which addresses and headers?',
	entries: [3],
	needs: 'read',
	requests: 1,
	facts: {
		status: status(),
		wrapped: yesNo(),
		linkHost: word('asCalled', 'adobe', 'none'),
		linkPath: word('campaign', 'withoutCampaign'),
		contentType: word(...CONTENT_TYPES),
		headers: headerNames(),
		keysInOrder: yesNo(),
		keyLength: size(),
		attributes: names(),
	},
	finds: ['wrapSingle', 'linkHost', 'linkPath'],
	async ask({ connection, service, host }) {
		if (!service) throw new NotAskable('no service');
		const reply = await connection.send('GET', `${PLAIN}/service/${String(service.PKey)}`);
		const record = recordOf(reply);
		const href = String(record.href);
		const attributes = Object.keys(record);
		return {
			status: reply.status,
			wrapped: isObject(reply.json) && Array.isArray(reply.json.content),
			linkHost: record.href === undefined ? undefined : hostOf(href, host),
			linkPath:
				record.href === undefined
					? undefined
					: /\/campaign\/profileAndServices/.test(href)
						? 'campaign'
						: 'withoutCampaign',
			contentType: (reply.headers.get('content-type') ?? 'none').split(';')[0],
			headers: [...reply.headers.keys()],
			keysInOrder: String(attributes) === String([...attributes].sort()),
			keyLength: String(record.PKey).length,
			attributes,
		};
	},
	settings: ({ wrapped, linkHost, linkPath }) => ({
		wrapSingle: wrapped,
		linkHost: linkHost === 'other' ? undefined : linkHost,
		linkPath: linkPath === 'other' ? undefined : linkPath,
	}),
});

function hostOf(href: string, called: string) {
	if (!/^https?:\/\//.test(href)) return 'none';
	const { host } = new URL(href);
	if (host === called) return 'asCalled';
	return host === 'mc.adobe.io' ? 'adobe' : 'other';
}

/** Campaign numbers its profiles from 1, so nobody is read. */
export const digitsAsKey = question({
	id: 'digitsAsKey',
	asks: 'Is a key of digits taken for the number of the profile in the database?',
	entries: [18],
	needs: 'read',
	requests: 1,
	facts: { readAs: word('customKey', 'internalId'), answer: refusal() },
	finds: ['keyLookup'],
	async ask({ connection }) {
		const reply = await connection.send('GET', `${PLAIN}/profile/0`);
		const isNumber = isGood(reply) || says(reply, 'Unable to find document');
		const isUnclear = reply.status === 403 || reply.status > 500;
		return {
			readAs: isNumber ? 'internalId' : isUnclear ? 'other' : 'customKey',
			answer: refusalOf(reply),
		};
	},
	settings: ({ readAs }) => ({ keyLookup: readAs === 'other' ? undefined : readAs }),
});

export const slashInKey = question({
	id: 'slashInKey',
	asks: 'Is an encoded slash in an address part of a key?',
	entries: [18],
	needs: 'read',
	requests: 1,
	facts: { slash: word('refused', 'taken'), answer: refusal() },
	finds: ['slashInKey'],
	async ask({ connection }) {
		const reply = await connection.send('GET', `${PLAIN}/service/n8n%2Fprobe`);
		const isTaken = says(reply, 'Unable to find document');
		return { slash: isTaken ? 'taken' : 'refused', answer: refusalOf(reply) };
	},
	settings: ({ slash }) => ({ slashInKey: slash === 'other' ? undefined : slash }),
});

export const unknownNames = question({
	id: 'unknownNames',
	asks: 'How are a filter and a resource refused that do not exist?',
	entries: [3],
	needs: 'read',
	requests: 2,
	facts: { filter: refusal(), resource: refusal() },
	async ask({ connection }) {
		const filter = await connection.send('GET', `${PLAIN}/profile/byN8nProbe?text=n8n`);
		const resource = await connection.send('GET', `${PLAIN}/n8nProbe`);
		return { filter: refusalOf(filter), resource: refusalOf(resource) };
	},
});
