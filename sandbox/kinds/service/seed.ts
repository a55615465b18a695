import type { RecordInput } from '../../store/storedKind';
import type { KeyRing } from '../../store/keys';

const CREATED = '2024-01-01 08:00:00.000Z';
const TEMPLATE = 4;

/** A newsletter, one over SMS, one of limited duration, the template of the others, and one whose name needs encoding in a URL. */
export function* firstServices(_settings: unknown, keys: KeyRing): Generator<RecordInput> {
	for (const service of SERVICES) {
		yield {
			created: CREATED,
			lastModified: CREATED,
			start: CREATED.slice(0, 10),
			...(service.isTemplate ? {} : { template: { PKey: keys.issue('service', TEMPLATE) } }),
			...service,
		};
	}
}

const SERVICES: readonly RecordInput[] = [
	{
		name: 'SVC1',
		label: 'Garden News',
		publicLabel: 'Garden News',
		desc: 'What to sow and to harvest, once a month.',
		subScenarioEventType: 'subscriptionEvent',
		unsubScenarioEventType: 'unsubscriptionEvent',
		cusTopic: 'garden',
		cusVisible: true,
	},
	{
		name: 'SVC2',
		label: 'Store Offers by SMS',
		messageType: 'sms',
		cusTopic: 'offers',
		cusVisible: true,
	},
	{ name: 'SVC3', label: 'Spring Trial', limitedDuration: true, validityDuration: 'P10D' },
	{ name: 'SVC4', label: 'Newsletter template', isTemplate: true },
	{ name: 'Ünïque & Söhne #1', label: 'Ünïque & Söhne', cusVisible: true },
];
