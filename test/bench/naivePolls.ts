import { get, profilesOf } from './polledSandbox';
import { NAIVE_PAGE, SAMPLE_PAGES } from './pollsPlan';

/**
 * What is built without a trigger: a Schedule, an HTTP Request that reads profiles, and a comparison with what it read before. Here
 * with plain requests, so that what n8n takes for its nodes is left out.
 */
export class Naive {
	/** What it takes is this many times what is measured. */
	readonly scale: number;
	private known = new Map<string, string>();

	/** @param people in the table: the whole of it is many pages alike, of which some are read */
	constructor(
		private readonly reads: 'newest' | 'whole',
		private readonly url: string,
		people: number,
	) {
		this.scale = reads === 'whole' ? people / NAIVE_PAGE / SAMPLE_PAGES : 1;
	}

	async begin(): Promise<void> {
		await this.poll();
	}

	async poll(): Promise<number> {
		const rows = new Map<string, string>();
		const order = this.reads === 'newest' ? '&_order=lastModified%20desc' : '';
		const pages = this.reads === 'newest' ? 1 : SAMPLE_PAGES;
		let next: string | undefined =
			`${profilesOf(this.url)}?_lineCount=${NAIVE_PAGE}&_forcePagination=true${order}`;
		for (let page = 0; page < pages && next; page += 1) {
			const answer = await get(next);
			for (const { PKey, lastModified } of answer.content) rows.set(PKey, lastModified);
			next = answer.next?.href;
		}
		const changed = [...rows].filter(([key, moment]) => this.known.get(key) !== moment);
		this.known = rows;
		return changed.length;
	}

	state(): number {
		return JSON.stringify([...this.known]).length * this.scale;
	}
}
