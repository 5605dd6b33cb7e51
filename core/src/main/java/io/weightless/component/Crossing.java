package io.weightless.component;

import io.weightless.channel.Channel;
import io.weightless.channel.ChannelClosed;
import io.weightless.channel.Mailbox;
import io.weightless.engine.internal.Carrier;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The part of a wire that leads from one reactor to another: values go into a mailbox, and a task
/// brings them to where they are received.
///
/// Each end belongs to its own reactor: a hidden inlet, which puts what is sent into the mailbox,
/// and a hidden outlet, which takes its end over.
final class Crossing<T> {
  private final Inlet<T> departure;
  private final Outlet<T> arrival;

  /// On from there.
  private final Wire inner;

  private final int capacity;

  // from its arrival on
  private @Nullable Mailbox<T> mailbox;
  private @Nullable Carrier far;

  // from its departure on
  private volatile @Nullable Carrier near;
  private @Nullable Scope scope;

  /// What is to go into the mailbox before all else; null for nothing.
  private @Nullable Channel<T> queue;

  /// Whether it is to be removed: said at once by who wants that, so that one that is made anew
  /// sees it before the removal has come to its reactor.
  private volatile boolean isLeaving;

  /// Whether the end of the mailbox is none of what is sent. Written before that is closed.
  private volatile boolean isRemoved;

  /// Whether nobody receives there any more.
  private volatile boolean isDeserted;

  /// Complete when nothing more is sent that way.
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();

  /// Complete when all that was has been brought.
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();

  Crossing(Port<?> from, Port<T> to) {
    capacity = to.capacity() > 0 ? to.capacity() : Inlet.CAPACITY;
    departure = new Inlet<>(from.owner(), to.description());
    arrival = new Outlet<>(to.owner(), from.description());
    inner = new Wire(arrival, to);
  }

  Inlet<T> departure() {
    return departure;
  }

  Port<?> to() {
    return inner.to();
  }

  /// On the reactor of where it leads to.
  ///
  /// @param there for as long as something may come
  void arrive(Scope there) {
    List<CompletableFuture<Boolean>> before = removedBefore();
    Mailbox<T> made = Mailbox.buffered(capacity);
    mailbox = made;
    far = Carrier.current();
    arrival.endOf(this);
    arrival.lead(inner);
    there.start("to " + to(), () -> bring(before, made));
  }

  /// Those that were removed, and still bring what was sent before.
  private List<CompletableFuture<Boolean>> removedBefore() {
    return to().incoming().stream()
        .map(wire -> wire.from() instanceof Outlet<?> outlet ? outlet.crossing() : null)
        .filter(Objects::nonNull)
        .filter(crossing -> crossing.isLeaving)
        .map(crossing -> crossing.over)
        .toList();
  }

  /// On the reactor of where it comes from.
  ///
  /// @param here for as long as something may go
  void depart(Wire wire, Scope here) {
    scope = here;
    near = Carrier.current();
    departure.cross(this, Objects.requireNonNull(mailbox));
    wire.from().lead(wire);
    if (isDeserted) {
      leave();
    }
  }

  /// Whether something may come that way. On the reactor of where it comes from.
  void tellAwaited(boolean something) {
    Carrier there = Objects.requireNonNull(far);
    if (!there.farewells.areTold()) {
      there.post(() -> {
        arrival.await(something);
        inner.near().last().fedAnew();
      });
    }
  }

  /// Takes what was kept before it led here. There may be more than can be on its way, so it waits,
  /// and what is sent meanwhile behind it.
  void takeIn(Channel<T> kept) {
    Channel<T> present = queue;
    if (present == null) {
      Channel<T> made = Channel.buffered(capacity);
      present = made;
      queue = made;
      departure.storage(made);
      departure.route();
      Objects.requireNonNull(scope).start("on the way to " + to(), () -> sendAll(made));
    }
    if (!present.isClosed()) {
      kept.moveTo(present);
    }
  }

  private void sendAll(Channel<T> waiting) {
    Mailbox<T> made = Objects.requireNonNull(mailbox);
    try {
      for (T value = waiting.tryReceive(); value != null; value = waiting.tryReceive()) {
        made.send(value);
      }
      queue = null;
      departure.storage(made);
      departure.route();
    } catch (ChannelClosed _) { // all that was sent is on its way, or nobody is there to receive it
      made.close();
    }
  }

  private void bring(List<CompletableFuture<Boolean>> before, Mailbox<T> made) {
    try {
      before.forEach(Task::await); // or this would overtake it
      try {
        made.forEach(arrival::send);
      } catch (NobodyReceives _) {
        desert(); // or who sends there would hear of it only when there is no room
        Task.await(left); // what is on its way is lost, and no more
      }
      if (isRemoved) {
        arrival.cut(inner);
      } else {
        arrival.end();
      }
    } finally {
      over.complete(true);
    }
  }

  /// Nobody receives where it leads to. On the reactor of that.
  void desert() {
    isDeserted = true;
    Carrier home = near;
    if (home != null && !home.farewells.areTold()) {
      home.post(this::leave);
    }
  }

  private void leave() {
    departure.leave();
    Objects.requireNonNull(mailbox).close();
    left.complete(true);
  }

  boolean isLeaving() {
    return isLeaving;
  }

  /// It is about to be removed. From any thread.
  void announce() {
    isLeaving = true;
  }

  /// What is on its way still arrives. On the reactor of where it comes from.
  void remove() {
    isRemoved = true;
    departure.end();
    left.complete(true);
  }
}
