package io.weightless.coroutine;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import java.util.concurrent.FutureTask;

/// Who drives a coroutine.
enum Driver {
  THREAD {
    @Override
    <X extends Exception> void run(Work<X> work) throws X {
      work.run();
    }
  },
  TASK {
    @Override
    <X extends Exception> void run(Work<X> work) throws X {
      try (Reactor reactor = Reactor.open()) {
        reactor.run(work);
      }
    }
  },
  VIRTUAL_THREAD {
    @Override
    <X extends Exception> void run(Work<X> work) {
      FutureTask<Boolean> done =
          new FutureTask<>(() -> {
            work.run();
            return true;
          });
      Thread.ofVirtual().start(done);
      try {
        done.get();
      } catch (Exception e) {
        throw new AssertionError(e.getCause());
      }
    }
  },
  COROUTINE {
    @Override
    <X extends Exception> void run(Work<X> work) {
      try (Coroutine<String, String, Boolean> outer =
          Coroutine.of(
              "outer",
              _ -> {
                work.run();
                return true;
              })) {
        outer.next();
      }
    }
  };

  abstract <X extends Exception> void run(Work<X> work) throws X;
}
