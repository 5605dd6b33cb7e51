package io.weightless.check.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was asked and what was handled, and what was wrong with that. It survives crashes.
final class Ledger {
  private final List<Ask> asked = new ArrayList<>();

  /// How often each was handled, by its number.
  private final Map<Integer, Integer> handled = new HashMap<>();

  private final List<String> wrongs = new ArrayList<>();
  private int inService;
  private int cancelled;

  Ask ask(boolean mayBreak) {
    Ask ask = Ask.any(asked.size(), mayBreak);
    asked.add(ask);
    return ask;
  }

  Ask asked(int id) {
    return asked.get(id);
  }

  int size() {
    return asked.size();
  }

  void wrong(String what) {
    wrongs.add(what);
  }

  List<String> wrongs() {
    return wrongs;
  }

  boolean isRight() {
    return wrongs.isEmpty();
  }

  void check() {
    if (!wrongs.isEmpty()) {
      throw new AssertionError(String.join("; ", wrongs));
    }
  }

  void handles(int id) {
    if (handled.merge(id, 1, Integer::sum) > 1) {
      wrong("request " + id + " is handled once more");
    }
  }

  int handled(int id) {
    return handled.getOrDefault(id, 0);
  }

  void enter() {
    inService++;
  }

  void leave() {
    inService--;
  }

  int inService() {
    return inService;
  }

  void cancelled() {
    cancelled++;
  }

  int cancelledUntilNow() {
    return cancelled;
  }
}
