package io.weightless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@InTask(real = true)
final class InRealTaskTest {
  private Listener listener;
  private Thread taskOfFixture;

  @BeforeEach
  void startEcho(Scope scope, Reactor reactor) throws IOException {
    taskOfFixture = Thread.currentThread();
    Listener opened = reactor.service(Network.class).listen(new Address("127.0.0.1", 0));
    listener = opened;
    scope.start(
        "echo",
        () -> {
          try (opened) {
            while (true) {
              echo(opened.accept());
            }
          }
        });
  }

  private static void echo(Stream stream) throws IOException {
    try (stream) {
      stream.write(stream.read());
    }
  }

  @AfterEach
  void theFixturesAreStillInTheSameTask() {
    assertThat(Thread.currentThread()).isSameAs(taskOfFixture);
  }

  @RepeatedTest(20)
  void aTestTalksToAServerThatAFixtureStarted(Reactor reactor, Scope scope) throws IOException {
    String answer =
        scope.start("client", () -> ask(reactor.service(Network.class), "hello")).await();

    assertThat(answer).isEqualTo("hello");
  }

  private String ask(Network network, String question) throws IOException {
    try (Stream stream = network.connect(listener.address())) {
      stream.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8)));
      return StandardCharsets.UTF_8.decode(stream.read()).toString();
    }
  }

  @Test
  void timeIsTheComputers(Reactor reactor) {
    assertThat(reactor.clock()).isSameAs(Clock.system());
    assertThat(Thread.currentThread()).isSameAs(taskOfFixture);
  }
}
