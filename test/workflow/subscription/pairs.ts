/** What the tests of subscriptions need besides the harness: who is subscribed to what, and what a run has asked for. */
import type { ReceivedRequest, RecordOutput } from '../../../sandbox/server';
import { useHarness } from '../suite';

/** A side of a subscription as the sandbox shows it; null when the subscription lacks it. */
type Side = Record<string, string> | null;

type Subscription = RecordOutput & { service: Side; subscriber: Side };

/** The harness, and the subscriptions of an organization by the e-mail of the profile and the name of the service. */
export function useSubscriptions() {
	const suite = useHarness();
	const { control, stored } = suite;

	const serviceIn = (organization: string, name: string) => {
		const service = control(organization)
			.records('service')
			.find((one) => one.name === name);
		if (!service) throw new Error(`No service ${name}`);
		return service;
	};
	const profileIn = (organization: string, email: string) => {
		const profile = stored(organization).find((one) => one.email === email);
		if (!profile) throw new Error(`No profile ${email}`);
		return profile;
	};
	const subscriptionsIn = (organization: string) =>
		control(organization).records('subscription') as Subscription[];

	return {
		...suite,
		serviceIn,
		profileIn,
		subscriptionsIn,
		/** The names of the services that a profile is subscribed to. */
		servicesOf: (organization: string, email: string) =>
			subscriptionsIn(organization)
				.filter(({ subscriber }) => subscriber?.email === email)
				.map(({ service }) => service?.name),
		/** Subscribes a profile as another client does. */
		enroll: (organization: string, email: string, ...names: string[]) =>
			names.map((name) =>
				control(organization).put(
					{
						service: { PKey: serviceIn(organization, name).PKey },
						subscriber: { PKey: profileIn(organization, email).PKey },
					},
					'subscription',
				),
			),
		/** Ends a subscription as a person does by a link in a message. */
		leave: (organization: string, email: string, name: string) => {
			const found = subscriptionsIn(organization).find(
				({ service, subscriber }) => service?.name === name && subscriber?.email === email,
			);
			control(organization).remove(String(found?.PKey), 'subscription');
		},
		/** Adds services N1, N2, ... with the labels News 1, News 2, ... */
		addServices: (organization: string, count: number) =>
			Array.from({ length: count }, (_, index) => {
				const number = index + 1;
				control(organization).put({ name: `N${number}`, label: `News ${number}` }, 'service');
				return `N${number}`;
			}),
	};
}

/** What an address is that of: `subscription` is one of the list `subscriptions`. */
const KINDS: Array<[RegExp, string]> = [
	[/\/resourceType\//, 'metadata'],
	[/\/subscriptions\/@/, 'subscription'],
	[/\/subscriptions\b/, 'subscriptions'],
	[/\/service\b/, 'service'],
	[/\/profile\b/, 'profile'],
];

/** The requests in words, such as `POST subscriptions`. */
export const steps = (requests: Array<Pick<ReceivedRequest, 'method' | 'path'>>) =>
	requests.map(({ method, path }) => {
		const [, kind] = KINDS.find(([pattern]) => pattern.test(path)) ?? [];
		return `${method} ${kind ?? path}`;
	});

export const LOOK = ['GET service', 'GET profile', 'GET subscriptions'];

export const SUBSCRIBED = [...LOOK, 'POST subscriptions', 'GET subscriptions'];

export const UNSUBSCRIBED = [...LOOK, 'DELETE subscription', 'GET subscriptions'];
