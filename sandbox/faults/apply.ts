import { answer, type Answer, type Outcome } from '../http';
import type { ReceivedRequest } from '../log';
import type { Organization } from '../organization';
import type { SandboxState } from '../state';
import type { Fault, ScriptedAnswer } from './fault';
import { withOtherNext } from './paging';

/** Applies the faults of the connection and the answer; `handle` carries the call out. */
export function underFault(fault: Fault | undefined, handle: () => Answer): Outcome {
	if (fault?.respond) return scripted(fault.respond);
	if (fault?.drop === 'beforeWrite') return 'dropped';
	const given = handle();
	if (fault?.drop === 'afterWrite') return 'dropped';
	return fault?.respondAfterWrite ? scripted(fault.respondAfterWrite) : given;
}

/** Applies the faults of what is read and stored; `handle` carries the call out. */
export function underStateFault(
	fault: Fault | undefined,
	organization: Organization,
	state: SandboxState,
	request: ReceivedRequest,
	handle: () => Answer,
): Answer {
	if (fault?.expireTokens) organization.firstGoodToken = state.tokens.nextNumber;
	if (fault?.staleRead) return organization.store.readingBefore(handle);
	const { store } = organization;
	const { result: given, writes } = store.recording(handle);
	if (fault?.next) return withOtherNext(given, fault.next, organization.keys);
	organization.record(writes, { request, by: 'sender', isKept: !fault?.discardWrite });
	if (fault?.discardWrite) store.undo(writes);
	const values = fault?.overwrite;
	// The first write of a call is the one that was asked for.
	if (values && writes.length > 0) {
		const other = store.recording(() => organization.overwrite(writes[0], values));
		organization.record(other.writes, { request, by: 'anotherClient', isKept: true });
	}
	return given;
}

function scripted({ status, headers, body = '', contentType }: ScriptedAnswer): Answer {
	const guess = /^\s*[{[]/.test(body) ? 'application/json' : 'text/plain';
	const typed = answer(status, contentType ?? guess, body);
	const untyped = body === '' && !contentType;
	return { ...typed, headers: { ...(untyped ? {} : typed.headers), ...headers } };
}
