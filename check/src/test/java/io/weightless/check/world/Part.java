package io.weightless.check.world;

import io.weightless.component.Component;
import io.weightless.component.Inlet;
import io.weightless.component.Outlet;
import java.util.List;

/// What is wired in one piece: a worker, or some of them in a component.
record Part(Component<Parcel, Parcel> unit, List<Entry> entries, List<Exit> exits) {
  /// Where it receives.
  record Entry(Inlet<Parcel> inlet, Desk desk) {}

  /// Where it sends, for all of its workers that do.
  record Exit(Outlet<Parcel> outlet, List<Sender> senders) {}
}
