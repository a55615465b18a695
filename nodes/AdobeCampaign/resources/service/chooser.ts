import type { Chooser } from '../chooser';
import { locateService, readService, type ServiceChoice } from './find';
import { serviceKind } from './kind';
import { readServiceChoice, searchServices, serviceKeyOf, serviceLocator } from './locator';

export { isTemplate } from './kind';

export const serviceChooser: Chooser<ServiceChoice> = {
	kindOf: serviceKind,
	fields: [serviceLocator],
	methods: { searchServices },
	read: readServiceChoice,
	recordKey: serviceKeyOf,
	locate: locateService,
	readRecord: readService,
	isDoubtful: () => false,
	refuseOther: () => {},
};
