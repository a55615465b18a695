/** Shapes, key names, key order and empty values are as published; people and keys are invented. */
const HOST = 'https://mc.adobe.io/acme/campaign/profileAndServices/history';

/**
 * Campaign Standard API, 'Interacting with marketing history': the printed parts, the counts from its version of 2019 and from a
 * connector (ethyca/fides) that reads them.
 */
export const PRINTED_HISTORY = {
	PKey: '@profile',
	birthDate: '1980-10-24',
	countBroadLogEvents: 1,
	countSubHistoEvents: 0,
	countryIsoA2: 'FR',
	events: { href: `${HOST}/@other-key/events/`, metadata: 'subHisto' },
	firstName: 'John',
	kpisAndChart: { href: `${HOST}/@other-key/kpisAndChart/` },
	lastName: 'Doe',
	minBroadLogEvents: '2018-05-17 08:44:49.366Z',
	minSubHistoEvents: '',
};

/** The same page: an item of `events`; `metadata` is in the version of 2019. */
export const PRINTED_EVENT = {
	PKey: '@event',
	category: 'email',
	date: '2018-05-17 08:44:49.366Z',
	href: `${HOST}/@other-key/events/@event`,
	label: 'Send via email',
	metadata: 'broadLog',
	mirrorPage: { href: `${HOST}/@other-key/events/@event/mirrorPage/` },
	type: 'outbound',
};

/** Campaign Standard data model, 'Marketing history': the attributes that are counts, and those that no profile has. */
export const HISTORY_ATTRIBUTES: Record<string, string> = {
	countBroadLogEvents: 'number',
	countSubHistoEvents: 'number',
	countryIsoA2: 'string',
	events: 'collection',
	kpisAndChart: 'item',
	minBroadLogEvents: 'date',
	minSubHistoEvents: 'date',
};
