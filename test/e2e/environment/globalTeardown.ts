import { endRunning } from './running';

export default async function globalTeardown(): Promise<void> {
	await endRunning();
}
