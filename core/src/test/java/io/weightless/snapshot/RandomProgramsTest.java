package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs and drivers made by chance from a seed: whatever they do, to restore a run at any of
/// its pauses and to go on is the same as to go on.
class RandomProgramsTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("weightless.seeds", 50));
  }

  private enum Deed {
    READ,
    WRITE,
    YIELD,
    ASK,
    EFFECT,
    FAILING_EFFECT,
    UNREAD,
    CALL,
    CHECKPOINT
  }

  /// Where a program is, and all that it knows.
  private record State(int at, long known) {
    static final Codec<State> CODEC = Codec.TEXT.as(State::parse, s -> s.at + " " + s.known);

    private static State parse(String text) {
      String[] both = text.split(" ", 2);
      return new State(Integer.parseInt(both[0]), Long.parseLong(both[1]));
    }

    State learn(@Nullable Object more) {
      return new State(at, known * 31 + String.valueOf(more).hashCode());
    }
  }

  /// The clock and the chance of the drivers and of the world, by step; null in a replay, which
  /// looks at neither.
  private @Nullable SplittableRandom world;

  private List<Deed> script = List.of();

  private final Replayable<State, String, Long, Long> program =
      Replayable.of("random", new State(0, 0), State.CODEC, Codec.TEXT, Codec.NUMBER, this::run)
          .answers(Price.class, Codec.NUMBER)
          .failures(IllegalArgumentException.class, IllegalArgumentException::new);

  private long run(State first, Io<String, Long> io) {
    State state = first;
    while (state.at < script.size()) {
      Deed deed = script.get(state.at);
      State next = new State(state.at + 1, state.known);
      try {
        state = next.learn(did(deed, next, io));
      } catch (IllegalArgumentException e) {
        state = next.learn(e.getMessage());
      }
      if (deed == Deed.CHECKPOINT) {
        state = next; // what it is restored with
      }
    }
    return state.known;
  }

  private @Nullable Object did(Deed deed, State state, Io<String, Long> io) {
    return switch (deed) {
      case READ -> io.read();
      case WRITE -> {
        io.write(state.known);
        yield null;
      }
      case YIELD -> {
        io.yield();
        yield null;
      }
      case ASK -> io.ask(new Price("" + state.known));
      case EFFECT -> io.ask(Effect.of("chance", Codec.NUMBER, () -> world().nextLong()));
      case FAILING_EFFECT -> io.ask(Effect.of("failure", Codec.NUMBER, this::failing));
      case UNREAD -> {
        String input = io.read();
        io.unread(input == null ? new String[] {"end"} : new String[] {input, input + "'"});
        yield null;
      }
      case CALL ->
          io.<Object, RuntimeException>call(inner -> {
            inner.write(-state.known);
            return String.valueOf(inner.read());
          });
      case CHECKPOINT -> io.ask(new Checkpoint<>(state));
    };
  }

  private long failing() {
    throw new IllegalArgumentException("no " + world().nextInt());
  }

  private SplittableRandom world() {
    if (world == null) {
      throw new AssertionError("a replay looks at the world");
    }
    return world;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void toRestoreAndGoOnIsToGoOn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Deed[] all = Deed.values();
    script = random.ints(30, 0, all.length).mapToObj(deed -> all[deed]).toList();

    List<byte[]> snapshots = new ArrayList<>();
    List<String> whole = drive(program.start(), seed, 0, snapshots);

    assertThat(whole.getLast()).startsWith("Done");
    for (int step = 0; step < snapshots.size(); step++) {
      for (int times = 0; times < 2; times++) {
        assertThat(drive(program.restore(snapshots.get(step)), seed, step, new ArrayList<>()))
            .as(
                "seed %d, step %d of %s",
                seed, step, String.valueOf(script).toLowerCase(Locale.ROOT))
            .isEqualTo(whole.subList(step, whole.size()));
      }
    }
  }

  /// From `step` on to its end; what it wanted, then and after each step.
  private List<String> drive(
      Recorded<String, Long, Long> run, long seed, int step, List<byte[]> snapshots) {
    List<String> trail = new ArrayList<>();
    try (run) {
      for (int at = step; ; at++) {
        trail.add(String.valueOf(run.step()));
        snapshots.add(run.snapshot());
        if (run.isDone()) {
          return trail;
        }
        world = new SplittableRandom(seed * 1_000_003 + at);
        move(run, world());
        world = null;
      }
    }
  }

  private static void move(Recorded<String, Long, Long> run, SplittableRandom random) {
    boolean fails = run.step() != null && random.nextInt(8) == 0;
    if (fails) {
      run.fail(new IllegalArgumentException("thrown " + random.nextInt()));
      return;
    }
    switch (run.step()) {
      case Step.NeedsInput<?, ?, ?> _ when random.nextInt(10) == 0 -> run.end();
      case Step.NeedsInput<?, ?, ?> _ -> run.send("input " + random.nextInt());
      case Step.Asks<?, ?, ?>(Request<?> asked) when asked instanceof Price price ->
          run.answer(price, random.nextLong());
      case null, default -> run.next();
    }
  }
}
