package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Event;
import io.weightless.net.internal.linux.Libc;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The ring of the thread that steps. A ring has one thread for life, so when another one steps
/// there is a new one: what has completed is taken from the old one, and what had not is begun
/// again. Nothing is lost, for a request that has not completed has moved no byte.
///
/// - **Cost**: when the thread changes, about half a millisecond, and a microsecond for each
///   socket.
final class RingOfThread {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final UringBackend backend;
  private final Libc libc;
  private Ring ring;
  private @Nullable Thread thread;

  /// Signalled when something completes; there once somebody else than the loop may wait for that.
  private @Nullable Event completion;

  private boolean hosted;
  private boolean registered;

  RingOfThread(UringBackend backend) throws IOException {
    this.backend = backend;
    libc = backend.libc;
    ring = open();
  }

  private Ring open() throws IOException {
    Ring opened = new Ring(libc);
    try {
      backend.buffers.registerWith(libc, opened);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  Ring ofThisThread() throws IOException {
    if (thread != Thread.currentThread()) {
      if (thread != null) {
        renew();
      }
      ring.enable();
      thread = Thread.currentThread();
    }
    if (hosted && !registered) {
      completion = completion == null ? new Event(libc) : completion;
      ring.registerEvent(completion.descriptor());
      registered = true;
    }
    return ring;
  }

  /// When there can't be a new one now, the old one stays, and the next step tries again.
  private void renew() throws IOException {
    backend.complete(ring.completions);
    Ring fresh = open();
    ring.close();
    ring = fresh;
    thread = null;
    registered = false;
    backend.requests.lost();
  }

  /// Others may wait for it from now on.
  void host() {
    hosted = true;
  }

  void forgetWakeup(Event wakeup) {
    if (hosted) {
      wakeup.clear();
    }
  }

  /// What completed before the last look is seen by the look, and what after it, by the event.
  void forgetCompletion() {
    if (completion != null) {
      completion.clear();
    }
  }

  /// Between two steps, by any thread. Without an event yet it does not wait: the step that follows
  /// makes one.
  void awaitCompletion(Event wakeup, long nanos) {
    if (registered && completion != null && !ring.hasToEnter() && ring.completions.isEmpty()) {
      Libc.awaitReadable(millis(nanos), completion.descriptor(), wakeup.descriptor());
    }
  }

  private static int millis(long nanos) {
    return nanos == Long.MAX_VALUE
        ? -1
        : (int) Math.min(Integer.MAX_VALUE, 1 + (nanos - 1) / NANOS_PER_MILLI);
  }

  /// What has completed by now.
  void completeRest() {
    backend.complete(ring.completions);
  }

  void close() throws IOException {
    ring.close();
    if (completion != null) {
      completion.close();
    }
  }
}
