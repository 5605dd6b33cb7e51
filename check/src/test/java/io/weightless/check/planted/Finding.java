package io.weightless.check.planted;

import java.util.List;

/// What a search has come to.
///
/// @param seed that showed it; 0 for none
/// @param message of the failure
record Finding(How how, long seed, String message) {
  enum How {
    /// As it should be: nothing to be seen first come first served, and then a seed that failed.
    FOUND,

    SEEN_AT_ONCE,

    NOT_FOUND
  }

  private static final String MARK = "finding ";

  /// Reads it from all that a search has printed.
  ///
  /// @throws AssertionError when it is not there
  static Finding parse(String printed) {
    List<String> lines = printed.lines().filter(line -> line.startsWith(MARK)).toList();
    if (lines.size() != 1) {
      throw new AssertionError("the search came to no finding, but said: " + printed);
    }
    String[] words = lines.getFirst().split(" ", 4);
    return new Finding(How.valueOf(words[1]), Long.parseLong(words[2]), words[3]);
  }

  /// One line.
  @Override
  public String toString() {
    return MARK + how + " " + seed + " " + message;
  }
}
