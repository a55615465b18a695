import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { profile } from '../../../../../../nodes/AdobeCampaign/resources/profile';
import { campaignOf, ok } from '../../campaign';
import { editorContextOf } from '../../context';

describe('Field Name or ID', () => {
	const choicesFor = async (endpoint: string) => {
		const content = { cusHobby: { type: 'string', label: 'Hobby' }, phone: { type: 'string' } };
		const { asked, request } = campaignOf({ 'GET resourceType/profile': ok({ content }) }, 'acme');
		const parameters = { authentication: 'accessToken', endpoint };
		const list = profile.methods.loadOptions?.getTextFields as (
			this: ILoadOptionsFunctions,
		) => Promise<INodePropertyOptions[]>;
		const choices = await list.call(editorContextOf({ parameters, request }));
		return { choices: choices.map(({ value }) => value), asked };
	};

	it('has the fields of every instance, without a request, with Standard Fields', async () => {
		expect(await choicesFor('profileAndServices')).toEqual({
			choices: ['any', 'email', 'firstName', 'lastName'],
			asked: [],
		});
	});

	it('has the company’s own text fields, too, with Standard and Custom Fields', async () => {
		expect((await choicesFor('profileAndServicesExt')).choices).toEqual([
			'any',
			'email',
			'firstName',
			'lastName',
			'cusHobby',
		]);
	});
});

it('A profile is of the kind that its Field Set says', () => {
	const kindFor = (endpoint: string) =>
		profile.kindOf(editorContextOf({ parameters: { endpoint } })).family;

	expect([kindFor('profileAndServices'), kindFor('profileAndServicesExt')]).toEqual([
		'profileAndServices',
		'profileAndServicesExt',
	]);
});
