package io.weightless.check.world;

import io.weightless.http.websocket.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is told in a room, and who is there to hear it. It survives crashes.
final class Gossip {
  private final List<Guest> guests = new ArrayList<>();
  private final Set<Guest> present = new LinkedHashSet<>();
  private final List<String> wrongs = new ArrayList<>();

  Guest invite() {
    Guest guest = new Guest(this, guests.size());
    guests.add(guest);
    return guest;
  }

  Guest guest(int number) {
    return guests.get(number);
  }

  /// A room without anybody.
  void opens() {
    present.clear();
  }

  void enters(Guest guest) {
    present.add(guest);
  }

  void leaves(Guest guest) {
    present.remove(guest);
  }

  void tells(Message message) {
    present.forEach(guest -> guest.isTold(message));
  }

  void wrong(String what) {
    wrongs.add(what);
  }

  void that(boolean isSo, String orElse) {
    if (!isSo) {
      wrong(orElse);
    }
  }

  boolean isRight() {
    return wrongs.isEmpty();
  }

  void check() {
    if (!wrongs.isEmpty()) {
      throw new AssertionError(String.join("; ", wrongs));
    }
  }
}
