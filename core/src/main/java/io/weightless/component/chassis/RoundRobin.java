package io.weightless.component.chassis;

import io.weightless.component.Outlet;
import io.weightless.scope.Task;

/// Sends each value to one of its outlets: to the next one in turn that has room.
///
/// - **Order**: the outlets take turns, and who has no room misses its own; so a slow receiver
///   holds up nobody but itself, and gets fewer.
/// - **Waits**: while no receiver has room.
/// - **Ending**: see [FanOut]. What was not sent yet to a receiver that has ended goes to another:
///   to one that has room, or else to the first, when that has.
/// - **Limit**: each outlet has one value on its way while its receiver has no room. One that was
///   added and leads nowhere has two, until it is wired or removed, and ends no earlier.
/// - **Cost**: a task for each outlet, and a switch for each value.
///
/// From the load balancer that the policies of Kamaelia's PAR were meant for.
///
/// @param <T> what comes in, and goes out
public final class RoundRobin<T> extends FanOut<T> {
  private boolean isDividing;

  public RoundRobin() {}

  @Override
  Outlet<T> prepared(Outlet<T> fresh) {
    return fresh.keeping(1);
  }

  @Override
  void joined(Outlet<T> outlet) {
    if (isDividing && !outlet.hasEnded()) {
      start(outlet);
    }
  }

  @Override
  void divide() {
    isDividing = true;
    outlets.all().forEach(this::start);
  }

  private void start(Outlet<T> outlet) {
    scope().start("to " + outlet, () -> serve(outlet));
  }

  private void serve(Outlet<T> outlet) {
    for (T value : in) {
      if (!outlets.send(outlet, value)) {
        sendToAnother(value);
        return;
      }
      Task.yield(); // the others have their turns
    }
  }

  private void sendToAnother(T value) {
    boolean isSent = outlets.trySend(value);
    while (!isSent && !outlets.isEmpty()) {
      isSent = outlets.send(outlets.all().getFirst(), value);
    }
  }
}
