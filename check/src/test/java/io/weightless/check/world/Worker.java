package io.weightless.check.world;

import io.weightless.channel.ChannelClosed;
import io.weightless.channel.Clause;
import io.weightless.channel.Select;
import io.weightless.component.Component;
import io.weightless.component.Inlet;
import io.weightless.component.Outlet;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A component that sends as much as its [Job] says, and then something for each that it receives,
/// in ways that are chosen by chance.
final class Worker extends Component<Parcel, Parcel> {
  private final Job job;
  private final List<Inlet<Parcel>> inlets = new ArrayList<>();
  private final List<Outlet<Parcel>> outlets = new ArrayList<>();
  private final boolean[] areOver;
  private @Nullable Iterator<Parcel> iterator;
  private @Nullable Reactor reactor;
  private int received;
  private boolean hasCrashed;
  private boolean isCutShort;

  Worker(Job job) {
    super(job.name());
    this.job = job;
    for (int i = 0; i < job.desks().size(); i++) {
      inlets.add((i == 0 ? in : this.<Parcel>inlet("in " + i)).limit(job.room()));
    }
    for (int i = 0; i < job.senders().size(); i++) {
      outlets.add(i == 0 ? out : outlet("out " + i));
    }
    areOver = new boolean[inlets.size()];
  }

  List<Inlet<Parcel>> inlets() {
    return inlets;
  }

  List<Outlet<Parcel>> outlets() {
    return outlets;
  }

  /// Where it has run; null when it has not begun.
  @Nullable Reactor reactor() {
    return reactor;
  }

  /// Whether it has thrown what it was to throw.
  boolean hasCrashed() {
    return hasCrashed;
  }

  /// Whether it has ended with another one that crashed, or has not begun when that did.
  boolean mayBeCutShort() {
    return isCutShort || (reactor == null && job.isSupervised());
  }

  boolean isSupervised() {
    return job.isSupervised();
  }

  @Override
  protected void main() {
    reactor = Reactor.current();
    try {
      for (int i = 0; i < job.amount(); i++) {
        pause();
        send();
      }
      receiveAll();
    } catch (Job.Planned planned) {
      hasCrashed = true;
      if (!job.isSupervised()) {
        job.desks().forEach(Desk::leave);
      }
      throw planned;
    } catch (Throwable e) {
      isCutShort = job.isCutShort();
      if (!isCutShort) {
        job.desks().forEach(Desk::leave);
      }
      throw e;
    }
  }

  private void receiveAll() {
    for (Parcel next = receive(); next != null; next = receive()) {
      received++;
      pause();
      if (received == job.leavesAfter()) {
        job.leaves();
        return;
      }
      job.crashAfter(received);
      send();
    }
  }

  private void pause() {
    switch (Choice.between(0, 7)) {
      case 0 -> Task.sleep(Choice.upTo(4));
      case 1 -> Task.yield();
      default -> {}
    }
  }

  /// Somewhere, or everywhere.
  private void send() {
    if (outlets.isEmpty()) {
      return;
    }
    if (outlets.size() > 1 && Choice.oneOf(3)) {
      for (int i = 0; i < outlets.size(); i++) {
        job.senders().get(i).send(outlets.get(i));
      }
    } else {
      int chosen = Choice.between(0, outlets.size() - 1);
      job.senders().get(chosen).send(outlets.get(chosen));
    }
  }

  /// The next one; null when all inlets have ended.
  private @Nullable Parcel receive() {
    if (inlets.isEmpty()) {
      return null;
    }
    Parcel next = inlets.size() == 1 && !Choice.oneOf(4) ? receiveFromOne() : select();
    if (next == null) {
      job.desks().forEach(Desk::end);
    }
    return next;
  }

  private @Nullable Parcel receiveFromOne() {
    if (Choice.oneOf(2)) {
      Iterator<Parcel> all = iterator == null ? in.iterator() : iterator;
      iterator = all;
      return all.hasNext() ? taken(0, all.next()) : null;
    }
    try {
      Parcel there = Choice.oneOf(4) ? in.tryReceive() : null;
      return taken(0, there == null ? in.receive() : there);
    } catch (ChannelClosed _) {
      return null;
    }
  }

  private Parcel taken(int desk, Parcel parcel) {
    job.desks().get(desk).take(parcel);
    return parcel;
  }

  /// What comes first at any inlet.
  private @Nullable Parcel select() {
    int other = areOver.length - 1;
    while (!areOver[0] || !areOver[other]) {
      Parcel first =
          areOver[0] || areOver[other] || other == 0
              ? Select.<@Nullable Parcel>first(clause(areOver[0] ? other : 0))
              : Select.<@Nullable Parcel>first(clause(0), clause(other));
      if (first != null) {
        return first;
      }
    }
    return null;
  }

  private Clause<@Nullable Parcel> clause(int at) {
    return Select.<Parcel, @Nullable Parcel>receive(
        inlets.get(at).source(),
        parcel -> taken(at, parcel),
        () -> {
          areOver[at] = true;
          return null;
        });
  }
}
