package io.weightless.channel;

import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.Intake;
import io.weightless.engine.internal.Suspension;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What a [Flow.Publisher] gives. Its signals come from any thread, and their values through an
/// [Intake]; all that goes to the publisher goes from the reactor, so that it is serial.
final class PublisherSubscription<T> extends Subscription<T> {
  /// A task that never has to wait gives way that often.
  private static final int BETWEEN_TURNS = 1_024;

  private final Intake<T> intake;

  /// How the publisher ended it, which its receivers are told when they come to it.
  private final AtomicReference<@Nullable Ending> told = new AtomicReference<>();

  /// From when the publisher has answered until it is over.
  private Flow.@Nullable Subscription upstream;

  /// Whether the publisher may not answer any more.
  private boolean left;

  /// How many were received that the publisher was not asked to replace.
  private int unasked;

  private int receives;

  private final Runnable farewell = this::letGo;

  PublisherSubscription(int batch) {
    super(batch);
    intake = new Intake<>(batch, this::wake);
  }

  Flow.Subscriber<T> signals() {
    return new Signals();
  }

  private void wake() {
    if (!carrier.farewells.areTold()) {
      carrier.post(this, this::lookOutside);
    }
  }

  private void end(Ending how) {
    told.compareAndSet(null, how);
    intake.close();
  }

  /// What the publisher says.
  private final class Signals implements Flow.Subscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      Objects.requireNonNull(subscription, "a subscriber takes no null");
      carrier.run(PublisherSubscription.this, () -> enter(subscription));
    }

    @Override
    public void onNext(T value) {
      Objects.requireNonNull(value, "a channel takes no null");
      if (intake.offer(value) == Intake.Answer.FULL) {
        String tooMany = "it sent more than the " + buffer.capacity + " values it was asked for";
        end(new Ending.Failed("its publisher", new IllegalStateException(tooMany)));
        carrier.run(PublisherSubscription.this, PublisherSubscription.this::letGo);
      }
    }

    @Override
    public void onError(Throwable failure) {
      Objects.requireNonNull(failure, "a subscriber takes no null");
      end(new Ending.Failed("its publisher", failure));
    }

    @Override
    public void onComplete() {
      end(new Ending.Closed("its publisher"));
    }
  }

  private void enter(Flow.Subscription subscription) {
    if (left || upstream != null) {
      cancel(subscription);
      return;
    }
    upstream = subscription;
    carrier.farewells.add(farewell);
    ask(buffer.capacity);
  }

  /// It is over: the publisher is told, unless it was it that said so.
  private void letGo() {
    Flow.Subscription last = upstream;
    left = true;
    upstream = null;
    carrier.farewells.remove(farewell);
    if (last != null) {
      cancel(last);
    }
  }

  /// What it throws is nobody's: it may not, and whoever leaves has nothing to do with it.
  private static void cancel(Flow.Subscription subscription) {
    try {
      subscription.cancel();
    } catch (RuntimeException e) {
      Failures.log("a publisher that was cancelled failed", e);
    }
  }

  @Override
  void leave() {
    if (!left) {
      end(new Ending.Closed("its subscriber"));
      letGo();
      while (intake.poll() != null) {
        dropped++;
      }
    }
  }

  /// What it throws is its failure: it may not.
  private void ask(int more) {
    if (upstream == null || told.get() != null) {
      return;
    }
    try {
      upstream.request(more);
    } catch (RuntimeException e) {
      end(new Ending.Failed("its publisher", e));
    }
  }

  @Override
  void roomMade() {
    intake.release();
    if (++unasked * 2 >= buffer.capacity) {
      int more = unasked;
      unasked = 0;
      ask(more);
    }
  }

  @Override
  boolean isForeign() {
    return true;
  }

  @Override
  void begin() {
    if (++receives % BETWEEN_TURNS == 0) {
      Suspension.giveWay(); // a publisher may always have the next one
    }
  }

  /// Takes in what has come, and gives it to those who wait for it. When nothing is left, the next
  /// signal wakes this reactor.
  @Override
  void lookOutside() {
    do {
      takeIn();
    } while (!hasEnded() && buffer.count == 0 && !intake.fallAsleep());
  }

  private void takeIn() {
    T value;
    while ((value = intake.poll()) != null) {
      boolean awaited = !receivers.isEmpty();
      put(value);
      if (awaited) {
        roomMade();
      }
    }
  }

  /// Whether the end has come to its receivers: behind all that came before.
  private boolean hasEnded() {
    Ending how = told.get();
    if (ending() == null && how != null && intake.isOver()) {
      if (!left) {
        upstream = null; // it knows
        letGo();
      }
      endBy(how);
    }
    return ending() != null;
  }
}
