package io.weightless.http.jdk;

import io.weightless.reactor.Reactor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A reactor of its own. It is opened when it is first needed, and runs on the threads that call,
/// until there is a life to run on a thread of its own; that is not a daemon, as the JDK's.
final class ThreadHome implements Home {
  /// Opened by the one who binds, and closed by the one who ends it: a server sees to it that no
  /// two of these happen at a time.
  private volatile @Nullable Reactor reactor;

  /// Once the thread runs.
  private volatile @Nullable TaskHome running;

  private volatile @Nullable Thread thread;

  @Override
  public <T extends @Nullable Object> T call(Work<T> work) throws IOException {
    TaskHome live = running;
    return live == null ? callHere(open(), work) : live.call(work);
  }

  private Reactor open() {
    Reactor known = reactor;
    if (known == null) {
      known = Reactor.open();
      reactor = known;
    }
    return known;
  }

  private static <T extends @Nullable Object> T callHere(Reactor reactor, Work<T> work)
      throws IOException {
    Result<T> result = new Result<>();
    reactor.<IOException>run(() -> result.value = work.run());
    return result.take();
  }

  /// What a task hands out.
  private static final class Result<T extends @Nullable Object> {
    private @Nullable T value;

    @SuppressWarnings("NullAway") // what was put in is a T
    T take() {
      return value;
    }
  }

  @Override
  public void serve(Runnable life) {
    Reactor own = open();
    running = TaskHome.of(own);
    Thread server = new Thread(() -> live(own, life), "weightless-http-server");
    server.setDaemon(false);
    thread = server;
    server.start();
  }

  private static void live(Reactor own, Runnable life) {
    try (own) {
      own.run(life::run);
    }
  }

  @Override
  public void end(Runnable farewell) {
    TaskHome live = running;
    Reactor own = reactor;
    if (live != null) {
      live.end(farewell);
    } else if (own != null) {
      own.run(farewell::run);
      own.close();
      reactor = null;
    }
  }

  @Override
  public void awaitEnd() {
    Thread server = thread;
    Reactor own = reactor;
    if (server == null || own == null || Strands.isOf(own)) {
      return;
    }
    try {
      server.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
