package io.weightless.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceTest {
  @ParameterizedTest
  @ValueSource(strings = {"fast", "portable"})
  void anotherJvmComesToTheSameTraceOnEitherEngine(String engine) throws Exception {
    assertThat(inAnotherJvm(engine, 11)).isEqualTo(Long.toHexString(Tangle.run(11).hash()));
  }

  @Test
  void theTraceHasALineForEachTurnAndTimer() {
    List<String> lines = new ArrayList<>();
    Report report = Tangle.of(3).trace(lines::add).run();

    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(lines.stream().filter(line -> line.endsWith(" us b: task 4"))).isNotEmpty();
    assertThat(lines.stream().filter(line -> line.endsWith(": a timer"))).isNotEmpty();
    assertThat(lines.stream().filter(line -> !line.contains(" channel ")))
        .hasSize((int) report.turns());
  }

  @Test
  void itTellsWhatGoesThroughChannelsAndTheRunIsTheSame() {
    List<String> lines = new ArrayList<>();
    Report traced = talk().trace(lines::add).run();

    assertThat(
            lines.stream()
                .filter(line -> line.contains(" channel "))
                .map(line -> line.substring(line.indexOf(": ") + 2)))
        .containsExactly(
            "sender sends into channel 1",
            "receiver receives from channel 1",
            "receiver receives from channel 2",
            "sender sends into channel 2");
    assertThat(talk().run().hash()).isEqualTo(traced.hash());
  }

  private static Simulation talk() {
    return Simulation.seed(1)
        .firstComeFirstServed()
        .faults(Faults.none())
        .host(
            "host",
            () ->
                Scope.join(scope -> {
                  Channel<String> kept = Channel.buffered(1);
                  Channel<String> handedOver = Channel.rendezvous();
                  scope.start(
                      "sender",
                      () -> {
                        kept.send("first");
                        Task.yield();
                        handedOver.send("second");
                      });
                  scope.start("receiver", () -> List.of(kept.receive(), handedOver.receive()));
                }));
  }

  private static String inAnotherJvm(String engine, long seed)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (engine.equals("fast")) {
      command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    } else {
      command.add("-Dweightless.engine=portable");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Tangle.class.getName(), Long.toString(seed)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }
}
