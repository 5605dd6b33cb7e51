package io.weightless.reactor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What reactors log while it is open; neither that nor what the engine logs is on the console
/// then.
final class Logged extends Handler {
  private final Logger logger = Logger.getLogger("io.weightless");
  private final String prefix;
  final List<LogRecord> records = new CopyOnWriteArrayList<>();

  private Logged(String prefix) {
    this.prefix = prefix;
  }

  /// Nothing of the engine's.
  static Logged capture() {
    return capture("io.weightless.reactor");
  }

  /// What the engine logs, too.
  static Logged everything() {
    return capture("io.weightless");
  }

  private static Logged capture(String prefix) {
    Logged logged = new Logged(prefix);
    logged.logger.setUseParentHandlers(false);
    logged.logger.addHandler(logged);
    return logged;
  }

  List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void publish(LogRecord logged) {
    if (logged.getLoggerName().startsWith(prefix)) {
      records.add(logged);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
