package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whoever goes on to drive one that was begun elsewhere begins with what it wants now.
class TakenOverTest {
  private record Time() implements Request<Long> {}

  /// Stands at its first output.
  private static Coroutine<String, String, Integer> writing() {
    Coroutine<String, String, Integer> writing =
        Coroutine.of(
            "writing",
            io -> {
              io.write("1");
              io.write("2");
              return 2;
            });
    writing.next();
    return writing;
  }

  /// Stands where it asks.
  private static Coroutine<String, String, Integer> asking() {
    Coroutine<String, String, Integer> asking =
        Coroutine.of(
            "asking",
            io -> {
              io.write("at " + io.ask(new Time()));
              return 1;
            });
    asking.next();
    return asking;
  }

  private static List<String> outputs(Coroutine<String, String, ?> coroutine) {
    coroutine.sidekick(Time.class, _ -> 5L);
    return Outputs.of(coroutine).toList();
  }

  @Test
  void anOutputThatStandsThereIsTheNextOneOfEachDriver() {
    assertThat(outputs(Outputs.of(writing()))).containsExactly("1", "2");
    assertThat(outputs(Merge.inTurns(writing()))).containsExactly("1", "2");
    assertThat(outputs(Merge.inSequence(writing()))).containsExactly("1", "2");
    assertThat(outputs(Tee.of(writing(), writing(), (a, b) -> a + b))).containsExactly("11", "22");
    assertThat(outputs(Split.of(Split.otherwise(writing())))).containsExactly("1", "2");
    assertThat(outputs(Coroutine.of(io -> io.delegate(writing())))).containsExactly("1", "2");
  }

  private static List<String> outputs(Outputs<String, ?> outputs) {
    return outputs.toList();
  }

  @Test
  void aRequestThatStandsThereIsAskedByEachConnector() {
    assertThat(outputs(Merge.inTurns(asking()))).containsExactly("at 5");
    assertThat(outputs(Merge.inSequence(asking()))).containsExactly("at 5");
    assertThat(outputs(Tee.of(asking(), asking(), (a, b) -> a + b))).containsExactly("at 5at 5");
    assertThat(outputs(Split.of(Split.otherwise(asking())))).containsExactly("at 5");
    assertThat(outputs(Coroutine.of(io -> io.delegate(asking())))).containsExactly("at 5");
  }

  @Test
  void aRouteOfASplitWritesWhatStandsThereBeforeItIsGivenAnInput() {
    Coroutine<String, String, String> begun =
        Coroutine.of(
            "begun",
            io -> {
              io.write("begun");
              io.write("gets " + io.next());
              return "";
            });
    begun.next();

    assertThat(Outputs.of(Split.of(Split.otherwise(begun)), List.of("a")).toList())
        .containsExactly("begun", "gets a");
  }

  @Test
  void aStreamOfBytesBeginsWithTheOutputThatStandsThere() throws IOException {
    List<String> taken = new ArrayList<>();
    Coroutine<ByteBuffer, String, String> begun =
        Coroutine.of(
            "begun",
            io -> {
              io.write("begun");
              io.write("gets " + io.next().remaining());
              return "";
            });
    begun.next();
    try (OutputStream out = ByteStreams.inputs(begun, taken::add)) {
      out.write(new byte[3]);
    }

    assertThat(taken).containsExactly("begun", "gets 3");
  }
}
