/// Floor 5: server-sent events (the HTML standard of the WHATWG, section 9.2), on both sides.
///
/// [EventStream][io.weightless.http.event.EventStream] answers with events as they come;
/// [EventLog][io.weightless.http.event.EventLog] keeps the last ones for clients that come back;
/// [EventReader][io.weightless.http.event.EventReader] is for a client. Nulls are refused unless
/// marked.
@NullMarked
package io.weightless.http.event;

import org.jspecify.annotations.NullMarked;
