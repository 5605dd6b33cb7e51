package io.weightless.check.planted;

import java.util.ArrayList;
import java.util.List;

/// A mistake to be planted: a unified diff of one source file, under a line that says which world
/// has to find it and what is wrong.
///
/// @param world the name of its class
/// @param mistake in plain words
/// @param source the file, from the root of the repository
/// @param hunks from the top of the file to its bottom
record Patch(String world, String mistake, String source, List<Hunk> hunks) {
  private static final String SOURCE = "--- a/";
  private static final String HUNK = "@@";

  /// Some lines that stand together, and what comes in their place. Where they stand is not said:
  /// they are looked for, so that changes elsewhere in the file don't matter.
  record Hunk(List<String> before, List<String> after) {
    /// The only place from line `from` on.
    int placeIn(List<String> lines, int from) {
      int found = -1;
      for (int at = from; at + before.size() <= lines.size(); at++) {
        if (lines.subList(at, at + before.size()).equals(before)) {
          if (found >= 0) {
            throw doesNotApply("stand in several places");
          }
          found = at;
        }
      }
      if (found < 0) {
        throw doesNotApply("are not there any more");
      }
      return found;
    }

    private IllegalStateException doesNotApply(String why) {
      return new IllegalStateException("these lines " + why + ":\n" + String.join("\n", before));
    }
  }

  static Patch parse(String text) {
    List<String> lines = text.lines().toList();
    String[] title = lines.getFirst().split(": ", 2);
    if (title.length < 2) {
      throw new IllegalArgumentException("no 'World: what is wrong' in " + lines.getFirst());
    }
    String source =
        lines.stream()
            .filter(line -> line.startsWith(SOURCE))
            .reduce((_, _) -> refuseSecond(text))
            .orElseThrow(() -> new IllegalArgumentException("no '" + SOURCE + "' in " + text))
            .substring(SOURCE.length());
    return new Patch(title[0], title[1], source, hunks(lines));
  }

  private static String refuseSecond(String text) {
    throw new IllegalArgumentException("a mistake is in one file: " + text);
  }

  private static List<Hunk> hunks(List<String> lines) {
    List<Hunk> hunks = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(HUNK)) {
        hunks.add(new Hunk(new ArrayList<>(), new ArrayList<>()));
      } else if (!hunks.isEmpty()) {
        add(line, hunks.getLast());
      }
    }
    return hunks;
  }

  private static void add(String line, Hunk hunk) {
    String content = line.isEmpty() ? line : line.substring(1);
    if (!line.startsWith("+")) {
      hunk.before.add(content);
    }
    if (!line.startsWith("-")) {
      hunk.after.add(content);
    }
  }

  /// What `text` is with the mistake.
  ///
  /// @throws IllegalStateException when it does not apply
  String applyTo(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int from = 0;
    for (Hunk hunk : hunks) {
      int place = hunk.placeIn(lines, from);
      lines.subList(place, place + hunk.before.size()).clear();
      lines.addAll(place, hunk.after);
      from = place + hunk.after.size();
    }
    return String.join("\n", lines) + "\n";
  }
}
