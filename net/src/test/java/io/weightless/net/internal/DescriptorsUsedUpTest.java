package io.weightless.net.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a listener does while its process has no descriptor left, in a process of its own.
final class DescriptorsUsedUpTest {
  private static final Pattern LOOKED = Pattern.compile("looked (\\d+) times");
  private static final Pattern COMPLAINT = Pattern.compile("can't accept connections");

  @ParameterizedTest
  @MethodSource("io.weightless.net.internal.Backends#names")
  void aListenerWithoutDescriptorsPausesAndGoesOnAndSaysSoOnce(String backend) throws Exception {
    String output = run(backend);

    assertThat(output).as(output).contains("answer: served at last\n");
    assertThat(COMPLAINT.matcher(output).results()).as(output).hasSize(1);
    List<MatchResult> looked = LOOKED.matcher(output).results().toList();
    assertThat(Integer.parseInt(looked.getLast().group(1)))
        .as("ten pauses of a tenth of a second: " + output)
        .isBetween(10, 60);
  }

  private static String run(String backend) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -n 128; exec \"$0\" \"$@\""));
    command.add(System.getProperty("java.home") + "/bin/java");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DescriptorsUsedUp.class.getName(), backend));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    CompletableFuture.delayedExecutor(50, TimeUnit.SECONDS).execute(process::destroyForcibly);
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }
}
