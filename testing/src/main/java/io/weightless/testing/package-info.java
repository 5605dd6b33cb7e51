/// A kit for the tests of programs on a reactor: what tests watch, script and break.
///
/// - [InTask]: a test runs as a task, on virtual time, with its own reactor.
/// - [Trail]: what happened, in which order.
/// - [ScriptedStream], [FaultyStream]: the other end of a connection, as one wants it.
/// - [LeakCheck], [LoggedFailures]: what a test left behind.
///
/// It stands on floor 5, beside http, and nothing below knows it. JUnit is needed by the extensions
/// only.
@NullMarked
package io.weightless.testing;

import org.jspecify.annotations.NullMarked;
