/**
 * A server that marks everything that is an instance's own: between the probe and the sandbox, it gives names of custom fields, filters and
 * parameters the mark, labels and titles become the mark, every object gets a member, every answer a header, and every refusal a
 * sentence of it.
 */
export function marking(mark: string): typeof fetch {
	return async (input, init) => {
		const unmarked = (text: string) => text.replace(new RegExp(`${mark}(${OWN})`, 'g'), '$1');
		const body = typeof init?.body === 'string' ? unmarked(init.body) : init?.body;
		const answer = await fetch(unmarked(String(input)), { ...init, body });
		const text = await answer.text();
		const headers = new Headers(answer.headers);
		headers.delete('content-length');
		headers.set(`x-${mark}`, mark);
		headers.set('server', mark);
		const isEmpty = answer.status === 204 || text === '';
		return new Response(isEmpty ? null : marked(text, mark), { status: answer.status, headers });
	};
}

/** The names in the sandbox that an administrator gave. */
const OWN =
	'cus[A-Z]\\w*|(?:by)?(?:CustomerId|LoyaltyTier|tier_points|identification_key|Crmid|CardBegin|ModifiedFrom|CreatedFrom|ChangedSince)|\\w*_parameter';

const OWN_NAME = new RegExp(`(?<![\\w@])(?:${OWN})(?!\\w)`, 'g');

function marked(text: string, mark: string): string {
	const named = text.replace(OWN_NAME, (name) => mark + name);
	try {
		return JSON.stringify(markedValue(JSON.parse(named), mark));
	} catch {
		return `${named}\n${mark} ${named} ${mark}\nRST-999999 ${mark}`;
	}
}

const PROSE = ['label', 'title', 'help', 'desc', 'message', 'serverUrl', 'domain', 'cryptedId'];

function markedValue(value: unknown, mark: string): unknown {
	if (Array.isArray(value)) return value.map((one) => markedValue(one, mark));
	if (typeof value === 'string' && /\s/.test(value) && !/^\d|^mcd|^n8n/i.test(value)) {
		return `${value}\n${mark}`;
	}
	if (typeof value !== 'object' || value === null) return value;
	// A signal without parameters stays one.
	if (Object.keys(value).length === 0) return value;
	const members = Object.entries(value).map(([name, one]) => [
		name,
		PROSE.includes(name) && typeof one === 'string' ? mark : markedValue(one, mark),
	]);
	return { ...Object.fromEntries(members), [`own${mark}`]: { [mark]: mark } };
}
