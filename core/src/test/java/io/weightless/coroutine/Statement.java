package io.weightless.coroutine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What random programs are made of.
sealed interface Statement {
  record Read() implements Statement {}

  record Write(int value) implements Statement {}

  record Pause() implements Statement {}

  record GiveBack(List<Integer> values) implements Statement {}

  record Fail(int value) implements Statement {}

  /// From the innermost call.
  record Return(int value) implements Statement {}

  record Call(List<Statement> program) implements Statement {}

  /// Runs `handler` when `body` fails.
  record Guard(List<Statement> body, List<Statement> handler) implements Statement {}

  /// Runs `last` after `body`, however that ends.
  record Always(List<Statement> body, List<Statement> last) implements Statement {}

  /// What programs fail with.
  final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Bad(int value) {
      super("" + value);
    }
  }

  static List<Statement> program(Random random, int depth) {
    List<Statement> program = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      program.add(any(random, depth));
    }
    return program;
  }

  private static Statement any(Random random, int depth) {
    int value = random.nextInt(100);
    return switch (random.nextInt(depth == 0 ? 15 : 24)) {
      case 0, 1, 2, 3, 4, 5 -> new Read();
      case 6, 7, 8, 9 -> new Write(value);
      case 10 -> new Pause();
      case 11, 12 -> new GiveBack(random.ints(1 + random.nextInt(3), 0, 100).boxed().toList());
      case 13 -> new Fail(value);
      case 14 -> new Return(value);
      case 15, 16, 17, 18 -> new Call(program(random, depth - 1));
      case 19, 20, 21 -> new Guard(program(random, depth - 1), program(random, depth - 1));
      default -> new Always(program(random, depth - 1), program(random, depth - 1));
    };
  }
}
