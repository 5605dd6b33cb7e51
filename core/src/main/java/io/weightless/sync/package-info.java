/// Floor 2: what tasks of one reactor wait with for each other; locks, semaphores, events,
/// conditions, barriers, ticks, and slices of time.
///
/// ```java
/// Lock lock = new Lock();
/// ...
/// try (var _ = lock.hold()) {       // other tasks that want it wait, first come first served
///   account.write(account.read() + 1);
/// }
/// ```
///
/// Between two waits nothing else of a reactor runs, so most code needs none of these: a lock is
/// for what has to stay as it is across a wait. Nothing here takes a timeout: put a scope with a
/// deadline around the wait.
///
/// What holds for all of them:
///
/// - **Order**: first come, first served; nobody overtakes one that waits.
/// - **Runs on**: the reactor of the task or callback that made it; others are refused.
/// - **Cancelled**: every wait is a cancellation point, also when there is nothing to wait for. Who
///   is cancelled while it waits leaves no trace. Who was given what it waited for before it was
///   cancelled has it: the wait returns, and the next one throws.
/// - **Cost**: constant, also to leave a long queue from its middle; no object where nobody waits.
///
/// `toString` says who has it and who waits. Nulls are refused unless marked.
@NullMarked
package io.weightless.sync;

import org.jspecify.annotations.NullMarked;
