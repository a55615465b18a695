import { LIMITED, type ServerName } from '../../bench/limitsPlan';

/** Milliseconds that the server's rule makes necessary. */
function least(name: ServerName, requests: number, firstAt = 0): number | undefined {
	return LIMITED.find((server) => server.name === name)?.least(requests, { firstAt });
}

describe("the time that a server's rule makes necessary in the bench", () => {
	it('of a rate, begins with one second worth at once, and ends with an answer', () => {
		expect(least('rate20', 20)).toBe(100);
		expect(least('rate20', 400)).toBe(19_100);
	});

	it('of windows, counts what is left of the one in which the first request comes', () => {
		expect(least('window', 40, 1500)).toBe(100);
		expect(least('window', 41, 1500)).toBe(600);
		expect(least('window', 400, 4000)).toBe(18_100);
		expect(least('window', 400, 5500)).toBe(16_600);
	});

	it('of places, is what they take one after the other', () => {
		expect(least('varying', 1200)).toBe(6000);
	});

	it('of nothing, is nothing', () => {
		expect(least('none', 2000)).toBe(0);
	});
});
