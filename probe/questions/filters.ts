import type { Campaign } from '../campaign';
import { refusal, status, word, yesNo } from '../facts';
import { NotAskable, question } from '../question';
import { isGood, isObject, type Json, refusalOf, rowsOf } from '../replies';

export const nobody = question({
	id: 'nobody',
	asks: 'What does a filter answer that finds nobody?',
	entries: [11],
	needs: 'read',
	requests: 1,
	facts: { status: status(), empty: yesNo(), answer: refusal() },
	async ask({ connection, endpoint, profile }) {
		const email = encodeURIComponent(`nobody-${profile.email}`);
		const reply = await connection.send('GET', `${endpoint}/profile/byEmail?email=${email}`);
		const empty = isGood(reply) ? rowsOf(reply).length === 0 : undefined;
		return { status: reply.status, empty, answer: refusalOf(reply) };
	},
});

/** Both ways in which an instant is written. Campaign itself prints the first. */
const FORMS = {
	campaign: (instant: Date) => instant.toISOString().replace('T', ' '),
	iso: (instant: Date) => instant.toISOString(),
};

/** So late that a filter "from" finds nobody. */
const FAR = new Date('2999-01-01T00:00:00.000Z');

const MOST = 4;

export const dateFilter = question({
	id: 'dateFilter',
	asks: "How does one of the instance's own filters take an instant?",
	entries: [15],
	needs: 'read',
	requests: 1 + 3 * MOST,
	facts: { forms: word('either', 'campaign', 'iso'), anotherText: refusal() },
	finds: ['filterDates'],
	async ask(campaign) {
		for (const { name, parameter } of await candidates(campaign)) {
			const finds = (value: string) => filtered(campaign, name, parameter, value);
			// What takes any text, or no instant at all, is not a filter of dates.
			const anotherText = await finds('n8n');
			if (isGood(anotherText)) continue;
			const taken: Array<keyof typeof FORMS> = [];
			for (const form of ['campaign', 'iso'] as const) {
				if (isGood(await finds(FORMS[form](FAR)))) taken.push(form);
			}
			if (taken.length === 0) continue;
			campaign.found.dateFilter = { name, parameter, write: FORMS[taken[0]] };
			const forms = taken.length === 2 ? 'either' : taken[0];
			return { forms, anotherText: refusalOf(anotherText) };
		}
		throw new NotAskable('no filter of dates');
	},
	settings: ({ forms }) => ({ filterDates: forms === 'other' ? undefined : forms }),
});

export async function filtered(
	{ connection, endpoint }: Campaign,
	name: string,
	parameter: string,
	value: string,
) {
	const query = `${parameter}=${encodeURIComponent(value)}&_lineCount=25`;
	return await connection.send('GET', `${endpoint}/profile/${name}?${query}`);
}

/** Filters with one parameter of an administrator's; those that sound like one of dates go first. */
async function candidates({ connection, metadata }: Campaign) {
	const { href } = (metadata.filters ?? {}) as { href?: unknown };
	if (href === undefined) throw new NotAskable('no filter of dates');
	const { json } = await connection.send('GET', connection.pathOf(href));
	const own = Object.entries(isObject(json) ? json : {}).flatMap(([name, filter]) => {
		// "/profileAndServicesExt/profile/byCustomerId?customerid_parameter=$value"
		const [, query = ''] = String((filter as Json).data).split('?');
		const parameters = [...new URLSearchParams(query).keys()];
		const [parameter = ''] = parameters;
		const isOwn = parameters.length === 1 && parameter.endsWith('_parameter');
		return isOwn ? [{ name, parameter }] : [];
	});
	const soundsSo = ({ name }: { name: string }) => /modif|creat|chang|since|from|date/i.test(name);
	return [...own.filter(soundsSo), ...own.filter((one) => !soundsSo(one))].slice(0, MOST);
}
