import type { IDataObject } from 'n8n-workflow';

import { readConfirmation } from '../../../../../nodes/AdobeCampaign/parameters/confirmation';
import { contextOf } from '../context';

const read = (parameters: IDataObject) =>
	readConfirmation(contextOf({ parameters: { confirmUpdate: true, ...parameters } }), 0);

it.each([
	[
		{},
		{
			confirmUpdate: true,
			together: false,
			isSimplified: false,
			withReport: false,
			onMismatch: 'error',
		},
	],
	[
		{ confirmUpdate: false },
		{
			confirmUpdate: false,
			together: false,
			isSimplified: false,
			withReport: false,
			onMismatch: 'error',
		},
	],
	[
		{ options: { confirmationReport: true, onMismatch: 'warn' } },
		{
			confirmUpdate: true,
			together: false,
			isSimplified: false,
			withReport: true,
			onMismatch: 'warn',
		},
	],
	[
		{ options: { confirmTogether: true } },
		{
			confirmUpdate: true,
			together: true,
			isSimplified: false,
			withReport: false,
			onMismatch: 'error',
		},
	],
	[
		{ simplify: true },
		{
			confirmUpdate: true,
			together: false,
			isSimplified: true,
			withReport: false,
			onMismatch: 'error',
		},
	],
])('Confirm Update and its options: %j', (parameters, expected) => {
	expect(read(parameters)).toEqual(expected);
});

it.each([
	[{ confirmUpdate: '' }, "'Confirm Update' is neither true nor false"],
	[{ options: { confirmationReport: '' } }, "'Add Confirmation Report' is neither true nor false"],
	[{ options: { confirmTogether: '' } }, "'Confirm Together' is neither true nor false"],
])('An expression without a result is refused: %j', (parameters, message) => {
	expect(() => read(parameters)).toThrow(message);
});
