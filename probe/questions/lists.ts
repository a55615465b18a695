import type { Campaign } from '../campaign';
import { magnitude, names, refusal, size, status, word, yesNo } from '../facts';
import { NotAskable, question } from '../question';
import { isGood, isList, isObject, refusalOf, rowsOf } from '../replies';

const THRESHOLD = 100_000;

export const list = question({
	id: 'list',
	asks: 'How does a list of profiles come, and does it tell their number and the next page?',
	entries: [2],
	needs: 'read',
	requests: 2,
	facts: {
		status: status(),
		members: names(),
		attributes: names(),
		modifiedBy: word('link', 'text', 'absent'),
		countValue: yesNo(),
		countStatus: status(),
		profilesAtLeast: magnitude(),
		hasSeveral: yesNo(),
		next: yesNo(),
	},
	finds: ['modifiedByShown', 'bigTableThreshold'],
	async ask({ connection, endpoint, found }) {
		const reply = await connection.send('GET', `${endpoint}/profile?_lineCount=1`);
		const [row] = rowsOf(reply).filter(isObject);
		const page = reply.json as { count?: { href?: unknown; value?: unknown }; next?: unknown };
		const counted =
			page.count?.href === undefined
				? undefined
				: await connection.send('GET', connection.pathOf(page.count.href));
		const { count } = (counted?.json ?? {}) as { count?: unknown };
		if (typeof count === 'number') found.count = count;
		return {
			status: reply.status,
			members: Object.keys(page),
			attributes: Object.keys(row ?? {}),
			modifiedBy: row && linkIn(row.modifiedBy),
			countValue: page.count?.value !== undefined,
			countStatus: counted?.status,
			profilesAtLeast: found.count,
			hasSeveral: found.count === undefined ? undefined : found.count > 1,
			next: page.next !== undefined,
		};
	},
	settings: ({ modifiedBy, profilesAtLeast = 0, hasSeveral, next }) => ({
		modifiedByShown:
			modifiedBy === undefined || modifiedBy === 'other'
				? undefined
				: modifiedBy === 'absent'
					? 'never'
					: 'link',
		bigTableThreshold: thresholdOf(profilesAtLeast, hasSeveral, next),
	}),
});

function linkIn(value: unknown) {
	if (value === undefined) return 'absent';
	return isObject(value) || value === null ? 'link' : 'text';
}

/** As far as one number of profiles tells: where the next page is missing, and that it is not. */
function thresholdOf(profiles: number, hasSeveral?: boolean, next?: boolean): number | undefined {
	if (!hasSeveral) return undefined;
	if (!next) return profiles;
	return profiles < THRESHOLD ? THRESHOLD : profiles * 10;
}

export const forcedPages = question({
	id: 'forcedPages',
	asks: 'Does _forcePagination give a next page, and does its address carry it on?',
	entries: [2],
	needs: 'read',
	requests: 1,
	facts: { next: yesNo(), kept: yesNo() },
	finds: ['forcePaginationKept'],
	async ask({ connection, endpoint, found }) {
		if ((found.count ?? 2) < 2) throw new NotAskable('no records');
		const path = `${endpoint}/profile/PKey?_lineCount=1&_forcePagination=true`;
		const reply = await connection.send('GET', path);
		if (!isList(reply)) throw new Error('The answer is not a list.');
		const { next } = reply.json as { next?: { href?: unknown } };
		const kept = next && String(next.href).includes('_forcePagination=true');
		return { next: next !== undefined, kept };
	},
	settings: ({ kept }) => ({ forcePaginationKept: kept }),
});

/** Asks for keys alone, which are nobody's data. */
const ASKED = 5000;

export const pages = question({
	id: 'pages',
	asks: 'How many rows does a page have, and how many at most?',
	entries: [2],
	needs: 'read',
	requests: 2,
	facts: {
		usual: size(),
		longest: word('no limit seen', 'limited', 'refused'),
		longestPage: size(),
		answer: refusal(),
	},
	finds: ['longestPage'],
	async ask({ connection, endpoint, found }) {
		const total = found.count;
		if (total === undefined) throw new NotAskable('depends on another answer');
		const usual = rowsOf(await connection.send('GET', `${endpoint}/profile/PKey`)).length;
		const reply = await connection.send('GET', `${endpoint}/profile/PKey?_lineCount=${ASKED}`);
		// The number of rows is the instance's own number of profiles where nothing is left.
		const shown = usual < total ? { usual } : {};
		if (!isGood(reply)) return { ...shown, longest: 'refused', answer: refusalOf(reply) };
		const rows = rowsOf(reply).length;
		return rows < Math.min(total, ASKED)
			? { ...shown, longest: 'limited', longestPage: rows }
			: { ...shown, longest: 'no limit seen' };
	},
	settings: ({ longest, longestPage }) => ({
		longestPage: longest === 'no limit seen' ? 0 : longestPage,
	}),
});

/** Sorted by what is nobody's data, where that is possible. */
const ORDERS = ['lastModified', 'created', 'birthDate', 'lastName', 'firstName', 'email'];

export const order = question({
	id: 'order',
	asks: 'Does a list come in the order that was asked for?',
	entries: [15],
	needs: 'read',
	requests: 2,
	facts: {
		by: names(),
		effect: word('sorted', 'ignored', 'too slow', 'refused', 'not seen'),
		profilesAtLeast: magnitude(),
		answer: refusal(),
	},
	finds: ['orderIgnored', 'slowSortRows'],
	async ask(campaign) {
		const by = ORDERS.find((name) => campaign.attributes[name]?.sortable === true);
		if (by === undefined) throw new NotAskable('no such field');
		const common = { by: [by], profilesAtLeast: campaign.found.count };
		const up = await inOrder(campaign, by);
		if (!isGood(up)) {
			const effect = up.status === 504 ? 'too slow' : 'refused';
			return { ...common, effect, answer: refusalOf(up) };
		}
		const down = rowsOf(await inOrder(campaign, `${by} desc`));
		if (down.length === 0 || (campaign.found.count ?? 0) < 2)
			return { ...common, effect: 'not seen' };
		const isSame = JSON.stringify(rowsOf(up)) === JSON.stringify(down);
		return { ...common, effect: isSame ? 'ignored' : 'sorted' };
	},
	settings: ({ effect, profilesAtLeast }) => ({
		orderIgnored: effect === 'ignored' || effect === 'sorted' ? effect === 'ignored' : undefined,
		slowSortRows: effect === 'too slow' ? profilesAtLeast : effect === 'sorted' ? 0 : undefined,
	}),
});

/** Keys alone. */
async function inOrder({ connection, endpoint }: Campaign, expression: string) {
	const query = `_lineCount=3&_order=${encodeURIComponent(expression)}`;
	return await connection.send('GET', `${endpoint}/profile/PKey?${query}`);
}
