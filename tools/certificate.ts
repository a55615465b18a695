import { generate } from 'selfsigned';

/** A new certificate of this computer by itself, in PEM, for its address and that name. */
export async function localCertificate(name: string): Promise<{ key: string; cert: string }> {
	const attributes = [{ name: 'commonName', value: name }];
	const { private: key, cert } = await generate(attributes, {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			// Its own issuer: a client that trusts it has to take it as one.
			{ name: 'basicConstraints', cA: true },
			{
				name: 'subjectAltName',
				altNames: [
					{ type: 7, ip: '127.0.0.1' },
					{ type: 2, value: name },
				],
			},
		],
	});
	return { key, cert };
}
