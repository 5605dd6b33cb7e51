package io.weightless.http.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What is logged below `io.weightless.http` while it is open, instead of on the console.
public final class Log extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("io.weightless.http");
  private final List<LogRecord> records = new ArrayList<>();

  private Log() {}

  /// Opens one.
  public static Log capture() {
    Log log = new Log();
    log.logger.setUseParentHandlers(false);
    log.logger.addHandler(log);
    return log;
  }

  public synchronized List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public synchronized void publish(LogRecord entry) {
    records.add(entry);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
