package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random programs, driven at random, do as [ProgramByRules] does.
class RandomCoroutinesTest {
  private static final int SEEDS = 2_000;

  /// One that is driven; both say in the same words what it does.
  private interface Driven {
    String next();

    String send(int input);

    String end();

    String fail(int problem);

    String close();

    List<Integer> rest();
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD", "TASK"})
  void randomProgramsDoAsTheRulesSay(Driver driver) {
    driver.run(() -> {
      for (int seed = 0; seed < SEEDS; seed++) {
        Random random = new Random(seed);
        List<Statement> program = Statement.program(random, 3);
        boolean stepping = random.nextBoolean();
        int[] moves = random.ints(40, 0, 25).toArray();
        assertThat(real(program, stepping, moves))
            .as("seed %d, stepping %s: %s", seed, stepping, program)
            .isEqualTo(byRules(program, stepping, moves));
      }
    });
  }

  private static List<String> drive(Driven driven, int[] moves) {
    List<String> words = new ArrayList<>();
    String state = driven.next();
    words.add(state);
    for (int i = 0; i < moves.length && isPaused(state); i++) {
      state = move(driven, state, moves[i], i);
      words.add(state);
    }
    if (isPaused(state)) {
      words.add(driven.close());
    }
    words.add("and leaves " + driven.rest());
    return words;
  }

  private static boolean isPaused(String state) {
    return state.equals("reads") || state.equals("pauses") || state.startsWith("writes");
  }

  private static String move(Driven driven, String state, int move, int value) {
    if (move == 0) {
      return driven.close();
    } else if (move <= 2) {
      return driven.fail(1_000 + value);
    } else if (!state.equals("reads")) {
      return driven.next();
    }
    return move <= 4 ? driven.end() : driven.send(value);
  }

  private static List<String> byRules(List<Statement> program, boolean stepping, int[] moves) {
    List<String> inside = new ArrayList<>();
    ProgramByRules rules = new ProgramByRules(program, stepping, inside);
    List<String> words =
        drive(
            new Driven() {
              @Override
              public String next() {
                return rules.next();
              }

              @Override
              public String send(int input) {
                return rules.send(input);
              }

              @Override
              public String end() {
                return rules.end();
              }

              @Override
              public String fail(int problem) {
                return rules.fail("" + problem);
              }

              @Override
              public String close() {
                return rules.close();
              }

              @Override
              public List<Integer> rest() {
                return rules.rest();
              }
            },
            moves);
    words.addAll(inside);
    return words;
  }

  private static List<String> real(List<Statement> program, boolean stepping, int[] moves) {
    List<String> inside = new ArrayList<>();
    Coroutine<Integer, Integer, @Nullable Integer> coroutine =
        Coroutine.of("random", io -> run(program, io, inside));
    List<String> words = drive(new Real(stepping ? coroutine.stepping() : coroutine), moves);
    words.addAll(inside);
    return words;
  }

  private record Real(Coroutine<Integer, Integer, @Nullable Integer> coroutine) implements Driven {
    private interface Move {
      Step<Integer, Integer, @Nullable Integer> make();
    }

    private static String made(Move move) {
      try {
        Step<Integer, Integer, @Nullable Integer> step = move.make();
        return step instanceof Step.Done<?, ?, ?>(Object result, List<?> _)
            ? "returns " + result
            : Talk.word(step);
      } catch (Statement.Bad e) {
        return "failed " + e.getMessage();
      }
    }

    @Override
    public String next() {
      return made(coroutine::next);
    }

    @Override
    public String send(int input) {
      return made(() -> coroutine.send(input));
    }

    @Override
    public String end() {
      return made(coroutine::end);
    }

    @Override
    public String fail(int problem) {
      return made(() -> coroutine.fail(new Statement.Bad(problem)));
    }

    @Override
    public String close() {
      try {
        coroutine.close();
        return "closed";
      } catch (Statement.Bad e) {
        return "failed " + e.getMessage();
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("coroutine 'random' ignored its close");
        return "ignored";
      }
    }

    @Override
    public List<Integer> rest() {
      return coroutine.rest();
    }
  }

  private static @Nullable Integer run(
      List<Statement> program, Io<Integer, Integer> io, List<String> inside) {
    for (Statement statement : program) {
      Integer returned = run(statement, io, inside);
      if (returned != null) {
        return returned;
      }
    }
    return null;
  }

  private static @Nullable Integer run(
      Statement statement, Io<Integer, Integer> io, List<String> inside) {
    switch (statement) {
      case Statement.Read() -> inside.add("read " + io.read());
      case Statement.Write(int value) -> io.write(value);
      case Statement.Pause() -> io.yield();
      case Statement.GiveBack(List<Integer> values) -> io.unread(values.toArray(Integer[]::new));
      case Statement.Fail(int value) -> throw new Statement.Bad(value);
      case Statement.Return(int value) -> {
        return value;
      }
      case Statement.Call(List<Statement> program) -> {
        Integer result =
            io.<@Nullable Integer, RuntimeException>call(called -> run(program, called, inside));
        inside.add("called, returns " + result);
      }
      case Statement.Guard(List<Statement> body, List<Statement> handler) -> {
        try {
          return run(body, io, inside);
        } catch (Statement.Bad e) {
          inside.add("caught " + e.getMessage());
          return run(handler, io, inside);
        }
      }
      case Statement.Always(List<Statement> body, List<Statement> last) -> {
        return always(body, last, io, inside);
      }
    }
    return null;
  }

  private static @Nullable Integer always(
      List<Statement> body, List<Statement> last, Io<Integer, Integer> io, List<String> inside) {
    Integer returned;
    try {
      returned = run(body, io, inside);
    } catch (Statement.Bad | CoroutineClosed e) {
      run(last, io, inside);
      throw e;
    }
    Integer instead = run(last, io, inside);
    return returned == null ? instead : returned;
  }
}
