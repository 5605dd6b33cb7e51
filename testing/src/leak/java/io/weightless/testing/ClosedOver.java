package io.weightless.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What reactors said in the log that they found running or open when they were closed, since the
/// process began; except for what a test captured.
final class ClosedOver extends Handler {
  private static final ClosedOver FOUND = new ClosedOver();

  private final List<String> messages = new ArrayList<>();

  private ClosedOver() {}

  /// Idempotent.
  static synchronized void watch() {
    Logger root = Logger.getLogger("");
    root.removeHandler(FOUND);
    root.addHandler(FOUND);
  }

  static int count() {
    synchronized (FOUND) {
      return FOUND.messages.size();
    }
  }

  static List<String> since(int count) {
    synchronized (FOUND) {
      return List.copyOf(FOUND.messages.subList(count, FOUND.messages.size()));
    }
  }

  /// For the test of this very class.
  static void forgetSince(int count) {
    synchronized (FOUND) {
      FOUND.messages.subList(count, FOUND.messages.size()).clear();
    }
  }

  @Override
  public synchronized void publish(LogRecord logged) {
    if (logged.getMessage().startsWith("a reactor was closed while this")) {
      messages.add(logged.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
