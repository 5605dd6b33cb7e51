package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Step;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A run that is restored stands where the other one stood.
class SnapshotTest {
  private final List<String> trail = new ArrayList<>();

  private final Replayable<@Nullable Void, String, String, Integer> greeter =
      Replayable.of("greeter", Codec.TEXT, Codec.TEXT, this::greet);

  private int greet(Io<String, String> io) {
    int greeted = 0;
    for (String name = io.read(); name != null; name = io.read()) {
      trail.add(name);
      io.write("hello " + name + ", number " + ++greeted);
    }
    return greeted;
  }

  @Test
  void itWantsWhatTheOtherOneWanted() {
    try (var run = greeter.start()) {
      run.next();
      run.send("ann");

      try (var again = greeter.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(new Step.Output<>("hello ann, number 1"));
        assertThat(again.next()).isEqualTo(new Step.NeedsInput<>());
        assertThat(again.send("bob")).isEqualTo(new Step.Output<>("hello bob, number 2"));
      }
    }
  }

  @Test
  void twoOfOneSnapshotGoOnByThemselves() {
    byte[] snapshot;
    try (var run = greeter.start()) {
      run.next();
      run.send("ann");
      run.next();
      snapshot = run.snapshot();
    }

    try (var one = greeter.restore(snapshot);
        var two = greeter.restore(snapshot)) {
      assertThat(one.send("bob")).isEqualTo(new Step.Output<>("hello bob, number 2"));
      assertThat(two.send("cleo")).isEqualTo(new Step.Output<>("hello cleo, number 2"));
      one.next();
      two.next();
      assertThat(one.end()).isEqualTo(new Step.Done<>(2, List.of()));
      assertThat(two.send("dan")).isEqualTo(new Step.Output<>("hello dan, number 3"));
    }
  }

  @Test
  void takingOneLeavesTheRunAsItIs() {
    try (var run = greeter.start()) {
      run.next();
      assertThat(run.snapshot()).isEqualTo(run.snapshot());
      assertThat(run.send("ann")).isEqualTo(new Step.Output<>("hello ann, number 1"));
      assertThat(trail).containsExactly("ann");
    }
  }

  @Test
  void aSnapshotOfASnapshotIsTheSame() {
    try (var run = greeter.start()) {
      run.next();
      run.send("ann");
      try (var again = greeter.restore(run.snapshot())) {
        assertThat(again.snapshot()).isEqualTo(run.snapshot());
        run.next();
        again.next();
        assertThat(again.snapshot()).isEqualTo(run.snapshot());
      }
    }
  }

  @Test
  void beforeItsFirstStepNothingRuns() {
    byte[] snapshot = greeter.start().snapshot();

    try (var again = greeter.restore(snapshot)) {
      assertThat(again.step()).isNull();
      assertThat(again.next()).isEqualTo(new Step.NeedsInput<>());
    }
  }

  @Test
  void oneThatHasReturnedReturnsAgain() {
    var run = greeter.start();
    run.next();
    run.end();

    var again = greeter.restore(run.snapshot());

    assertThat(again.step()).isEqualTo(new Step.Done<>(0, List.of()));
    assertThat(again.isDone()).isTrue();
    assertThat(again.result()).isZero();
  }

  @Test
  void oneThatWasClosedHasNone() {
    var run = greeter.start();
    run.next();
    run.close();

    assertThat(run.obstacle()).isEqualTo("it has failed or was closed");
    assertThatIllegalStateException()
        .isThrownBy(run::snapshot)
        .withMessage("coroutine 'greeter' has no snapshot: it has failed or was closed");
  }

  @Test
  void itCantBeTakenFromInside() {
    var holder = new ArrayList<Recorded<String, String, String>>();
    var selfish =
        Replayable.<String, String, String>of(
            "selfish", Codec.TEXT, Codec.TEXT, _ -> "" + holder.getFirst().obstacle());
    holder.add(selfish.start());

    holder.getFirst().next();

    assertThat(holder.getFirst().result()).isEqualTo("it is running");
  }

  @Test
  void aProgramThatDrivesItselfIsRefusedAndItsJournalStaysWhole() {
    var holder = new ArrayList<Recorded<String, String, String>>();
    var selfish =
        Replayable.<String, String, String>of(
            "selfish",
            Codec.TEXT,
            Codec.TEXT,
            io -> {
              try {
                holder.getFirst().next();
              } catch (IllegalStateException e) {
                io.write("" + e.getMessage());
              }
              return io.next();
            });
    try (var run = selfish.start()) {
      holder.add(run);
      assertThat(run.next()).isEqualTo(new Step.Output<>("coroutine 'selfish' is running"));

      var modest =
          Replayable.<String, String, String>of(
              "selfish",
              Codec.TEXT,
              Codec.TEXT,
              io -> {
                io.write("coroutine 'selfish' is running");
                return "";
              });
      try (var again = modest.restore(run.snapshot())) {
        assertThat(again.next()).isEqualTo(new Step.Done<>("", List.of()));
      }
    }
  }

