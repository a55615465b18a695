import {
	isEventId,
	isMessageCenter,
	messageCenterIn,
	readEventName,
} from '../../../../../../nodes/AdobeCampaign/resources/event/eventName';
import { contextOf } from '../../context';

it.each<[string, boolean]>([
	['EVTorder', true],
	['EVTShop_New_Order_3HRS_EN', true],
	[`EVT${'a'.repeat(61)}`, true],
	[`EVT${'a'.repeat(62)}`, false],
	['EVT', false],
	['evtorder', false],
	['xEVTorder', false],
	['EVTorder/x', false],
	['EVT order', false],
	['EVTorder\n', false],
])('%j is the ID of an event: %s', (text, isOne) => {
	expect(isEventId(text)).toBe(isOne);
});

it.each([
	['', ''],
	['mcacme', 'mcacme'],
	['acme', 'mcacme'],
])('The message center %j is %j', (given, center) => {
	expect(messageCenterIn(given)).toBe(center);
});

it.each<[string, boolean]>([
	['', true],
	['mcacme-1.x_2', true],
	['a/b', false],
	['a b', false],
	['=x', false],
])('%j may be a message center: %s', (text, mayBe) => {
	expect(isMessageCenter(text)).toBe(mayBe);
});

it('The name of an event is cleaned', () => {
	const parameters = { eventId: ' EVTorder\u200b', messageCenter: ' acme ' };

	expect(readEventName(contextOf({ parameters }), 0)).toEqual({
		eventId: 'EVTorder',
		messageCenter: 'mcacme',
	});
});
