package io.weightless.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A whole world: an echo service and clients, with everything that can go wrong.
final class EchoWorldTest {
  private static final Address SERVICE = new Address("service", 7);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Seeds SEEDS = Seeds.between(1, 100);

  @Test
  void clientsThatTryAgainGetTheirEchoWhateverStrikes() {
    Scenario scenario =
        simulation ->
            simulation
                .service("service", EchoWorldTest::serve)
                .host("one", () -> askUntilAnswered(20))
                .host("two", () -> askUntilAnswered(20))
                .faults(Faults.all());
    Verdict verdict = Campaign.of(scenario).run(SEEDS);

    verdict.orThrow();
    assertThat(verdict.strikes()).containsOnlyKeys(Fault.ofStreams());
  }

  @Test
  void theSameSeedGivesTheSameTraceWhateverStrikes() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(storm(seed).run().hash()).as("seed " + seed).isEqualTo(storm(seed).run().hash());
    }
  }

  private static Simulation storm(long seed) {
    return Simulation.seed(seed)
        .service("service", EchoWorldTest::serve)
        .host("one", () -> askUntilAnswered(5))
        .faults(Faults.all());
  }

  @Test
  void anIsolatedHostIsNotReachedUntilAllIsHealed() {
    Simulation simulation = Simulation.seed(1);
    List<String> trail = new ArrayList<>();
    simulation
        .service("service", EchoWorldTest::serve)
        .host(
            "client",
            () -> {
              ask("before");
              simulation.isolate("service");
              Task.yield();
              assertThatThrownBy(() -> Scope.join(Deadline.after(SECOND), _ -> ask("meanwhile")))
                  .isInstanceOf(DeadlineExceeded.class);
              simulation.heal();
              ask("after");
              trail.add("healed");
            })
        .run();
    assertThat(trail).containsExactly("healed");
  }

  @Test
  void aCrashBreaksConnectionsAndTheNextLifeListensOnTheSamePort() {
    Simulation simulation = Simulation.seed(1);
    List<String> trail = new ArrayList<>();
    simulation
        .service("service", EchoWorldTest::serve)
        .host(
            "client",
            () -> {
              Task.sleep(SECOND);
              try (Stream stream = connect()) {
                simulation.crash("service");
                assertThatThrownBy(() -> readFully(stream, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("service:7");
              }
              assertThatThrownBy(EchoWorldTest::connect).isInstanceOf(IOException.class);
              simulation.restart("service");
              Task.sleep(SECOND);
              ask("again");
              trail.add("answered");
            })
        .run();
    assertThat(trail).containsExactly("answered");
  }

  private static void serve() throws IOException {
    try (Listener listener = network().listen(SERVICE)) {
      Scope.join(scope -> {
        while (true) {
          Stream stream = listener.accept();
          scope.start("echo", () -> echo(stream));
        }
      });
    }
  }

  private static void echo(Stream stream) {
    try (stream) {
      ByteBuffer bytes = stream.read();
      while (bytes.hasRemaining()) {
        stream.write(bytes);
        bytes = stream.read();
      }
    } catch (IOException _) {
      // the peer is gone
    }
  }

  private static void askUntilAnswered(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      String text = ("question " + i + "! ").repeat(500);
      while (!isAnswered(text)) {
        Task.sleep(Duration.ofMillis(100));
      }
    }
  }

  /// What comes before it breaks is a beginning of the echo, and breaking is no end.
  private static boolean isAnswered(String text) {
    StringBuilder answer = new StringBuilder();
    try (Stream stream = connect()) {
      stream.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
      stream.closeOutput();
      for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
        answer.append(US_ASCII.decode(part));
      }
      assertThat(answer).hasToString(text);
      return true;
    } catch (IOException _) {
      assertThat(text).startsWith(answer);
      return false;
    }
  }

  private static void ask(String text) throws IOException {
    try (Stream stream = connect()) {
      stream.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
      assertThat(readFully(stream, text.length())).isEqualTo(text);
    }
  }

  private static Stream connect() throws IOException {
    return network().connect(SERVICE);
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  private static String readFully(Stream stream, int length) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      ByteBuffer bytes = stream.read();
      if (!bytes.hasRemaining()) {
        throw new EOFException("after " + text);
      }
      text.append(US_ASCII.decode(bytes));
    }
    return text.toString();
  }
}
