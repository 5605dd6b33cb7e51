package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.PipelineScript.Act;
import io.weightless.coroutine.PipelineScript.Drive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random pipelines do what an interpreter of their rules does.
class PipelineModelTest {
  private static final int SEEDS = 1_000;

  private static final class Mishap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mishap(String message) {
      super(message);
    }
  }

  @Test
  void aRandomPipelineDoesWhatTheRulesSay() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      PipelineScript script = PipelineScript.random(seed);
      List<String> trail = new ArrayList<>();
      List<String> right = new ArrayList<>();
      List<Coroutine<String, String, String>> stages = new ArrayList<>();
      for (List<Act> acts : script.stages()) {
        stages.add(stage(stages.size(), acts, trail));
      }
      PipelineByRules rules = new PipelineByRules(script, right);
      Coroutine<String, String, String> line = whole(stages);

      drive(script.drives(), line, rules, trail, right, "seed " + seed + " " + script);

      assertThat(right).as("seed %d", seed).isEqualTo(trail);
      assertThat(stages.stream().map(Coroutine::rest).toList())
          .as("leftovers from seed %d", seed)
          .isEqualTo(rules.rests());
      assertThat(stages).as("seed %d", seed).allMatch(Coroutine::isDone);
    }
  }

  /// Put together in any order: the last two first when there is an even number.
  private static Coroutine<String, String, String> whole(
      List<Coroutine<String, String, String>> stages) {
    if (stages.size() % 2 == 0) {
      return stages.reversed().stream().reduce((after, before) -> before.into(after)).orElseThrow();
    }
    return stages.stream().reduce(Coroutine::into).orElseThrow();
  }

  private static void drive(
      List<Drive> drives,
      Coroutine<String, String, String> line,
      PipelineByRules rules,
      List<String> trail,
      List<String> right,
      String seed) {
    int inputs = 0;
    for (Drive drive : drives) {
      if (line.isDone()) {
        break;
      }
      boolean reads = line.step() instanceof Step.NeedsInput;
      String input = "input " + inputs++;
      String problem = "problem " + inputs;
      String happened;
      String should;
      if (drive == Drive.CLOSE) {
        line.close();
        happened = "closed";
        should = rules.close();
      } else if (drive == Drive.FAIL) {
        happened = told(() -> line.fail(new Mishap(problem)));
        should = rules.fail(problem);
      } else if (reads && drive == Drive.END) {
        happened = told(line::end);
        should = rules.end();
      } else if (reads) {
        happened = told(() -> line.send(input));
        should = rules.send(input);
      } else {
        happened = told(line::next);
        should = rules.goOn();
      }
      assertThat(happened).as("%s: %s", seed, trail).isEqualTo(should);
      assertThat(trail).as(seed).isEqualTo(right);
    }
    line.close();
    rules.close();
    assertThat(trail).as(seed).isEqualTo(right);
  }

  private interface Stepping {
    Step<String, String, String> step();
  }

  private static String told(Stepping stepping) {
    try {
      return switch (stepping.step()) {
        case Step.NeedsInput<?, ?, ?> _ -> "needs input";
        case Step.Output<?, String, ?>(String value) -> "output " + value;
        case Step.FlowControl<?, ?, ?> _ -> throw new AssertionError("no stage does this");
        case Step.Done<?, ?, String>(String result, _) -> "done " + result;
      };
    } catch (Mishap mishap) {
      return "failed " + mishap.getMessage();
    }
  }

  private static Coroutine<String, String, String> stage(
      int number, List<Act> acts, List<String> trail) {
    return Coroutine.of("stage " + number, io -> new Player(number, acts, trail, io).play());
  }

  /// Plays the acts of a stage.
  private static final class Player {
    private final int number;
    private final List<Act> acts;
    private final List<String> trail;
    private final Io<String, String> io;
    private int place;
    private int written;
    private String lastRead = "nothing";

    Player(int number, List<Act> acts, List<String> trail, Io<String, String> io) {
      this.number = number;
      this.acts = acts;
      this.trail = trail;
      this.io = io;
    }

    String play() {
      try {
        while (place < acts.size() && acts.get(place) != Act.RETURN) {
          if (acts.get(place) == Act.TRY) {
            careful();
          } else {
            act(acts.get(place++));
          }
        }
      } catch (Mishap mishap) {
        trail.add(number + " ends by " + mishap.getMessage());
        throw mishap;
      } catch (CoroutineClosed closed) {
        trail.add(number + " ends by closed");
        throw closed;
      }
      trail.add(number + " ends");
      return String.valueOf(number);
    }

    /// A try, up to its end, which is behind a return when that is in it.
    private void careful() {
      int end = place;
      while (acts.get(end) != Act.END_TRY) {
        end++;
      }
      try {
        while (place < end && acts.get(place) != Act.RETURN) {
          act(acts.get(place++));
        }
      } catch (Mishap mishap) {
        place = end + 1;
        trail.add(number + " handles " + mishap.getMessage());
      }
    }

    private void act(Act act) {
      switch (act) {
        case READ -> {
          String value = io.read();
          trail.add(number + " read " + value);
          remember(value);
        }
        case WRITE -> {
          String value = number + "." + written++;
          trail.add(number + " writes " + value);
          io.write(value);
        }
        case UNREAD -> io.unread(lastRead, "own " + number);
        case FAIL -> throw new Mishap("failure of " + number);
        case RETURN, TRY, END_TRY -> {}
      }
    }

    private void remember(@Nullable String value) {
      if (value != null) {
        lastRead = value;
      }
    }
  }
}
