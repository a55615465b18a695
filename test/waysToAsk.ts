/** The two ways in which a trigger finds changes, as the sandbox allows them: 'Find Changes By', with what belongs to it. */
export const BY_ORDER = { askBy: 'order' };
export const BY_FILTER = {
	askBy: 'filter',
	endpoint: 'profileAndServicesExt',
	filterName: 'byModifiedFrom',
	filterParameter: 'modifiedfrom_parameter',
};
