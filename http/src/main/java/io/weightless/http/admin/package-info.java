/// Floor 5: an admin endpoint; seeing inside a program that runs, over HTTP.
///
/// ```java
/// Watched watched = new Watched();
/// try (Admin admin = Admin.open(new Address("127.0.0.1", 9090), watched);
///     Reactor reactor = Reactor.open();
///     var _ = watched.add("main", reactor)) {
///   reactor.run(this::serve);
/// }
/// ```
///
/// - `GET /snapshot`: all that is on each reactor, as JSON: a
///   [Picture][io.weightless.http.admin.Picture].
/// - `GET /why?reactor=NAME&task=ID`: why a task waits, with the stacks: a
///   [Why][io.weightless.inspect.Why].
/// - `GET /feed?every=SECONDS`: server-sent events; first a `snapshot`, then what has changed, a
///   [Change][io.weightless.http.admin.Change], as the event `difference`. When reactors have come
///   or gone there is a `snapshot` again.
/// - `GET /happenings?reactor=NAME`: server-sent events; what happens there, in batches, a
///   [Batch][io.weightless.http.admin.Batch] each, ten times a second at most.
/// - `GET /metrics`: some figures for Prometheus, in its text format 0.0.4.
///
/// It lives on a reactor and a thread of its own, so it answers also when a watched loop does not:
/// then it says who holds that, and where. A watched loop has one question at a time to answer,
/// between two turns of its tasks, and spends no more than a tenth of its time on them, unless one
/// takes more than 55 ms: half a second is the longest that it is left alone. While somebody asks,
/// and for ten seconds more, it is [watched][io.weightless.inspect.Watch] more closely; figures
/// alone are had without that.
///
/// Anybody who can connect sees everything: names, stacks and addresses. So it listens for this
/// machine only, unless it is told otherwise, and answers requests of pages of other sites with a
/// refusal. It changes nothing. Nulls are refused unless marked.
@NullMarked
package io.weightless.http.admin;

import org.jspecify.annotations.NullMarked;
