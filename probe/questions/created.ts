import { duration, names, refusal, status, word, yesNo } from '../facts';
import { NotAskable, question } from '../question';
import { isGood, isObject, type Json, recordOf, refusalOf, rowsOf } from '../replies';
import type { Campaign } from '../campaign';
import { filtered } from './filters';

/** What Campaign often writes of a change over the API (support article KA-15502). */
const NOBODY = 'Anonymous';

/** Stands for the account's name, which is private. */
const SOME_ACCOUNT = 'API account';

export const create = question({
	id: 'create',
	asks: 'What is a new profile answered, and what becomes of capitals in its e-mail?',
	entries: [6],
	needs: 'testProfile',
	requests: 1,
	facts: {
		status: status(),
		answer: refusal(),
		attributes: names(),
		email: word('asSent', 'lowerCase'),
		modifiedBy: word('anonymous', 'named', 'absent'),
		acsId: yesNo(),
	},
	finds: ['emailPolicy', 'apiAccount'],
	async ask({ profile }) {
		const reply = await profile.create();
		if (!isGood(reply)) return { status: reply.status, answer: refusalOf(reply) };
		const record = recordOf(reply);
		return {
			status: reply.status,
			attributes: Object.keys(record),
			email: emailIn(record, profile.email),
			modifiedBy: accountIn(record),
			acsId: typeof record.acsId === 'string' && record.acsId !== '',
		};
	},
	settings: ({ email, modifiedBy }) => ({
		emailPolicy: email === 'other' ? undefined : email,
		apiAccount: modifiedBy === 'named' ? SOME_ACCOUNT : '',
	}),
});

function emailIn({ email }: Json, sent: string) {
	if (email === sent) return 'asSent';
	return email === sent.toLowerCase() ? 'lowerCase' : 'other';
}

function accountIn({ modifiedBy }: Json) {
	if (!isObject(modifiedBy)) return 'absent';
	return modifiedBy.title === NOBODY ? 'anonymous' : 'named';
}

/** The times at which it is looked for, in milliseconds after the creation. */
const LOOKS = [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 45_000];

/** What the sandbox is given for "some seconds" and for longer: when it is probed, it is found in the same span. */
const SPANS = [
	{ upTo: 0, setting: 0 },
	{ upTo: 10_000, setting: 2000 },
	{ upTo: Infinity, setting: 20_000 },
];

export const visible = question({
	id: 'visible',
	asks: 'How long does it take until a list shows a new profile?',
	entries: [15],
	needs: 'testProfile',
	requests: LOOKS.length,
	facts: { shown: word('at once', 'later', 'not within a minute'), afterMs: duration() },
	finds: ['visibleAfterMs'],
	async ask(campaign) {
		const start = performance.now();
		for (const [index, at] of LOOKS.entries()) {
			const soFar = performance.now() - start;
			if (at > soFar) await campaign.connection.pause(at - soFar);
			const asked = performance.now() - start;
			if (!(await listed(campaign, storedEmail(campaign)))) continue;
			campaign.found.listedAfterMs = index === 0 ? 0 : asked;
			return index === 0 ? { shown: 'at once', afterMs: 0 } : { shown: 'later', afterMs: asked };
		}
		return { shown: 'not within a minute' };
	},
	settings: ({ shown, afterMs = Infinity }) => ({
		visibleAfterMs:
			shown === undefined || shown === 'other'
				? undefined
				: spanOf(shown === 'at once' ? 0 : afterMs),
	}),
});

const spanOf = (ms: number) => SPANS.find(({ upTo }) => ms <= upTo)?.setting;

const storedEmail = ({ profile }: Campaign) => String(profile.record?.email ?? profile.email);

/** Whether the filter byEmail finds the invented profile. */
async function listed({ connection, endpoint, profile }: Campaign, email: string) {
	const path = `${endpoint}/profile/byEmail?email=${encodeURIComponent(email)}`;
	return hasKey(rowsOf(await connection.send('GET', path)), profile.record);
}

