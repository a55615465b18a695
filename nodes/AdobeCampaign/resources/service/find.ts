import { cleanKey, forComparison } from '../../records/clean';
import type { Item } from '../../records/item';
import { PAGE_SIZE, pagesFrom } from '../../records/list';
import { recordIn } from '../../transport/bodies';
import type { CampaignRecord } from '../../transport/types';
import type { Filter } from '../../transport/urls';
import type { Located } from '../chooser';
import { isTemplate } from './kind';

/** Which service is chosen, checked as far as possible without a request. */
export type ServiceChoice =
	| { by: 'key'; key: string }
	| { by: 'href'; href: string }
	| { by: 'name'; name: string };

async function servicesOf({ client }: Item, filter?: Filter): Promise<CampaignRecord[]> {
	const services: CampaignRecord[] = [];
	for await (const { content } of pagesFrom(
		client,
		client.urls.list(filter, { lineCount: PAGE_SIZE }),
	)) {
		services.push(...content);
	}
	return services;
}

/** How a text is compared with a name or a label. */
type Reading = (text: unknown) => string;

const asWritten: Reading = (text) => cleanKey(String(text));

/**
 * The services that a text names: by its name, which no two services share (Adobe, "Limitations": nmsservice_name), else by its
 * label, which several may have. A template is chosen by its own name alone.
 */
function namedIn(services: CampaignRecord[], text: string, read: Reading): CampaignRecord[] {
	const wanted = read(text);
	const byName = services.filter(({ name }) => read(name) === wanted);
	if (byName.length > 0) return byName;
	return services.filter((service) => read(service.label) === wanted && !isTemplate(service));
}

/**
 * The services with this name or label: one request, since `byText` looks at both (Adobe, "Service" data model). It compares
 * capitals and finds beginnings, so what it finds is compared; when it has not found the service, all of them are read, one
 * request more, and compared without capitals.
 */
async function findByName(item: Item, text: string): Promise<CampaignRecord[]> {
	const byText = { name: 'byText', parameters: { text } };
	const exact = namedIn(await servicesOf(item, byText), text, asWritten);
	if (exact.length > 0) return exact;
	return namedIn(await servicesOf(item), text, forComparison);
}

async function oneByName(item: Item, text: string): Promise<CampaignRecord> {
	const { client } = item;
	const [service, ...others] = await findByName(item, text);
	if (service && others.length === 0) return service;
	if (!service) {
		throw client.error({
			kind: 'notFound',
			message: 'No service has this name or label',
			description:
				"Nothing was done. Check 'Service', or choose it 'From list'. Its name is on the screen of the service in Campaign, such as SVC13.",
		});
	}
	const found = [service, ...others];
	throw client.error({
		message: `${found.length} services have this name or label`,
		description: `Nothing was done. It is not clear which one is meant. Enter the name of one in 'Service': ${found.map(({ name }) => String(name)).join(', ')}`,
	});
}

/** Where the chosen service is. Only a name needs a request for that. @throws NodeApiError of the kind `notFound` */
export async function locateService(item: Item, choice: ServiceChoice): Promise<Located> {
	const { client } = item;
	if (choice.by === 'href') return { url: client.ownUrl(choice.href) };
	if (choice.by === 'key') return { url: client.urls.record(choice.key) };
	const record = await oneByName(item, choice.name);
	return { url: client.urls.record(String(record.PKey)), record };
}

/** The service there: one request, also by name, since the look-up brings it. @throws NodeApiError */
export const readService = async ({ client }: Item, { url, record }: Located) =>
	record ?? (await client.get(url, recordIn));
