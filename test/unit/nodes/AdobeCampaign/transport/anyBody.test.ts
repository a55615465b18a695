import fc from 'fast-check';

import { compare } from '../../../../../nodes/AdobeCampaign/records/compare';
import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';
import { filterInfoOf, writableFields } from '../../../../../nodes/AdobeCampaign/records/metadata';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { explain } from '../../../../../nodes/AdobeCampaign/transport/explain';
import { mayBeDone } from '../../../../../nodes/AdobeCampaign/transport/retry';
import {
	decodeBody,
	filtersIn,
	metadataIn,
	pageIn,
	recordIn,
	referenceIn,
	totalIn,
} from '../../../../../nodes/AdobeCampaign/transport/bodies';
import type { Answer } from '../../../../../nodes/AdobeCampaign/transport/types';
import { anyBody, anyJson, HIDDEN } from './anyBody';

const check = <T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void) =>
	fc.assert(fc.property(arbitrary, predicate), {
		seed: 5,
		numRuns: Number(process.env.PROPERTY_RUNS ?? 1000),
	});

const answers: fc.Arbitrary<Answer> = fc.record({
	status: fc.constantFrom(0, 200, 204, 301, 400, 401, 403, 404, 429, 500, 502, 503, 504, 599),
	headers: fc.constantFrom<Array<Record<string, string>>>({}, { 'retry-after': 'soon' }),
	body: anyBody.map(decodeBody),
});

const refusedTokens: fc.Arbitrary<Answer> = anyBody.map((description) => ({
	status: 0,
	headers: {},
	body: '',
	tokenRefusal: { error: 'invalid_client', description: String(description) },
}));

test('every body is explained and judged, without a secret, a sent value or an e-mail', () => {
	const anyAnswer = fc.oneof(
		{ weight: 9, arbitrary: answers },
		{ weight: 1, arbitrary: refusedTokens },
	);
	check(anyAnswer, (answer) => {
		const { message, description } = explain(
			answer,
			{ authentication: 'oAuth2', kind: PROFILE },
			HIDDEN,
		);
		const said = `${message}\n${description}`.toLowerCase();
		const shown = HIDDEN.filter((part) => said.includes(part.toLowerCase()));
		const hasEmail = /[\w.+]@(mail\.)?example\./.test(said);
		const isShort = description.length < 3000;
		const isJudged = typeof mayBeDone(answer, 'POST') === 'boolean';
		expect({ shown, hasEmail, isShort, isJudged }).toEqual({
			...{ shown: [], hasEmail: false },
			...{ isShort: true, isJudged: true },
		});
	});
});

test('what is taken for a profile, a reference, a page or a number is one', () => {
	check(anyBody.map(decodeBody), (body) => {
		const profile = recordIn(body);
		if (profile) expect(typeof profile.PKey).toBe('string');
		const reference = referenceIn(body);
		if (reference)
			expect([typeof reference.PKey, typeof reference.href]).toEqual(['string', 'string']);
		const page = pageIn(body);
		if (page) {
			for (const { PKey } of page.content) expect(typeof PKey).toBe('string');
			if (page.next) expect(page.next.href).toMatch(/./s);
			if (page.count?.href !== undefined) expect(typeof page.count.href).toBe('string');
			if (page.count?.value !== undefined) expect(typeof page.count.value).toBe('number');
		}
		const total = totalIn(body);
		if (total !== undefined) expect(typeof total).toBe('number');
	});
});

test('what is taken for metadata becomes fields and filters for the form', () => {
	const entries = fc.dictionary(
		fc.constantFrom('email', 'location', 'cusPoints', 'orgUnit', 'age'),
		anyJson,
		{ noNullPrototype: true },
	);
	const bodies = fc.oneof(anyJson, fc.record({ content: entries, filters: anyJson }), entries);
	const kindsOf = (...texts: unknown[]) => new Set(texts.map((text) => typeof text));
	const isText = new Set(['string']);
	check(bodies, (body) => {
		const metadata = metadataIn(body);
		for (const { id, label, type, options = [] } of writableFields(
			metadata?.content ?? {},
			PROFILE,
		)) {
			const choices = options.flatMap(({ name, value }) => [name, value]);
			expect(kindsOf(id, label, type, ...choices)).toEqual(isText);
		}
		if (metadata?.filters) expect(kindsOf(metadata.filters.href)).toEqual(isText);
		for (const [entryName, entry] of Object.entries(filtersIn(body) ?? {})) {
			const { name, label = '', parameters } = filterInfoOf(entryName, entry);
			expect(kindsOf(name, label, ...parameters)).toEqual(isText);
			expect(parameters).not.toContain('');
		}
	});
});

test('whatever is stored is compared with what was sent', () => {
	const sent: fc.Arbitrary<SentField> = fc
		.oneof(
			fc.record({
				type: fc.constantFrom('string', 'options', 'link', 'date', 'dateTime'),
				value: fc.string(),
			}),
			fc.record({ type: fc.constant('number'), value: fc.double() }),
			fc.record({ type: fc.constant('boolean'), value: fc.boolean() }),
			fc.record({ type: fc.constantFrom('string', 'number', 'boolean'), value: fc.constant(null) }),
		)
		.map((field) => ({ id: 'field', label: 'Field', ...field }) as SentField);
	const rules = fc.record(
		{
			policy: fc.constantFrom('smartCase', 'phone', 'email', 'identifier', 'other'),
			length: fc.integer({ min: 1, max: 20 }),
		},
		{ requiredKeys: [] },
	);
	check(fc.tuple(sent, fc.oneof(fc.string(), anyJson), rules), ([field, stored, rule]) => {
		expect(['applied', 'normalized', 'different']).toContain(compare(field, stored ?? null, rule));
		expect(compare(field, undefined, rule)).toBe('missing');
	});
});
