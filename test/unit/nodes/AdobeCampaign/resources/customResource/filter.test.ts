import { recordFilters } from '../../../../../../nodes/AdobeCampaign/resources/customResource/filter';
import { contextOf } from '../../context';
import { formOf } from './customResourceScene';

const read = (filterBy: string) => {
	const filterParameters = { parameter: [{ name: 'x_parameter', value: 'y' }] };
	const parameters = formOf({ filterBy, filterName: 'byX', filterParameters });
	return recordFilters.read(contextOf({ parameters }), 0);
};

it('Without a filter all records are listed', () => {
	expect(read('none')).toEqual({ filters: [undefined], personal: [] });
});

it('A filter has its name and its parameters, which are kept out of messages', () => {
	expect(read('customFilter')).toMatchObject({
		filters: [{ name: 'byX', parameters: { x_parameter: 'y' } }],
		personal: ['y'],
	});
});
