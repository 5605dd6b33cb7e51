package io.weightless.net.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.World;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What a process that has failed says of itself.
final class CompletedTest {
  private static Completed failed(String errors) {
    return new Completed(
        Command.of("program"), Exit.of(1), ByteBuffer.allocate(0), World.bytes(errors));
  }

  @Test
  void aTerminalThatShowsItsErrorsObeysNothingInThem() {
    assertThatThrownBy(() -> failed("\u001b[2Jbad\u0007\u202e\nmore").checkSuccess())
        .hasMessage("program: exit status 1: ?[2Jbad??");
  }

  @Test
  void moreThanTwoHundredCharactersOfItsErrorsAreCutOff() {
    assertThatThrownBy(() -> failed("x".repeat(200)).checkSuccess())
        .hasMessage("program: exit status 1: " + "x".repeat(200));
    assertThatThrownBy(() -> failed("x".repeat(201)).checkSuccess())
        .hasMessage("program: exit status 1: " + "x".repeat(200) + "...");
  }
}
