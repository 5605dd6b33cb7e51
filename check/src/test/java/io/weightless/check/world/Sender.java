package io.weightless.check.world;

import io.weightless.component.NobodyReceives;
import io.weightless.component.Outlet;
import io.weightless.reactor.Cancelled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An outlet, by what was sent there, in all lives of its component.
final class Sender {
  private final String name;
  private final Judge judge;
  private final Tally tally;

  /// To which it was ever wired.
  private final List<Desk> desks = new ArrayList<>();

  /// Those of them that had come to their end before.
  private final Set<Desk> tooLate = new HashSet<>();

  private final Set<Parcel> taken = new HashSet<>();
  private final Set<Parcel> refused = new HashSet<>();
  private final Set<Parcel> received = new HashSet<>();
  private int next;

  private boolean wasTurnedAway;

  Sender(String name, Judge judge, Tally tally) {
    this.name = name;
    this.judge = judge;
    this.tally = tally;
  }

  /// It may lead there from now on.
  void leadTo(Desk desk) {
    desks.add(desk);
  }

  /// It does, and that has ended already.
  void leadTooLate(Desk desk) {
    tooLate.add(desk);
  }

  /// Sends another one, to wherever `outlet` leads.
  void send(Outlet<Parcel> outlet) {
    Parcel parcel = new Parcel(this, next++);
    try {
      if (Choice.oneOf(8)) {
        trySend(outlet, parcel);
      } else {
        outlet.send(parcel);
        taken.add(parcel);
      }
    } catch (NobodyReceives end) {
      tally.count("nobody receives");
      refuse(parcel);
      wasTurnedAway = true;
      throw end;
    } catch (Cancelled cancelled) {
      refuse(parcel);
      throw cancelled;
    }
  }

  private void trySend(Outlet<Parcel> outlet, Parcel parcel) {
    if (outlet.trySend(parcel)) {
      taken.add(parcel);
    } else {
      refuse(parcel);
    }
  }

  private void refuse(Parcel parcel) {
    refused.add(parcel);
    judge.that(!received.contains(parcel), "received, and not sent: " + parcel);
  }

  void received(Parcel parcel) {
    judge.that(received.add(parcel), "received twice: " + parcel);
    judge.that(!refused.contains(parcel), "received, and not sent: " + parcel);
  }

  private boolean mayHaveEnded(Desk desk) {
    return desk.hasLeft() || tooLate.contains(desk);
  }

  /// Whether it was told that nobody receives, though somebody did.
  boolean isWronged() {
    return wasTurnedAway && desks.stream().noneMatch(this::mayHaveEnded);
  }

  /// Whether all that they have sent was received, but so many; or somebody did not want it.
  static boolean areWhole(List<Sender> some, long discarded) {
    return some.stream().anyMatch(one -> one.desks.isEmpty())
        || some.stream().flatMap(one -> one.desks.stream()).anyMatch(desk -> !desk.hasEnded())
        || some.stream().anyMatch(one -> one.desks.stream().anyMatch(one::mayHaveEnded))
        || some.stream().mapToLong(Sender::missing).sum() == discarded;
  }

  boolean isWhole(long discarded) {
    return areWhole(List.of(this), discarded);
  }

  /// How many were sent and never received.
  private long missing() {
    return taken.stream().filter(parcel -> !received.contains(parcel)).count();
  }

  @Override
  public String toString() {
    return name;
  }
}
