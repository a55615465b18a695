import { subscriptionKind } from '../../../../../../nodes/AdobeCampaign/resources/subscription/kind';
import { explain } from '../../../../../../nodes/AdobeCampaign/transport/explain';

const KIND = subscriptionKind('profileAndServices');

const explained = (body: unknown, status = 500) =>
	explain({ status, headers: {}, body }, { authentication: 'accessToken', kind: KIND });

const DUPLICATE =
	'PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "nmssubscriptionrcp_key" DETAIL:  Key (iserviceid, isubscriberid)=';

describe('What only subscriptions are refused with', () => {
	it.each([
		[`${DUPLICATE}(4711, 812) already exists.`, 'duplicate'],
		[`${DUPLICATE}(4711, 10) already exists.`, 'duplicate'],
		[`${DUPLICATE}(0815, 812) already exists.`, 'duplicate'],
		['violates unique constraint "nmssubscriptionrcp_key"', 'duplicate'],
		[`${DUPLICATE}(4711, 0) already exists.`, 'orphanSubscription'],
		[`${DUPLICATE}(4711,0) already exists.`, 'orphanSubscription'],
		[`${DUPLICATE}(0, 812) already exists.`, 'orphanSubscription'],
		[`${DUPLICATE.replace('=', '\n= ')}( 4711 , 0 )`.replace(' ,', ','), 'orphanSubscription'],
		['You do not have the rights to do this.', 'rightsMissing'],
		['Not Authorized', 'campaignRefused'],
		['You lack the permission for it', 'rightsMissing'],
		["You don't have permission to access this page", 'campaignRefused'],
		['Permission News', 'campaignRefused'],
		['An error has occurred - please contact your administrator.', 'campaignRefused'],
		['"An error has occurred - please contact your administrator"', 'campaignRefused'],
	])('%s is %s', (body, kind) => {
		expect(explained(body).kind).toBe(kind);
	});

	it('says who is not subscribed for a subscription of nobody, not that it exists', () => {
		const { message, description } = explained(`${DUPLICATE}(4711, 0) already exists.`);

		expect(message).toBe('Campaign did not understand which profile or which service is meant');
		expect(description).toMatch(/^Nothing was subscribed\./);
	});

	it.each([
		["Unable to find document with path 'Profile' from key 'x:0'", 'notFound'],
		['Unable to decrypt PKey. (PKey=@x)', 'keyInvalid'],
		["XTK-170036 Unable to parse expression '@id = @x'.", 'keyInvalid'],
	])('does not speak of fields that its forms do not have: %s', (body, kind) => {
		const refusal = explained(body, 404);

		expect(refusal.kind).toBe(kind);
		expect(`${refusal.message} ${refusal.description}`).not.toMatch(/Match Value|Filter|'Fields'/);
	});

	it('leaves the gateway’s own refusals to the table', () => {
		const body = { error_code: '403023', message: 'You do not have the rights: not authorized' };

		expect(explained(body, 403).kind).toBe('accessMissing');
	});
});

it('nothing of a subscription is written field by field', () => {
	for (const name of ['PKey', 'origin', 'subscriptionDate', 'cusReason']) {
		expect(KIND.computed.test(name)).toBe(true);
	}
	expect(KIND.writableLinks.test('service')).toBe(false);
	expect(KIND.optOuts.test('blackList')).toBe(false);
});
