/** What n8n's reviewers look at and no other test has, and the checklist of CONTRIBUTING.md itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	NodeHelpers,
	type ICredentialType,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

import manifest from '../../package.json';
import { root } from './workspace';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The class of a built file that package.json lists. */
function made<T>(path: string): T {
	const [Type] = Object.values(jest.requireActual<Record<string, new () => T>>(join(root, path)));
	return new Type();
}

const nodes = manifest.n8n.nodes.map((path) => made<INodeType>(path).description);
const credentials = manifest.n8n.credentials.map((path) => made<ICredentialType>(path));

/** The rows of the checklist: what is demanded, and the commands that prove it. */
const checklist = read('CONTRIBUTING.md')
	.split("### Submission to n8n's verification")[1]
	.split('\n')
	.filter((line) => /^\| (?!Demand|-)/.test(line))
	.map((line) => line.split('|'))
	.map(([, demand, proof]) => [
		demand.trim(),
		[...proof.matchAll(/`([^`]+)`/g)].map(([, one]) => one),
	])
	.map((row) => row as [string, string[]]);

test.each(checklist)('the checklist proves "%s" by commands that exist', (_demand, commands) => {
	expect(commands.length).toBeGreaterThan(0);
	for (const command of commands) {
		const [program, ...words] = command.split(' ');
		if (program !== 'npm' || words[0] !== 'run') {
			expect(`${program} ${words[0]}`).toMatch(/^(npm view|npx @n8n\/scan-community-package)$/);
			continue;
		}
		expect(Object.keys(manifest.scripts)).toContain(words[1]);
		const paths = words.filter((word) => /^(test|e2e)\//.test(word));
		for (const path of paths.map((one) => one.replace(/^e2e\/(.*)$/, 'test/e2e/$1.test.ts'))) {
			expect([path, existsSync(join(root, path))]).toEqual([path, true]);
		}
	}
});

test('the checklist has what n8n demands of a package', () => {
	expect(checklist.length).toBeGreaterThan(12);
});

const SECRETS = ['apiKey', 'accessToken', 'clientSecret'];

test('secrets are password fields, and a credential has a test', () => {
	for (const { properties, test: tested } of credentials) {
		const secrets = properties.filter(({ name }) => SECRETS.includes(name));
		expect(secrets.length).toBeGreaterThan(0);
		expect(secrets.filter(({ typeOptions }) => typeOptions?.password !== true)).toEqual([]);
		expect(tested).toBeDefined();
	}
});

test('the first credential of a new node is OAuth2', () => {
	for (const { properties } of nodes) {
		const choices = properties.filter(({ name }) => name === 'authentication');
		const latest = choices[choices.length - 1];
		expect(latest.default).toBe('oAuth2');
	}
});

test('Simplify is on in the last version of each node', () => {
	for (const description of nodes) {
		const latest = Math.max(...[description.version].flat());
		const isShown = (property: INodeProperties) =>
			NodeHelpers.displayParameter(
				{},
				{ ...property, displayOptions: versionOf(property) },
				{ typeVersion: latest },
				description,
			);
		const shown = description.properties.filter(({ name }) => name === 'simplify').filter(isShown);
		expect(shown.length).toBeGreaterThan(0);
		expect(shown.filter((property) => property.default !== true)).toEqual([]);
	}
});

/** Of what a property is shown by, the version alone. */
const versionOf = ({ displayOptions }: INodeProperties): INodeProperties['displayOptions'] => {
	const versions = displayOptions?.show?.['@version'];
	return versions && { show: { '@version': versions } };
};

test('the README has the sections that n8n asks for', () => {
	const headings = [...read('README.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
	expect(headings).toEqual(
		expect.arrayContaining([
			...['Install', 'Credentials', 'Your first workflow', 'Operations', 'Compatibility', 'More'],
		]),
	);
});

test('the package is published by GitHub with provenance, after all tests', () => {
	const workflow = read('.github/workflows/publish.yml');
	expect(workflow).toMatch(/id-token: write/);
	expect(workflow.indexOf('npm test')).toBeGreaterThan(0);
	expect(workflow.indexOf('npm run release')).toBeGreaterThan(workflow.indexOf('npm test'));
	expect(workflow).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/);
});
