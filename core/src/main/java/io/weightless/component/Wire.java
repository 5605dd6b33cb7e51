package io.weightless.component;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From one port to another one: what comes out there goes in here.
///
/// Made by a component between those inside it, and between them and its own ports, which passes
/// values through: see [Component#wire], [Component#pass].
public final class Wire {
  private Port<?> from;
  private Port<?> to;

  /// Where its ends are at two places; null for one.
  private @Nullable Crossing<?> crossing;

  private volatile boolean isRemoved;

  /// Its neighbours in the ring of those that lead to the same port; null when it is in none.
  private @Nullable Wire previous;

  private @Nullable Wire next;

  Wire(Port<?> from, Port<?> to) {
    this.from = from;
    this.to = to;
  }

  public Port<?> from() {
    return from;
  }

  public Port<?> to() {
    return crossing == null ? to : crossing.to();
  }

  /// Where it leads to on the reactor of `from`.
  Port<?> near() {
    return to;
  }

  void cross(Crossing<?> made) {
    crossing = made;
    to = made.departure();
  }

  /// Whether it is still there: not removed, and neither of its ends has ended.
  public boolean isMade() {
    return from.onward() == this;
  }

  /// Takes it away, which is no end: an inlet that loses its last wire like this waits for another
  /// one, and what was sent into it before can be received. A send that waits for room goes where
  /// the outlet leads when it goes on. Idempotent.
  ///
  /// - **Waits**: never.
  public void remove() {
    isRemoved = true;
    if (crossing != null) {
      crossing.remove(this);
    } else {
      from.owner().life().perform(() -> from.cut(this));
    }
  }

  /// Perhaps before it was made.
  boolean isRemoved() {
    return isRemoved;
  }

  /// Into a ring, behind `last`; or alone, where that is null.
  ///
  /// @return the last one then
  Wire link(@Nullable Wire last) {
    Wire before = last == null ? this : last;
    previous = before;
    next = last == null ? this : before.next;
    before.next = this;
    after().previous = this;
    return this;
  }

  /// Out of the ring of `last`.
  ///
  /// @return the last one then; null for none
  @Nullable Wire unlink(Wire last) {
    Wire before = Objects.requireNonNull(previous);
    after().previous = before;
    before.next = next;
    previous = null; // or one that is held would hold all those that came and went beside it
    next = null;
    if (before == this) {
      return null;
    }
    return last == this ? before : last;
  }

  boolean isLinked() {
    return next != null;
  }

  /// The next one in its ring: behind the last one comes the first.
  Wire after() {
    return Objects.requireNonNull(next);
  }

  void leadTo(Port<?> successor) {
    to = Objects.requireNonNull(successor);
  }

  void comeFrom(Port<?> successor) {
    from = Objects.requireNonNull(successor);
  }

  @Override
  public String toString() {
    return from + " to " + to();
  }
}
