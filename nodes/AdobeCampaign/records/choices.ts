import { undefinedIfRefused } from '../n8n/errors';
import type { CampaignClient } from '../transport/client';
import type { CampaignRecord, Kind } from '../transport/types';
import { PAGE_SIZE, pagesFrom } from './list';
import { textOf, type RecordField } from './metadata';

/** More are no list to choose from, and take a person who waits too long. */
const MOST_CHOICES = 500;

type Choices = NonNullable<RecordField['options']>;

const nameOf = ({ title, label, name, PKey }: CampaignRecord) =>
	[title, label, name].map(textOf).find(Boolean) ?? String(PKey);

/**
 * The records of a kind by name, to choose a link from: one request a page.
 *
 * @returns undefined when they cannot all be offered: the instance does not list them (Adobe, support article KA-14384: before the
 * data model is published anew), there are too many, or none
 */
export async function choicesOf(client: CampaignClient, kind: Kind): Promise<Choices | undefined> {
	const ofKind = client.of(kind);
	const url = ofKind.urls.list(undefined, { lineCount: PAGE_SIZE });
	const choices: Choices = [];
	const read = async () => {
		for await (const { content } of pagesFrom(ofKind, url)) {
			choices.push(
				...content.map((record) => ({ name: nameOf(record), value: String(record.PKey) })),
			);
			if (choices.length > MOST_CHOICES) return false;
		}
		return choices.length > 0;
	};
	if (!(await undefinedIfRefused(read()))) return undefined;
	return choices.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
