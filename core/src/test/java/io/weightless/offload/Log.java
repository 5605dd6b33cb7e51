package io.weightless.offload;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

  /// Waits for it.
  LogRecord next() throws InterruptedException {
    LogRecord logged = records.poll(20, TimeUnit.SECONDS);
    if (logged == null) {
      throw new AssertionError("nothing was logged within 20 s");
    }
    return logged;
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
