import { INVALID } from '../../campaign/convert';
import type { EnumerationValue } from '../../store/field';

const INVALID_VALUE: EnumerationValue = { name: INVALID, label: 'INVALID VALUE', value: INVALID };

/** Adobe, Campaign Standard data model, 'Service': names, labels and stored numbers, in this order. */
export const MESSAGE_TYPES: readonly EnumerationValue[] = [
	{ name: 'sms', label: 'Mobile (SMS)', value: '1' },
	{ name: 'email', label: 'Email', value: '0' },
	INVALID_VALUE,
];

export const MODES: readonly EnumerationValue[] = [
	{ name: 'viral', label: 'Viral', value: '1' },
	{ name: 'newsletter', label: 'Newsletter', value: '0' },
	INVALID_VALUE,
];
