package io.weightless.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.snapshot.Entry.Kind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Failures as the journal keeps them: the name of their kind and their message.
final class Failure {
  private final Terms terms;

  Failure(Terms terms) {
    this.terms = terms;
  }

  /// @param name of the effect; empty for none
  Entry entry(Kind kind, String name, Throwable failure) {
    String type = failure.getClass().getName();
    if (!terms.knows(failure)) {
      String where =
          name.isEmpty() ? type + " was thrown in" : "effect '" + name + "' threw " + type;
      return Entry.of(Kind.OBSTACLE, where + ", which failures() was not told how to make");
    }
    String message = failure.getMessage();
    String both = message == null ? type : type + "\n" + message;
    try {
      return Entry.of(kind, name, Codec.TEXT.encode(both));
    } catch (IllegalArgumentException e) {
      return Entry.of(Kind.OBSTACLE, "the message of " + type + " can't be written: " + e);
    }
  }

  Throwable again(Entry entry) {
    String[] both = new String(entry.bytes(), UTF_8).split("\n", 2);
    Function<@Nullable String, ? extends Throwable> make = terms.failures().get(both[0]);
    if (make == null) {
      throw new SnapshotRefused(both[0] + " was thrown in it, which failures() was not told of");
    }
    return make.apply(both.length == 1 ? null : both[1]);
  }
}
