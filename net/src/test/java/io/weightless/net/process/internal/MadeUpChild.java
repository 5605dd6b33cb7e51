package io.weightless.net.process.internal;

import io.weightless.net.process.Exit;
import io.weightless.net.signal.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A child that does what no system does on demand, and keeps what was done with it.
final class MadeUpChild implements Child {
  final List<String> trail = new ArrayList<>();

  /// Whether signals reach it.
  boolean isWithinReach = true;

  /// What [#whenEnded] fails with.
  @Nullable IOException failure;

  private @Nullable Runnable notice;
  private @Nullable Exit exit;

  void end(Exit exit) {
    this.exit = exit;
    Objects.requireNonNull(notice).run();
  }

  @Override
  public long pid() {
    return 0;
  }

  @Override
  public Ends ends() {
    return new Ends(null, null, null);
  }

  @Override
  public void whenEnded(Runnable notice) throws IOException {
    if (failure != null) {
      throw failure;
    }
    this.notice = notice;
  }

  @Override
  public @Nullable Exit exit() {
    return exit;
  }

  @Override
  public void signal(Signal signal) {}

  @Override
  public boolean signalGroup(Signal signal) {
    trail.add("" + signal);
    return isWithinReach;
  }

  @Override
  public void bury() {
    trail.add("bury");
  }

  @Override
  public void abandon() {
    trail.add("abandon");
  }
}
