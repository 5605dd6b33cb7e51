package io.weightless.http.admin;

import io.weightless.inspect.Snapshot;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Hold;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Lock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A watched reactor, as the endpoint's own reactor sees it, on which all of this runs.
///
/// It has one question at a time to answer: while it owes an answer, also one that nobody waits for
/// any more, the next ones wait here.
final class Subject {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// For so long each time that somebody looks.
  private static final Duration LEASE = Duration.ofSeconds(10);

  /// What an answer has cost, so many times over, the reactor has for itself before the next one.
  private static final long REST = 9;

  private static final Duration LONGEST_REST = Duration.ofMillis(500);

  private final Reactor home = Reactor.current();
  private final Clock clock = home.clock();
  private final Lens lens;
  private final Lock turn = new Lock();

  /// The last question, which may have no answer yet.
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  private long restsUntil = clock.nanos();

  /// How many snapshots were asked for, and the last one when it has come.
  private long snapshots;

  private @Nullable Answer<Snapshot> latest;

  private long leasedUntil;
  private boolean isLeased;

  /// How many [look][#look] all the time.
  private int lookers;

  Subject(Reactor reactor) {
    lens = new Lens(reactor);
  }

  /// What it answers to `question`, or why it does not.
  ///
  /// - **Waits**: for its answer, a second at most.
  <T> Answer<T> ask(Question<T> question) {
    return inTurn(() -> put(question));
  }

  /// What is on it, between the call and now. Those who ask at the same time share one.
  ///
  /// - **Waits**: like [#ask].
  Answer<Snapshot> snapshot() {
    long before = snapshots;
    return inTurn(() -> {
      Answer<Snapshot> shared = latest;
      return shared != null && snapshots > before ? shared : next();
    });
  }

  private Answer<Snapshot> next() {
    latest = null;
    snapshots++;
    Answer<Snapshot> next =
        put(lens -> {
          lens.watch();
          return Snapshot.of(lens.reactor());
        });
    latest = next;
    return next;
  }

  private <T> Answer<T> inTurn(Supplier<Answer<T>> work) {
    Answer<T> answer =
        Scope.<@Nullable Answer<T>, RuntimeException>runOr(
            Deadline.after(PATIENCE),
            null,
            _ -> {
              try (var _ = turn.hold()) {
                Task.await(last);
                rest();
                return work.get();
              }
            });
    return answer == null ? silence() : answer;
  }

  private void rest() {
    long nanos = restsUntil - clock.nanos();
    if (nanos > 0) {
      Task.sleep(Duration.ofNanos(nanos));
    }
  }

  private <T> Answer<T> put(Question<T> question) {
    Asking<T> asking = new Asking<>(question, lens);
    last = asking.reply();
    asking.put();
    Answer<T> answer = Task.await(asking.reply());
    long rest = Math.min(REST * asking.nanos(), LONGEST_REST.toNanos());
    restsUntil = clock.nanos() + rest;
    return answer;
  }

  private <T> Answer<T> silence() {
    Hold hold = Hold.now(lens.reactor());
    if (hold == null) {
      return Answer.none(
          "it does not answer, and nobody holds it: nobody runs it, or it is asked too much");
    }
    long tenths = hold.atLeast().toMillis() / 100;
    String what =
        tenths == 0
            ? " has its turn, and many may be before the answer"
            : " holds it since " + tenths / 10 + "." + tenths % 10 + " s";
    return new Answer<>(
        null, hold.who() + what, hold.stack().stream().map(StackTraceElement::toString).toList());
  }

  /// Somebody has looked: for a while it stays watched.
  void prolong() {
    leasedUntil = clock.nanos() + LEASE.toNanos();
    if (!isLeased) {
      isLeased = true;
      var _ = home.after(LEASE, this::lapse);
    }
  }

  /// Somebody looks, however seldom, until [#leave]: as long as that it stays watched.
  void look() {
    lookers++;
    prolong();
  }

  void leave() {
    lookers--;
    prolong();
  }

  /// One that owes an answer is left alone.
  private void lapse() {
    long left = leasedUntil - clock.nanos();
    if (left <= 0 && lookers == 0 && last.state() != Future.State.RUNNING) {
      isLeased = false;
      release();
    } else {
      var _ = home.after(left > 0 ? Duration.ofNanos(left) : LEASE, this::lapse);
    }
  }

  /// It is watched no more.
  ///
  /// - **Waits**: never.
  void release() {
    latest = null;
    Asking<Boolean> asking =
        new Asking<>(
            lens -> {
              lens.close();
              return true;
            },
            lens);
    last = asking.reply();
    asking.put();
  }
}
