import { settingsLike } from '../../../sandbox/like';
import { startSandbox } from '../../../sandbox/server';
import { get } from '../caller';

const report = (more: object = {}) =>
	JSON.stringify({
		format: 'adobe-campaign-probe',
		version: 1,
		dialect: 'v8',
		settings: {},
		...more,
	});

describe('--like of a report', () => {
	it('gives every organization its settings, whatever its name, also after a reset', async () => {
		const settings = settingsLike(
			report({ dialect: 'standard', settings: { errorFraming: 'quoted-json' } }),
		);
		const sandbox = await startSandbox({ settings });
		try {
			for (const name of ['any', 'sandbox-v8']) {
				sandbox.organization(name).reset({ people: 2 });
				const { text } = await get(sandbox, name, 'profileAndServices/profile/@x');
				expect(text).toMatch(/^".*attribute unknown/);
				expect(sandbox.organization(name).profiles()).toHaveLength(2);
			}
		} finally {
			await sandbox.close();
		}
	});

	it.each([
		['not JSON', 'It is not JSON'],
		['null', 'It is not a report'],
		['{"name":"a-package"}', 'It is not a report'],
		[report({ version: 2 }), 'It is a report of version 2'],
		[report({ settings: { emailMatch: 'magic' } }), 'Setting "emailMatch" is one of'],
		[report({ settings: { nope: true } }), 'No setting "nope"'],
	])('is refused in words for %s', (file, sentence) => {
		expect(() => settingsLike(file)).toThrow(sentence);
	});
});
