import type { Item } from '../../../../../nodes/AdobeCampaign/records/item';
import { momentOf } from '../../../../../nodes/AdobeCampaign/records/moments';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import type { WatchForm } from '../../../../../nodes/AdobeCampaign/resources/watchForm';
import type { Filter, ListQuery } from '../../../../../nodes/AdobeCampaign/transport/urls';
import { simulatedCampaign, type Row, type SimulationSetting } from '../records/simulatedCampaign';

export const MINUTE = 60_000;
export const NOW = Date.UTC(2026, 10, 25, 10);

/** How changes are found, and whether the filter is sorted. */
export type Way = 'order' | 'unsorted' | 'sorted';

const METADATA = (sortable: boolean) => ({ lastModified: { sortable }, created: {} });

/** A trigger's item and form, on a simulated Campaign whose rows have these moments, in milliseconds after now. */
export function watchScene(
	way: Way,
	moments: number[],
	form: Partial<WatchForm>,
	more: Partial<SimulationSetting> = {},
) {
	const rows = moments.map(
		(moment, index): Row => ({
			acsId: `r${index}`,
			created: NOW - 1e9,
			versions: [{ moment: NOW + moment, visibleAt: 0 }],
		}),
	);
	const campaign = simulatedCampaign({ rows, clock: { time: NOW }, ...more });
	const session = { serverTime: () => NOW };
	const urls = {
		list: (filter: Filter | undefined, { order = '', lineCount = 0 }: ListQuery) => {
			const from = momentOf(filter?.parameters.since);
			const direction = order.endsWith('desc') ? 'desc' : 'asc';
			return campaign.url(
				from === undefined ? from : from + 1,
				order ? direction : '',
				Math.min(lineCount, 1000),
			);
		},
	};
	const error = ({ message, description }: { message: string; description: string }) =>
		new Error(`${message} | ${description}`);
	const client = Object.assign(campaign.client, { urls, session, error });
	const log: string[] = [];
	const item = {
		kind: PROFILE,
		client,
		instance: {
			metadata: async () => await Promise.resolve({ content: METADATA(way !== 'unsorted') }),
			knownFilters: async () => await Promise.resolve([]),
		},
		run: { context: { logger: { warn: (text: string) => void log.push(text) } } },
		refuse: (message: string, description: string) => error({ message, description }),
	} as unknown as Item;
	const watch: WatchForm = {
		watched: 'updated',
		...(way !== 'order' && { filter: { name: 'byModified', parameter: 'since' } }),
		shaped: ({ acsId }) => ({ acsId }),
		fieldsToWatch: [],
		ignored: '',
		maxAgeMs: Infinity,
		maxItems: 5000,
		onTooMany: 'stop',
		overlapMs: 15 * MINUTE,
		lineCount: 10,
		timeoutMs: 60_000,
		...form,
	};
	const ability = { isSorted: way !== 'unsorted', form: 'campaign' as const };
	return { item, watch, ability, rows, log, campaign };
}
