package io.weightless.net.process.internal;

import io.weightless.net.internal.pipe.PipeEnd;
import io.weightless.net.process.Exit;
import io.weightless.net.signal.Signal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A process as whoever makes it knows it; nothing waits.
///
/// After its end it stays known to the system until it is [buried][#bury]; so nobody else can have
/// its number until then.
public interface Child {
  /// What there is of its three streams; null for what is not piped.
  record Ends(
      PipeEnd.@Nullable Writing input,
      PipeEnd.@Nullable Reading output,
      PipeEnd.@Nullable Reading errors) {}

  long pid();

  Ends ends();

  /// Runs `notice` when it has ended: once, on the reactor, not before the next step.
  void whenEnded(Runnable notice) throws IOException;

  /// How it ended, or null as long as it has not.
  @Nullable Exit exit();

  /// To it alone; nothing happens when it has ended.
  void signal(Signal signal) throws IOException;

  /// To all of its group, also when it has ended, and to itself where it has left its group.
  ///
  /// @return whether the system lets it through to a process that has not ended: one that runs with
  ///   the rights of another user is out of reach
  boolean signalGroup(Signal signal);

  /// Nobody needs it any more; it has ended.
  void bury();

  /// The reactor is closed: ends it and its group at once, and buries it.
  void abandon();
}
