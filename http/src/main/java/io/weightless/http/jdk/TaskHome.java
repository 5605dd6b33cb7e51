package io.weightless.http.jdk;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.ReactorExecutor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The reactor of a task, which somebody else runs.
///
/// @param executor for those who call from elsewhere
record TaskHome(Reactor reactor, ReactorExecutor executor) implements Home {
  private static final System.Logger LOG = System.getLogger("io.weightless.http");

  static TaskHome here() {
    return of(Reactor.current());
  }

  static TaskHome of(Reactor reactor) {
    return new TaskHome(reactor, reactor.executor());
  }

  @Override
  public <T extends @Nullable Object> T call(Work<T> work) throws IOException {
    if (isHere()) {
      return work.run();
    }
    try {
      return executor.<T>submit(work::run).get();
    } catch (ExecutionException e) {
      throw thrown(Objects.requireNonNull(e.getCause()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the reactor was waited for");
    }
  }

  private boolean isHere() {
    return Strands.isTaskOf(reactor);
  }

  private static IOException thrown(Throwable cause) {
    return switch (cause) {
      case IOException failure -> failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      default -> new IOException(cause);
    };
  }

  @Override
  public void serve(Runnable life) {
    executor.execute(life);
  }

  @Override
  public void end(Runnable farewell) {
    try {
      call(() -> {
        farewell.run();
        return farewell;
      });
    } catch (IOException | RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the reactor of the server is gone, or was not waited for", e);
    }
    executor.shutdown();
  }

  @Override
  public void awaitEnd() {
    // it goes on without the server
  }
}
