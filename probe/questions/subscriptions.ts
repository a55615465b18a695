import type { Campaign } from '../campaign';
import { names, refusal, status, word, yesNo } from '../facts';
import { NotAskable, question } from '../question';
import { isGood, isObject, type Json, recordOf, refusalOf } from '../replies';

/** The path of a record's own list of subscriptions. */
function listOf({ connection }: Campaign, record: Json): string {
	return connection.pathOf((record.subscriptions as { href?: unknown } | undefined)?.href);
}

export const subscribe = question({
	id: 'subscribe',
	asks: 'On which side may the account subscribe, what is it answered, and what the second time?',
	entries: [16],
	needs: 'testProfile',
	requests: 8,
	facts: {
		profileSide: status(),
		profileSideAnswer: refusal(),
		serviceSide: status(),
		serviceSideAnswer: refusal(),
		attributes: names(),
		serviceName: word('filled', 'empty', 'absent'),
		twice: refusal(),
		twiceTaken: yesNo(),
		ended: status(),
		endedAgain: status(),
	},
	finds: ['subscriptionRights', 'serviceNameShown'],
	async ask(campaign) {
		const { service, profile } = campaign;
		if (!service) throw new NotAskable('no service');
		const record = await profile.read();
		const sides = [
			{ path: listOf(campaign, record), body: { service: { PKey: service.PKey } } },
			{ path: listOf(campaign, service), body: { subscriber: { PKey: profile.key } } },
		];
		const [ofProfile, ofService] = [
			await onSide(campaign, sides[0], true),
			await onSide(campaign, sides[1], false),
		];
		const { made, twice, ended, endedAgain } = ofProfile.made ? ofProfile : ofService;
		return {
			profileSide: ofProfile.first.status,
			profileSideAnswer: refusalOf(ofProfile.first),
			serviceSide: ofService.first.status,
			serviceSideAnswer: refusalOf(ofService.first),
			attributes: made && Object.keys(made),
			serviceName: made && nameIn(made),
			twice: twice && refusalOf(twice),
			twiceTaken: twice && isGood(twice),
			ended,
			endedAgain,
		};
	},
	settings: ({ profileSide, serviceSide, serviceName }) => ({
		subscriptionRights:
			isClear(profileSide) && isClear(serviceSide)
				? rightsOf(profileSide === 201, serviceSide === 201)
				: undefined,
		serviceNameShown: serviceName === undefined ? undefined : serviceName !== 'absent',
	}),
});

function nameIn({ serviceName }: Json) {
	if (serviceName === undefined) return 'absent';
	return serviceName === '' ? 'empty' : 'filled';
}

/** A server that is busy says nothing of rights. */
const isClear = (answer = 503) => answer <= 500;

function rightsOf(onProfile: boolean, onService: boolean) {
	if (onProfile && onService) return 'both';
	if (onProfile) return 'profileSide';
	return onService ? 'serviceSide' : undefined;
}

/** Subscribes, on the first side also a second time, and ends it. */
async function onSide(
	{ connection, profile }: Campaign,
	{ path, body }: { path: string; body: Json },
	isFirst: boolean,
) {
	const first = await connection.send('POST', path, body);
	if (!isGood(first)) return { first };
	const made = recordOf(first);
	const own = connection.pathOf(made.href);
	profile.subscriptions.add(own);
	const twice = isFirst ? await connection.send('POST', path, body) : undefined;
	if (twice && isGood(twice)) profile.subscriptions.add(connection.pathOf(recordOf(twice).href));
	const ended = await connection.send('DELETE', own);
	if (isGood(ended)) profile.subscriptions.delete(own);
	const again = isFirst ? await connection.send('DELETE', own) : undefined;
	return { first, made, twice, ended: ended.status, endedAgain: again?.status };
}

/** On the profile's side alone: on the other one a subscription of nobody would stay (docs/adobe-campaign-api.md 5.3). */
export const emptySubscribe = question({
	id: 'emptySubscribe',
	asks: 'Is a subscription stored that names no service?',
	entries: [16],
	needs: 'testProfile',
	requests: 3,
	facts: { stored: word('without a service', 'with a service', 'refused'), answer: refusal() },
	finds: ['orphanSubscriber'],
	async ask(campaign) {
		const { connection, profile } = campaign;
		const path = listOf(campaign, await profile.read());
		const reply = await connection.send('POST', path, {});
		if (!isGood(reply)) return { stored: 'refused', answer: refusalOf(reply) };
		const made = recordOf(reply);
		const own = connection.pathOf(made.href);
		profile.subscriptions.add(own);
		if (isGood(await connection.send('DELETE', own))) profile.subscriptions.delete(own);
		return { stored: isObject(made.service) ? 'with a service' : 'without a service' };
	},
	settings: ({ stored, answer }) => ({
		// Without rights on this side nothing is learnt, and v8 refuses it anyway.
		orphanSubscriber:
			stored === 'without a service'
				? true
				: answer?.status === 500 && answer.lines?.[0] === 'RST-360011 An error has occurred'
					? false
					: undefined,
	}),
});
