package io.weightless.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs a program once for every way in which it can choose: depth first, each run from its start.
public final class Choices {
  private final List<Integer> chosen = new ArrayList<>();
  private final List<Integer> options = new ArrayList<>();
  private int depth;

  /// @return how many runs there were
  public static int explore(Consumer<Choices> program) {
    Choices choices = new Choices();
    int runs = 0;
    do {
      choices.depth = 0;
      try {
        program.accept(choices);
      } catch (Throwable e) {
        throw new AssertionError("with the choices " + choices.chosen + ": " + e, e);
      }
      runs++;
    } while (choices.advance());
    return runs;
  }

  /// One of `0` to `count - 1`; in another run another one.
  public int of(int count) {
    if (depth == chosen.size()) {
      chosen.add(0);
      options.add(count);
    } else if (options.get(depth) != count) {
      throw new AssertionError("the program is not the same in each run");
    }
    return chosen.get(depth++);
  }

  private boolean advance() {
    while (!chosen.isEmpty()) {
      int choice = chosen.removeLast() + 1;
      int count = options.removeLast();
      if (choice < count) {
        chosen.add(choice);
        options.add(count);
        return true;
      }
    }
    return false;
  }
}