  /// What it refuses is not in the journal.
  @Test
  void aMistakeOfItsDriverLeavesNoTrace() {
    try (var run = greeter.start()) {
      assertThatThrownBy(() -> run.send("early")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(run::end).isInstanceOf(IllegalStateException.class);
      run.next();
      assertThatThrownBy(run::next).isInstanceOf(IllegalStateException.class);
      run.send("ann");
      assertThatThrownBy(() -> run.send("bob")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(run::end).isInstanceOf(IllegalStateException.class);

      try (var again = greeter.restore(run.snapshot())) {
        again.next();
        assertThat(again.step()).isEqualTo(new Step.NeedsInput<>());
        assertThat(again.end()).isEqualTo(new Step.Done<>(1, List.of()));
      }
    }
  }

  @Test
  void anInputThatCantBeWrittenIsNotSent() {
    try (var run = greeter.start()) {
      run.next();
      assertThatThrownBy(() -> run.send("\uD800")).isInstanceOf(IllegalArgumentException.class);
      assertThat(run.obstacle()).isNull();
      assertThat(trail).isEmpty();
      assertThat(run.send("ann")).isEqualTo(new Step.Output<>("hello ann, number 1"));
    }
  }

  @Test
  void whatWasGivenBackIsReadAgain() {
    Replayable<@Nullable Void, String, String, List<String>> picky =
        Replayable.of(
            "picky",
            Codec.TEXT,
            Codec.TEXT,
            io -> {
              String first = io.next();
              io.unread(first + "1", first + "2");
              io.yield();
              return List.of(io.next());
            });
    try (var run = picky.start()) {
      run.next();
      assertThat(run.send("a")).isEqualTo(new Step.Paused<>());

      try (var again = picky.restore(run.snapshot())) {
        assertThat(again.rest()).containsExactly("a1", "a2");
        assertThat(again.next()).isEqualTo(new Step.Done<>(List.of("a1"), List.of("a2")));
      }
    }
  }

  @Test
  void answersAreJournaled() {
    Replayable<@Nullable Void, String, String, Long> buyer =
        Replayable.<String, String, Long>of(
                "buyer",
                Codec.TEXT,
                Codec.TEXT,
                io -> io.ask(new Price("tea")) + io.ask(new Price("cake")))
            .answers(Price.class, Codec.NUMBER);
    try (var run = buyer.start()) {
      answer(run, 3);

      try (var again = buyer.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(new Step.Asks<>(new Price("cake")));
        assertThat(answer(again, 4)).isEqualTo(new Step.Done<>(7L, List.of()));
      }
    }
  }

  @Test
  void anAnswerWithoutACodecIsGivenButThereIsNoSnapshot() {
    Replayable<@Nullable Void, String, String, Long> buyer =
        Replayable.of(
            "buyer",
            Codec.TEXT,
            Codec.TEXT,
            io -> {
              long price = io.ask(new Price("tea"));
              io.yield();
              return price;
            });
    try (var run = buyer.start()) {
      assertThat(answer(run, 3)).isEqualTo(new Step.Paused<>());
      assertThat(run.obstacle())
          .isEqualTo(
              "step 2: answers() has no codec for the answer to io.weightless.snapshot.Price");
      assertThat(run.next()).isEqualTo(new Step.Done<>(3L, List.of()));
    }
  }

  private static Step<String, String, Long> answer(Recorded<String, String, Long> run, long price) {
    if (run.step() == null) {
      run.next();
    }
    if (run.step() instanceof Step.Asks<?, ?, ?>(var request) && request instanceof Price asked) {
      return run.answer(asked, price);
    }
    throw new AssertionError("it asks nothing: " + run.step());
  }

  @Test
  void failuresOfKnownKindsAreJournaled() {
    Replayable<@Nullable Void, String, String, String> patient =
        Replayable.of("patient", Codec.TEXT, Codec.TEXT, SnapshotTest::endure)
            .failures(IOException.class, IOException::new)
            .failures(IllegalArgumentException.class, IllegalArgumentException::new);
    try (var run = patient.start()) {
      run.next();
      run.fail(new IOException("cut"));
      run.fail(new IllegalArgumentException());

      try (var again = patient.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(run.step());
        assertThat(again.step()).isEqualTo(new Step.Output<>("null after cut"));
      }
    }
  }

  private static String endure(Io<String, String> io) {
    String seen = "";
    while (true) {
      try {
        io.write(seen);
      } catch (RuntimeException e) {
        String now = e instanceof IllegalArgumentException ? "null" : rootOf(e);
        seen = seen.isEmpty() ? now : now + " after " + seen;
      }
    }
  }

  private static String rootOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  @Test
  void buffersAreCopiedWhereTheyAreAndStayAsTheyAre() {
    Replayable<@Nullable Void, ByteBuffer, ByteBuffer, Integer> sum =
        Replayable.of(
            "sum",
            Codec.BUFFER,
            Codec.BUFFER,
            io -> {
              ByteBuffer two = io.next();
              int both = two.get() + two.get();
              io.write(ByteBuffer.wrap(new byte[] {(byte) both}));
              return both;
            });
    ByteBuffer input = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}).slice(1, 2);
    try (var run = sum.start()) {
      run.next();
      run.send(input);
      assertThat(input.hasRemaining()).isFalse(); // the program has read it
      input.rewind();

      try (var again = sum.restore(run.snapshot())) {
        assertThat(again.next()).isEqualTo(new Step.Done<>(3, List.of()));
      }
    }
  }

  @Test
  void itIsRestoredInATaskOfAnyReactor() {
    byte[] snapshot;
    try (var run = greeter.start()) {
      run.next();
      snapshot = run.snapshot();
    }
    for (int i = 0; i < 2; i++) {
      try (Reactor reactor =
          Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT)) {
        reactor.run(() -> {
          try (var again = greeter.restore(snapshot)) {
            assertThat(again.send("ann")).isEqualTo(new Step.Output<>("hello ann, number 1"));
          }
        });
      }
    }
  }
}
