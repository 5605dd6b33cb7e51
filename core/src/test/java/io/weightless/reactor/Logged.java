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
  final List<LogRecord> records = new CopyOnWriteArrayList<>();

  static Logged capture() {
    Logged logged = new Logged();
    logged.logger.setUseParentHandlers(false);
    logged.logger.addHandler(logged);
    return logged;
  }

  List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void publish(LogRecord logged) {
    if (logged.getLoggerName().startsWith("io.weightless.reactor")) {
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
