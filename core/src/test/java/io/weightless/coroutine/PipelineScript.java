package io.weightless.coroutine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A random pipeline, and what a driver does with it: each stage is a list of acts.
record PipelineScript(List<List<Act>> stages, List<Drive> drives) {
  /// What a stage does; in its words, where a failure may be handled.
  enum Act {
    READ,
    WRITE,
    /// Gives back what it read last, and something of its own.
    UNREAD,
    FAIL,
    RETURN,
    /// What follows, up to [#END_TRY], handles a failure by going on behind that.
    TRY,
    END_TRY
  }

  /// What a driver does with what it gets.
  enum Drive {
    /// What is natural: an input for who reads, on with who wrote.
    GO_ON,
    END,
    FAIL,
    CLOSE
  }

  static PipelineScript random(long seed) {
    Random random = new Random(seed);
    List<List<Act>> stages = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      stages.add(stage(random));
    }
    List<Drive> drives = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      drives.add(
          switch (random.nextInt(25)) {
            case 0 -> Drive.END;
            case 1 -> Drive.FAIL;
            case 2 -> random.nextInt(3) == 0 ? Drive.CLOSE : Drive.GO_ON;
            default -> Drive.GO_ON;
          });
    }
    return new PipelineScript(stages, drives);
  }

  private static List<Act> stage(Random random) {
    List<Act> acts = new ArrayList<>();
    boolean trying = false;
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3, 4, 5 -> acts.add(Act.READ);
        case 6, 7, 8, 9, 10 -> acts.add(Act.WRITE);
        case 11, 12 -> acts.add(Act.UNREAD);
        case 13 -> acts.add(random.nextInt(3) == 0 ? Act.FAIL : Act.READ);
        case 14 -> acts.add(random.nextInt(5) == 0 ? Act.RETURN : Act.WRITE);
        default -> {
          acts.add(trying ? Act.END_TRY : Act.TRY);
          trying = !trying;
        }
      }
    }
    if (trying) {
      acts.add(Act.END_TRY);
    }
    return acts;
  }
}
