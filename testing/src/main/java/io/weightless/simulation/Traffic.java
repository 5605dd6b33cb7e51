package io.weightless.simulation;

import io.weightless.inspect.Happening;
import io.weightless.inspect.Happening.Kind;
import io.weightless.inspect.Watch;

/// What goes through the channels of one life of a host, for those who read the trace. The run is
/// the same without it.
final class Traffic {
  private final Trace trace;
  private final String host;
  private final Watch watch = Watch.open();
  private long told;

  Traffic(Trace trace, String host) {
    this.trace = trace;
    this.host = host;
  }

  /// Writes what has come since the last time.
  void write() {
    for (Happening one : watch.after(told)) {
      if (one.channel() > 0) {
        String what = one.kind() == Kind.SENT ? " sends into" : " receives from";
        String who = one.who().isEmpty() ? "a callback" : one.who();
        trace.write(host, who + what + " channel " + one.channel());
      }
    }
    told = watch.last();
  }
}
