import { environmentOf } from '../../../../tools/realN8n/environment';

const settings = { userFolder: 'somewhere', port: 1111, brokerPort: 2222 };

test('settings of another n8n on this machine do not get through', () => {
	process.env.N8N_ENCRYPTION_KEY = 'of another';
	process.env.DB_TYPE = 'postgresdb';
	try {
		const environment = environmentOf(settings);
		expect(environment).not.toHaveProperty('N8N_ENCRYPTION_KEY');
		expect(environment).not.toHaveProperty('DB_TYPE');
		expect(environment.PATH).toBe(process.env.PATH);
	} finally {
		delete process.env.N8N_ENCRYPTION_KEY;
		delete process.env.DB_TYPE;
	}
});

test('jest and its NODE_ENV are not passed on, so n8n is the one that people run', () => {
	const environment = environmentOf(settings);
	expect(process.env.JEST_WORKER_ID).toBeDefined();
	expect(environment).not.toHaveProperty('JEST_WORKER_ID');
	expect(environment.NODE_ENV).toBe('production');
});

test('n8n and its task runners listen on this machine only, on the ports they were given', () => {
	expect(environmentOf(settings)).toMatchObject({
		N8N_USER_FOLDER: 'somewhere',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: '1111',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: '2222',
	});
});
