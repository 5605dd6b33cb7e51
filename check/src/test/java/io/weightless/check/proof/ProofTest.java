package io.weightless.check.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each proof in a JVM of its own, for Lincheck rewrites classes as they are loaded, by an agent
/// that stays. Once: what is proven knows no engine.
@FastEngine
class ProofTest {
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  @ParameterizedTest
  @ValueSource(classes = {IntakeOrder.class, IntakeEnd.class, IntakeConservation.class, Door.class})
  void noInterleavingDoesHarm(Class<?> proven) throws IOException, InterruptedException {
    Process proof = new ProcessBuilder(command(proven)).redirectErrorStream(true).start();
    String output = new String(proof.getInputStream().readAllBytes(), UTF_8);

    assertThat(proof.waitFor()).as(output).isZero();
    assertThat(output).contains("proven");
  }

  private static List<String> command(Class<?> proven) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-ea", "-XX:+EnableDynamicAgentLoading"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Proof.class.getName(), proven.getName()));
    return command;
  }
}