const hasKey = (rows: readonly unknown[], record?: Json) =>
	rows.filter(isObject).some(({ PKey }) => PKey === record?.PKey);

/** @throws NotAskable when lists do not show what was written */
function waited({ found }: Campaign): void {
	if (found.listedAfterMs === undefined) throw new NotAskable('depends on another answer');
}

export const emailMatch = question({
	id: 'emailMatch',
	asks: 'Does the filter byEmail ignore capitals, and does the beginning of an e-mail do?',
	entries: [11],
	needs: 'testProfile',
	requests: 2,
	facts: { inCapitals: yesNo(), byBeginning: yesNo() },
	finds: ['emailMatch'],
	async ask(campaign) {
		waited(campaign);
		const email = storedEmail(campaign);
		return {
			inCapitals: await listed(campaign, email.toUpperCase()),
			byBeginning: await listed(campaign, email.slice(0, email.indexOf('@') - 2)),
		};
	},
	settings: ({ inCapitals, byBeginning }) => ({
		emailMatch: byBeginning
			? 'prefix'
			: inCapitals === undefined
				? undefined
				: inCapitals
					? 'ignoreCase'
					: 'exact',
	}),
});

/** Asked before the profile is changed, while "created" and "last modified" are the same instant. */
export const fromFilter = question({
	id: 'fromFilter',
	asks: "Does the instance's own filter of dates find a profile of exactly that instant?",
	entries: [15],
	needs: 'testProfile',
	requests: 2,
	facts: { atTheInstant: yesNo(), aSecondBefore: yesNo() },
	finds: ['fromFilterStrict'],
	async ask(campaign) {
		waited(campaign);
		const { dateFilter } = campaign.found;
		if (!dateFilter) throw new NotAskable('no filter of dates');
		const at = new Date(String(campaign.profile.record?.created).replace(' ', 'T')).getTime();
		const finds = async (time: number) => {
			const value = dateFilter.write(new Date(time));
			const reply = await filtered(campaign, dateFilter.name, dateFilter.parameter, value);
			return hasKey(rowsOf(reply), campaign.profile.record);
		};
		return { atTheInstant: await finds(at), aSecondBefore: await finds(at - 1000) };
	},
	settings: ({ atTheInstant, aSecondBefore }) => ({
		fromFilterStrict: aSecondBefore ? !atTheInstant : undefined,
	}),
});

export const secondProfile = question({
	id: 'secondProfile',
	asks: 'Is a second profile with the same e-mail refused?',
	entries: [],
	needs: 'secondProfile',
	requests: 2,
	facts: { refused: yesNo(), answer: refusal() },
	finds: ['uniqueEmail'],
	async ask({ profile }) {
		const reply = await profile.create();
		for (const key of profile.others) await profile.remove(key);
		return { refused: !isGood(reply), answer: refusalOf(reply) };
	},
	settings: ({ refused, answer }) => ({
		// A server that is busy, or a gateway, refuses for other reasons.
		uniqueEmail: refused && (answer?.status ?? 0) > 500 ? undefined : refused,
	}),
});

export const deleted = question({
	id: 'deleted',
	asks: 'What is a DELETE answered, and what is a key answered of which the profile is gone?',
	entries: [5, 10],
	needs: 'testProfile',
	requests: 3,
	facts: {
		status: status(),
		body: word('empty', 'JSON', 'text'),
		readAfterwards: refusal(),
		deletedAgain: refusal(),
		againStatus: status(),
	},
	async ask({ connection, profile }) {
		const { path, key } = profile;
		const reply = await profile.remove();
		const readAfterwards = await connection.send('GET', path);
		const again = await profile.remove(key);
		return {
			status: reply.status,
			body: reply.text === '' ? 'empty' : reply.json === undefined ? 'text' : 'JSON',
			readAfterwards: refusalOf(readAfterwards),
			deletedAgain: refusalOf(again),
			againStatus: again.status,
		};
	},
});
