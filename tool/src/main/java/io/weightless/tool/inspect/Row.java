package io.weightless.tool.inspect;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A line of a view, before it is cut to a width.
///
/// @param key the same for the same thing in the next picture
/// @param name what stands in the column of names
/// @param about what else is looked through by a filter
/// @param kind what it stands for
/// @param held share of the loop's time; NaN where it is not known
/// @param rate what goes through, or how often it had its turn, per second; NaN in the same way
/// @param age in nanoseconds
/// @param question what Enter asks for; null for nothing
/// @param cells one for each column of the view; or fewer, of which the last takes the place of all
///   from the tree on, and others are those before it. Made only for lines that are shown
record Row(
    String key,
    String name,
    String about,
    Kind kind,
    double held,
    double rate,
    long age,
    @Nullable Question question,
    Supplier<List<String>> cells) {
  enum Kind {
    /// Says where what is behind it belongs: none where the lines are sorted.
    HEADING,
    PLAIN,
    /// It does nothing.
    QUIET,
    /// It is full, or crashed, or holds the loop.
    TROUBLE
  }

  /// Why a task does not go on.
  record Question(String reactor, long task, String name) {}

  static Row heading(String key, String text) {
    return heading(key, text, () -> List.of(text));
  }

  static Row heading(String key, String text, Supplier<List<String>> cells) {
    return new Row(key, text, "", Kind.HEADING, 0, 0, 0, null, cells);
  }

  /// It is above all others where these are sorted.
  static Row trouble(String key, String text) {
    double most = Double.MAX_VALUE;
    return new Row(
        key, text, "", Kind.TROUBLE, most, most, Long.MAX_VALUE, null, () -> List.of(text));
  }
}
