package io.weightless.http.routing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is below a place, by the text of the next segment: a table that is asked by a part of a
/// target, of which nobody has to make a string.
final class Children {
  private static final int FIRST = 4;

  /// With open addressing; at most half full.
  private @Nullable String[] texts = new String[FIRST];

  private @Nullable Place[] places = new Place[FIRST];
  private int count;

  /// The one behind `text`, which is made if it is missing.
  Place at(String text) {
    if (count * 2 == texts.length) {
      grow();
    }
    int slot = slot(text, 0, text.length(), text.hashCode());
    if (texts[slot] == null) {
      texts[slot] = text;
      places[slot] = new Place();
      count++;
    }
    return Objects.requireNonNull(places[slot]);
  }

  /// The one behind what stands in `target` there; null if there is none.
  @Nullable Place find(String target, int from, int to) {
    if (count == 0) {
      return null;
    }
    int hash = 0; // that of String
    for (int i = from; i < to; i++) {
      hash = 31 * hash + target.charAt(i);
    }
    return places[slot(target, from, to, hash)];
  }

  /// Where it is, or would be.
  private int slot(String target, int from, int to, int hash) {
    int mask = texts.length - 1;
    int slot = (hash ^ hash >>> 16) & mask;
    while (true) {
      String text = texts[slot];
      if (text == null || (text.length() == to - from && target.startsWith(text, from))) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void grow() {
    @Nullable String[] before = texts;
    @Nullable Place[] known = places;
    texts = new String[before.length * 2];
    places = new Place[before.length * 2];
    for (int i = 0; i < before.length; i++) {
      String text = before[i];
      if (text != null) {
        int slot = slot(text, 0, text.length(), text.hashCode());
        texts[slot] = text;
        places[slot] = known[i];
      }
    }
  }
}
