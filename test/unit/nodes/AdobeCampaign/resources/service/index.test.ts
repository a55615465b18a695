import { service } from '../../../../../../nodes/AdobeCampaign/resources/service';
import { editorContextOf } from '../../context';

it('A service is of the kind that its Field Set says', () => {
	const kindFor = (endpoint: string) =>
		service.kindOf(editorContextOf({ parameters: { endpoint } }));

	expect(kindFor('profileAndServicesExt')).toMatchObject({
		family: 'profileAndServicesExt',
		name: 'service',
	});
});

it('A service cannot be deleted', () => {
	expect(service.operations.map(({ value }) => value)).toEqual([
		'create',
		'get',
		'getAll',
		'update',
	]);
});
