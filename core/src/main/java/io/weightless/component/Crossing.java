package io.weightless.component;

import io.weightless.channel.Mailbox;
import io.weightless.engine.internal.Carrier;
import io.weightless.scope.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The part of a wire that leads from one reactor to another: values go into a mailbox, and a task
/// brings them to where they are received.
///
/// Each end belongs to its own reactor: a hidden inlet, which puts what is sent into the mailbox,
/// and a hidden outlet, which takes its end over.
final class Crossing<T> {
  private final Inlet<T> departure;
  private final Outlet<T> arrival;
  private final Port<T> to;
  private final int capacity;

  /// Made where it is received.
  private @Nullable Mailbox<T> mailbox;

  private @Nullable Carrier carrier;

  /// Whether the end of the mailbox is none of what is sent. Written before that is closed.
  private volatile boolean isRemoved;

  Crossing(Port<?> from, Port<T> to) {
    this.to = to;
    capacity = Math.max(Inlet.CAPACITY, Math.max(from.capacity(), to.capacity()));
    departure = new Inlet<>(from.owner(), to.description());
    arrival = new Outlet<>(to.owner(), from.description());
  }

  Inlet<T> departure() {
    return departure;
  }

  Port<T> to() {
    return to;
  }

  /// On the reactor of `to`.
  ///
  /// @param scope for as long as something may come
  void arrive(Scope scope) {
    Mailbox<T> made = Mailbox.buffered(capacity);
    Wire wire = new Wire(arrival, to);
    arrival.lead(wire);
    carrier = Carrier.current();
    mailbox = made;
    scope.start("to " + to, () -> bring(made, wire));
  }

  /// On the reactor of where it comes from.
  void depart(Wire wire) {
    departure.cross(this, Objects.requireNonNull(mailbox));
    wire.from().lead(wire);
  }

  /// Whether something may come that way. On the reactor of where it comes from.
  void tellAwaited(boolean something) {
    Carrier far = Objects.requireNonNull(carrier);
    if (!far.farewells.areTold()) {
      far.post(() -> {
        arrival.await(something);
        to.last().fedAnew();
      });
    }
  }

  private void bring(Mailbox<T> made, Wire wire) {
    try {
      for (T value : made) {
        arrival.send(value);
      }
    } catch (NobodyReceives _) {
      made.close(); // so that those who send there are told
    }
    if (isRemoved) {
      wire.remove();
    } else {
      arrival.end();
    }
  }

  /// What is on its way still arrives.
  void remove() {
    isRemoved = true;
    Objects.requireNonNull(mailbox).close();
  }
}
