package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Clients ask an echo server, each host on a reactor of its own, while everything goes wrong. The
/// oracle: what is answered is the beginning of what was asked, and all is answered in the end.
final class EchoStoryTest {
  private static final int SEEDS = 100;
  private static final int QUESTIONS = 5;
  private static final Address ECHO = new Address("server", 7);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final String QUESTION = "do you hear me? ".repeat(500);

  private int answered;

  private Report run(long seed) {
    answered = 0;
    return Simulation.seed(seed)
        .service("server", EchoStoryTest::serve)
        .host("client", this::ask)
        .host("other client", this::ask)
        .faults(Faults.all())
        .run();
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  private static void serve() throws IOException {
    Scope.<String, IOException>run(scope -> {
      try (Listener listener = network().listen(ECHO)) {
        while (true) {
          Stream stream = listener.accept();
          scope.start("echo", () -> echo(stream));
        }
      }
    });
  }

  private static void echo(Stream stream) {
    try (stream) {
      for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
        stream.write(part);
      }
    } catch (IOException _) {
      // the client asks again
    }
  }

  private void ask() {
    for (int i = 0; i < QUESTIONS; i++) {
      while (!isAnswered()) {
        Task.sleep(A_MOMENT);
      }
      answered++;
    }
  }

  private static boolean isAnswered() {
    StringBuilder answer = new StringBuilder();
    try (Stream stream = network().connect(ECHO)) {
      stream.write(bytes(QUESTION));
      stream.closeOutput();
      for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
        answer.append(Scene.text(part));
      }
      assertThat(answer).hasToString(QUESTION);
      return true;
    } catch (IOException _) {
      assertThat(QUESTION).startsWith(answer);
      return false;
    }
  }

  @Test
  void allQuestionsAreAnsweredInTheEnd() {
    Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    for (int seed = 1; seed <= SEEDS; seed++) {
      Report report = run(seed);
      assertThat(answered).as("seed %s", seed).isEqualTo(2 * QUESTIONS);
      report.strikes().forEach((fault, count) -> struck.merge(fault, count, Long::sum));
    }
    assertThat(struck).containsOnlyKeys(Fault.values());
    assertThat(struck.values()).allMatch(count -> count > 0);
  }

  @Test
  void aSeedGivesTheSameTraceEachTimeAndAnotherOneAnother() {
    assertThat(run(7).hash()).isEqualTo(run(7).hash()).isNotEqualTo(run(8).hash());
  }
}
