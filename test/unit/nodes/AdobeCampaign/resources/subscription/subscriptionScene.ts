import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../../../../nodes/AdobeCampaign/resources/resource';
import { subscriptionKind } from '../../../../../../nodes/AdobeCampaign/resources/subscription/kind';
import { ALL, ok, scene, type Reply, type Scene, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

const KIND = subscriptionKind('profileAndServicesExt');

/** The key in the address of a profile's list is another than its PKey (docs/adobe-campaign-api.md, section 4). */
export const OWN = 'profile/@k/subscriptions/';
export const HREF = `profileAndServicesExt/${OWN}`;

export const PROFILE = {
	PKey: '@p',
	email: 'amy@example.com',
	firstName: 'Amy',
	lastName: 'Lee',
	phone: '1',
	cusId: 'C-1',
	subscriptions: { href: HREF },
};

export const SERVICE = { PKey: '@s', name: 'SVC13', label: 'Garden News', mode: 'newsletter' };

/** A row of the profile's list, which has the service alone. */
export const ROW = {
	PKey: '@u',
	created: '2026-03-26 08:58:04.764Z',
	href: `${HREF}@u`,
	serviceName: 'SVC13',
	service: { PKey: '@s', name: 'SVC13', label: 'Garden News' },
};

/** What Campaign answers to a POST: a part of it is empty. */
export const ANSWER = { ...ROW, serviceName: '', service: { PKey: '@s', title: 'Garden News' } };

export const GET_PROFILE = 'GET profile/@p';
export const GET_SERVICE = 'GET service/@s';
export const LIST = `GET ${OWN}?_lineCount=200&${ALL}`;
export const POST = `POST ${OWN}`;
export const SENT = `${POST} {"service":{"PKey":"@s"}}`;
export const DELETE = `DELETE ${OWN}@u`;

export const list = (...rows: object[]): Reply => ok({ content: rows });

/** The profile and the service, and what else Campaign answers. */
export const both = (script: Script): Script => ({
	[GET_PROFILE]: ok(PROFILE),
	[GET_SERVICE]: ok(SERVICE),
	...script,
});

export const subscriptionScene = (script: Script, setting: Scene = {}) =>
	scene(both(script), { kind: KIND, ...setting });

/** What an operation reads of a form that has both, or something else. */
export const inputFor = <Input>(operation: Operation<Input>, parameters: IDataObject = {}): Input =>
	inputOf(
		operation,
		contextOf({
			parameters: {
				endpoint: 'profileAndServicesExt',
				profile: { mode: 'id', value: '@p' },
				service: { mode: 'id', value: '@s' },
				...parameters,
			},
		}),
	);
