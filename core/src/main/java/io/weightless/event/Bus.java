package io.weightless.event;

import io.weightless.component.Component;
import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where events are fired and heard: see the package, and [Topic].
///
/// Its handlers run in tasks of the scope that it was made with, which ends when all that was fired
/// is done; a bus that nobody fires on has no task, and needs no close.
///
/// - **Cancelled** with its scope: handlers see it where they wait, and so do those who await their
///   events. While the scope drains, only what handlers cause is handled.
/// - **Limit**: [#LIMIT] events that wait for their turn; what is told of them comes on top. Others
///   of the reactor have a turn after some hundreds.
/// - **Cost**: no switch for an event whose handlers do not wait, one task for a burst of them, or
///   for calls in a row.
public final class Bus extends Topic {
  /// How many events may wait.
  public static final int LIMIT = 100_000;

  private final Scope scope;
  private final Carrier carrier = Carrier.current();
  private final Table table = new Table();
  private final Backlog backlog = new Backlog(LIMIT);
  private final Dispatcher dispatcher;
  private final Numbers numbers = Numbers.ofCaller();
  private long fired;

  /// @param scope for the handlers; it owns what they fail with
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public Bus(Scope scope) {
    this.scope = Objects.requireNonNull(scope);
    dispatcher = new Dispatcher(scope, backlog);
  }

  /// The part of it that has that name.
  public Topic topic(Object name) {
    return new NamedTopic(this, Objects.requireNonNull(name));
  }

  /// Has `who` take part, and tells everybody: [Joined].
  ///
  /// - **Waits**: never.
  public Member join(Object who) {
    Member member = new Member(this, Objects.requireNonNull(who));
    fire(new Joined(who));
    return member;
  }

  /// Fires what comes out of `source`, until its end: `bus.from(orders)`, of a channel, of the
  /// lines of a file, of whatever can be iterated. The next one is taken when the one before was
  /// handled, so a slow handler holds the sender up.
  ///
  /// - **Waits**: never; its task does.
  /// - **Failing**: the task fails with what a handler fails with, if nobody hears [Failed].
  public Task<@Nullable Void> from(Iterable<?> source) {
    return scope.start(
        "events from " + source,
        () -> {
          for (Object event : source) {
            fire(event).awaitHeard();
          }
        });
  }

  /// Runs `source`, and fires what goes out of it: `bus.from(new ConsoleInput())`. For the rest as
  /// of a channel; and what it crashes with is the task's failure.
  ///
  /// - **Waits**: never; its task does. Cancel that to abort it.
  public Task<@Nullable Void> from(Component<?, ?> source) {
    return scope.start(
        "events from " + source.name(), () -> source.into(new Exchange<>(this, Void.class)).run());
  }

  /// Fires an event once, `delay` from now. Cancel the task to take it back.
  ///
  /// - **Waits**: never.
  public Task<@Nullable Void> after(Duration delay, Object event) {
    return scope.start(
        "event in " + delay,
        () -> {
          Task.sleep(delay);
          fire(event);
        });
  }

  /// Fires an event once, at a time of day; soon, where that is over.
  ///
  /// - **Waits**: never.
  public Task<@Nullable Void> at(Instant when, Object event) {
    Duration left = Duration.between(Reactor.current().clock().now(), when);
    return after(left.isNegative() ? Duration.ZERO : left, event);
  }

  /// Fires an event each `period`, in phase, until its task is cancelled. What was missed is not
  /// made up for.
  ///
  /// - **Waits**: never.
  public Task<@Nullable Void> every(Duration period, Supplier<?> event) {
    Ticker ticker = Ticker.every(period);
    return scope.start(
        "event each " + period,
        () -> {
          while (true) {
            ticker.await();
            fire(event.get());
          }
        });
  }

  @Override
  Bus bus() {
    return this;
  }

  @Override
  @Nullable Object name() {
    return null;
  }

  @Override
  Topic told(@Nullable Object ofName) {
    return ofName == null ? this : topic(ofName);
  }

  Table table() {
    return table;
  }

  Backlog backlog() {
    return backlog;
  }

  void checkOwner() {
    carrier.checkOwner();
  }

  /// @throws IllegalStateException when the caller is no task of its reactor
  void checkpoint() {
    Suspension.checkpoint(carrier);
  }

  <R> Firing<R> firing(Object event, @Nullable Object topic, int priority, boolean isTracked) {
    checkOwner();
    Objects.requireNonNull(event, "an event can't be null");
    boolean isFollowed = isTracked || table.isHeard(Completed.class);
    return new Firing<>(
        this, numbers.next(), event, topic, priority, Dispatcher.present(), isFollowed);
  }

  /// @throws IllegalStateException when there is no room, or its scope takes no more; then nothing
  ///   has happened
  void send(Firing<?> firing) {
    backlog.add(firing);
    try {
      dispatcher.wake();
    } catch (IllegalStateException over) {
      backlog.remove(firing);
      throw over;
    }
    firing.isSent();
    fired++;
  }

  /// Fires what tells of another event, where somebody hears it.
  ///
  /// @return whether somebody does
  boolean tell(@Nullable Firing<?> cause, News news) {
    if (!table.isHeard(news.getClass())) {
      return false;
    }
    try {
      send(new Firing<>(this, numbers.next(), news, null, 0, cause, false));
      return true;
    } catch (IllegalStateException over) {
      return false; // what it has caused on another bus has outlived this one
    }
  }

  @Override
  public String toString() {
    return "Bus[" + fired + " fired]";
  }
}
