import { API_KEY, STATIC_TOKEN } from '../../sandbox/credentials';

const HEADERS = { 'X-Api-Key': API_KEY, Authorization: `Bearer ${STATIC_TOKEN}` };

/** The sandbox of another process, by its control addresses. */
export class PolledSandbox {
	constructor(private readonly url: string) {}

	/** Changes so many people, a millisecond one after the other until now, and lets the sandbox sort them, so that no poll has to wait for that. */
	async touch({ count, now }: { count: number; now: number }): Promise<void> {
		await this.control('settings', { now: new Date(now).toISOString() });
		const lastModified = new Date(now - count).toISOString();
		await this.control('touch', { count, lastModified, stepMs: 1 });
		await get(`${profilesOf(this.url)}?_order=lastModified%20desc&_lineCount=1`);
	}

	/** How many it was sent, by its log. */
	async requests(): Promise<number> {
		const response = await fetch(`${this.url}/__sandbox/sandbox/requests`);
		return ((await response.json()) as { count: number }).count;
	}

	private async control(path: string, body: object): Promise<void> {
		const response = await fetch(`${this.url}/__sandbox/sandbox/${path}`, {
			method: 'POST',
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(await response.text());
	}
}

export const profilesOf = (url: string) => `${url}/sandbox/campaign/profileAndServicesExt/profile`;

interface Page {
	content: Array<{ PKey: string; lastModified: string }>;
	next?: { href: string };
}

export async function get(url: string): Promise<Page> {
	const response = await fetch(url, { headers: HEADERS });
	if (!response.ok) throw new Error(await response.text());
	return (await response.json()) as Page;
}
