package io.weightless.event;

import java.util.ArrayList;
import java.util.List;

/// One that takes part in what goes on on a [Bus]: a topic that is named by it, and that it leaves
/// as a whole.
///
/// ```java
/// Member member = bus.join(cart);        // Joined
/// member.on(Added.class, cart::add);     // fired at the cart, or at the whole bus
/// ...
/// member.leave();                        // Leaving; when all has reacted, Left
/// ```
///
/// It leaves in two steps, as Circuits' components do: first everybody is told, itself too, and may
/// still ask it; when all that this causes is done, it hears nothing any more.
public final class Member extends Topic {
  private final Bus bus;
  private final Object who;
  private final List<Registration> registrations = new ArrayList<>();
  private boolean isLeaving;
  private boolean hasLeft;

  Member(Bus bus, Object who) {
    this.bus = bus;
    this.who = who;
  }

  /// Tells everybody that it is leaving, and leaves when that is complete. Idempotent.
  ///
  /// - **Waits**: until it has left; not at all in a second call.
  /// - **Cancelled**: it leaves at once.
  public void leave() {
    if (!isLeaving) {
      isLeaving = true;
      try {
        bus.track(new Leaving(who)).awaitComplete();
      } finally {
        hasLeft = true;
        registrations.forEach(Registration::close);
        bus.fire(new Left(who));
      }
    }
  }

  @Override
  Registration add(Entry entry) {
    if (hasLeft) {
      throw new IllegalStateException(this + " has left: it hears nothing any more");
    }
    registrations.removeIf(earlier -> !earlier.isOpen());
    Registration added = super.add(entry);
    registrations.add(added);
    return added;
  }

  @Override
  Bus bus() {
    return bus;
  }

  @Override
  Object name() {
    return who;
  }

  @Override
  public String toString() {
    return "member " + who + " of " + bus;
  }
}
