package io.weightless.simulation;

/// The seeds of a campaign: one for each run.
///
/// @param first the first one
/// @param last the last one, which is tried too
public record Seeds(long first, long last) {
  private static final String PROPERTY = "weightless.seeds";

  public Seeds {
    if (last < first) {
      throw new IllegalArgumentException("no seeds from " + first + " to " + last);
    }
  }

  public static Seeds between(long first, long last) {
    return new Seeds(first, last);
  }

  /// Reads `7` or `1..1000`.
  ///
  /// @throws IllegalArgumentException saying in one line what is wrong with `text`
  public static Seeds parse(String text) {
    int dots = text.indexOf("..");
    try {
      return dots < 0
          ? between(Long.parseLong(text), Long.parseLong(text))
          : between(
              Long.parseLong(text.substring(0, dots)), Long.parseLong(text.substring(dots + 2)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' names no seeds; write 7 or 1..1000", e);
    }
  }

  /// Those that the system property `weightless.seeds` names, or else `usual`: so a test that
  /// failed can be run again with one seed.
  public static Seeds chosenOr(Seeds usual) {
    String chosen = System.getProperty(PROPERTY);
    return chosen == null ? usual : parse(chosen);
  }

  public long count() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + ".." + last;
  }
}
