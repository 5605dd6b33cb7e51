package io.weightless.net.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What the network logs while this is open, instead of on the console.
final class Log extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("io.weightless.net");
  private final List<String> messages = new ArrayList<>();

  Log() {
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public synchronized void publish(LogRecord logged) {
    messages.add(logged.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
