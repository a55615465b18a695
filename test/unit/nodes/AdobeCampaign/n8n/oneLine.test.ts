import { inOneLine } from '../../../../../nodes/AdobeCampaign/n8n/oneLine';

test.each([
	[['It failed'], 'It failed'],
	[['It failed', 'Do that.'], 'It failed. Do that.'],
	[['It failed', ''], 'It failed'],
	[['It failed', null], 'It failed'],
	[
		['It failed', 'Do that.\nHTTP status 500\r\n  Request ID: 1'],
		'It failed. Do that. HTTP status 500 Request ID: 1',
	],
	[['In\ntwo'], 'In two'],
] as Array<[[string, (string | null)?], string]>)('%j is %j', (texts, line) => {
	expect(inOneLine(...texts)).toBe(line);
});
