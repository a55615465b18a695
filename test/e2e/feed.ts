import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Feed {
	url: string;
	/** How often it was read. */
	reads: number;
	publish(title: string, date: Date): void;
	close(): Promise<void>;
}

/** A news feed for n8n's own polling trigger, RSS Feed Trigger. */
export async function startFeed(): Promise<Feed> {
	const items: string[] = [];
	const server = createServer((_request, response) => {
		feed.reads += 1;
		response.setHeader('content-type', 'application/rss+xml');
		response.end(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const feed: Feed = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		reads: 0,
		publish: (title, date) =>
			items.push(`<item><title>${title}</title><pubDate>${date.toUTCString()}</pubDate></item>`),
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
	return feed;
}
