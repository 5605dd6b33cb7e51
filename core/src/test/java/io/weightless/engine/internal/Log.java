package io.weightless.engine.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What is logged below `io.weightless` while it is open, instead of on the console.
final class Log extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("io.weightless");
  private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

  static Log capture() {
    Log log = new Log();
    log.logger.setUseParentHandlers(false);
    log.logger.addHandler(log);
    return log;
  }

  /// Waits for a message that matches.
  LogRecord await(Predicate<String> message) throws InterruptedException {
    LogRecord logged;
    do {
      logged = records.poll(20, TimeUnit.SECONDS);
      if (logged == null) {
        throw new AssertionError("no such message was logged within 20 s");
      }
    } while (!message.test(logged.getMessage()));
    return logged;
  }

  int count() {
    return records.size();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  @Override
  public void publish(LogRecord logged) {
    records.add(logged);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
