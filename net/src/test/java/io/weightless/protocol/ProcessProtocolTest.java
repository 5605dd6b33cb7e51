package io.weightless.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.ProcessException;
import io.weightless.net.signal.Signal;
import io.weightless.scope.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Processes that call back.
@EachBackend
@EnabledOnOs(OS.LINUX)
record ProcessProtocolTest(String backend) {
  /// Writes down what it is told.
  private static class Recorder implements ProcessProtocol {
    final List<String> calls = new ArrayList<>();
    final StringBuilder output = new StringBuilder();
    final StringBuilder errors = new StringBuilder();
    @Nullable ProcessTransport transport;

    ProcessTransport transport() {
      return Objects.requireNonNull(transport);
    }

    @Override
    public void started(ProcessTransport transport) throws Exception {
      this.transport = transport;
      calls.add("started");
    }

    @Override
    public void outputReceived(ByteBuffer bytes) throws Exception {
      output.append(UTF_8.decode(bytes));
    }

    @Override
    public void errorsReceived(ByteBuffer bytes) {
      errors.append(UTF_8.decode(bytes));
    }

    @Override
    public void outputEnded() {
      calls.add("output ended");
    }

    @Override
    public void errorsEnded() {
      calls.add("errors ended");
    }

    @Override
    public void inputEnded() throws Exception {
      calls.add("input ended");
    }

    @Override
    public void exited(Exit exit) {
      calls.add(exit.toString());
    }

    @Override
    public void ended(Exit exit) {
      calls.add("ended");
    }
  }

  private static Command shell(String script) {
    return Command.of("sh", "-c", script);
  }

  private Exit run(Command command, ProcessProtocol protocol) throws Exception {
    Exit[] exit = new Exit[1];
    try (World world = new World(backend)) {
      world.run(_ -> exit[0] = ProcessProtocol.run(command, protocol));
    }
    return exit[0];
  }

  @Test
  void itIsToldOfTheStartOfWhatComesAndOfTheEndOnceAndLast() throws Exception {
    Recorder recorder = new Recorder();
    Exit exit = run(shell("echo good; echo bad >&2; exit 3"), recorder);

    assertThat(exit).isEqualTo(Exit.of(3));
    assertThat(recorder.output).hasToString("good\n");
    assertThat(recorder.errors).hasToString("bad\n");
    assertThat(recorder.calls)
        .containsOnlyOnce("output ended", "errors ended", "exit status 3")
        .startsWith("started")
        .endsWith("ended");
  }

  @Test
  void whatItWritesIsReadInOrderAndThenTheEnd() throws Exception {
    Recorder recorder =
        new Recorder() {
          @Override
          public void started(ProcessTransport transport) throws Exception {
            super.started(transport);
            transport.write(World.bytes("one "), World.bytes("two "));
            transport.write(World.bytes("three"));
            transport.closeInput();
            transport.write(World.bytes(" too late"));
          }
        };
    run(Command.of("cat"), recorder);

    assertThat(recorder.output).hasToString("one two three");
    assertThat(recorder.calls).contains("input ended");
  }

  @Test
  void oneThatReadsNoMoreIsHeardToItsEnd() throws Exception {
    Recorder recorder =
        new Recorder() {
          @Override
          public void outputReceived(ByteBuffer bytes) throws Exception {
            super.outputReceived(bytes);
            if (output.toString().equals("deaf\n")) {
              transport().write(ByteBuffer.allocate(200_000));
            }
          }

          @Override
          public void inputEnded() throws Exception {
            super.inputEnded();
            transport().signal(Signal.TERM);
          }
        };
    String deaf = "trap 'echo but not mute; exit' TERM; exec <&-; echo deaf; ";
    run(shell(deaf + "while :; do sleep 0.01; done"), recorder);

    assertThat(recorder.output).hasToString("deaf\nbut not mute\n");
    assertThat(recorder.calls).contains("input ended");
  }

  @Test
  void itIsSignalledAndKilled() throws Exception {
    Recorder asks =
        new Recorder() {
          @Override
          public void outputReceived(ByteBuffer bytes) throws Exception {
            super.outputReceived(bytes);
            transport().signal(Signal.TERM);
          }
        };
    assertThat(run(shell("echo ready; exec sleep 1000"), asks).status()).isEqualTo(128 + 15);

    Recorder kills =
        new Recorder() {
          @Override
          public void started(ProcessTransport transport) throws Exception {
            assertThat(transport.pid()).isPositive();
            transport.kill();
          }
        };
    assertThat(run(Command.of("cat"), kills).status()).isEqualTo(128 + 9);
  }

  @Test
  void whatACallbackThrowsEndsTheProcessAndIsThrown() {
    IllegalStateException thrown = new IllegalStateException("from a callback");
    Recorder fails =
        new Recorder() {
          @Override
          public void outputReceived(ByteBuffer bytes) {
            throw thrown;
          }
        };
    assertThatThrownBy(() -> run(shell("echo; exec sleep 1000"), fails)).isSameAs(thrown);
    assertThat(fails.calls).doesNotContain("ended");
  }

  @Test
  void aCallbackThatWaitsIsRefused() {
    Recorder waits =
        new Recorder() {
          @Override
          public void started(ProcessTransport transport) {
            Task.yield();
          }
        };
    assertThatThrownBy(() -> run(Command.of("cat"), waits))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can't wait");
  }

  @Test
  void moreThanItMayOweItsReaderIsRefused() {
    Recorder pours =
        new Recorder() {
          @Override
          public void started(ProcessTransport transport) throws Exception {
            transport.write(ByteBuffer.allocate(Limits.DEFAULT.waiting() + 1));
          }
        };
    assertThatThrownBy(() -> run(Command.of("sleep", "1000"), pours))
        .isInstanceOf(OutputTooLong.class)
        .hasMessageContaining("would wait to be read by sleep");
  }

  @Test
  void theSameWhenItIsPouredByAndBy() {
    Recorder pours =
        new Recorder() {
          @Override
          public void outputReceived(ByteBuffer bytes) throws Exception {
            transport().write(ByteBuffer.allocate(64 * 1024));
          }
        };
    assertThatThrownBy(() -> run(Command.of("yes"), pours)).isInstanceOf(OutputTooLong.class);
  }

  @Test
  void oneThatCanNotBeStartedIsThrown() {
    assertThatThrownBy(() -> run(Command.of("a-program-that-nobody-has"), new Recorder()))
        .isInstanceOf(ProcessException.class);
  }
}
