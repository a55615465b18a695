import { DEFAULT_N8N, LAST_N8N_1, recipeFor } from '../../../../tools/realN8n/versions';

test.each([
	[DEFAULT_N8N, '24.x'],
	[LAST_N8N_1, '20.x'],
])('n8n %s runs on Node %s', (version, node) => {
	expect(recipeFor(version)).toMatchObject({ n8n: version, node });
});

test.each(['latest', '2', '0.236.0', '2.41.1; rm -rf', '3.0.0'])(
	'"%s" is refused with a text that names versions that work',
	(version) => {
		expect(() => recipeFor(version)).toThrow(`Try ${DEFAULT_N8N} or ${LAST_N8N_1}.`);
	},
);
