/// Floor 4: TCP for backends that tell when something is ready.
///
/// [ReadyNetwork][io.weightless.net.internal.ready.ReadyNetwork] is the door. Reads and writes
/// happen on the task that asks for them, at a [Socket][io.weightless.net.internal.ready.Socket]
/// that never blocks; the backend only says that they would not wait.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.ready;

import org.jspecify.annotations.NullMarked;
