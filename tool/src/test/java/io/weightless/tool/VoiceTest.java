package io.weightless.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class VoiceTest {
  private final StringWriter said = new StringWriter();

  @Test
  void aFailureIsOneLine() {
    new Voice(new PrintWriter(said), () -> false).say("it failed", new IOException("why"));

    assertThat(said).hasToString("it failed\n");
  }

  @Test
  void aFailureHasItsStackTraceIfVerbose() {
    new Voice(new PrintWriter(said), () -> true).say("it failed", new IOException("why"));

    assertThat(said.toString()).startsWith("it failed\njava.io.IOException: why\n\tat ");
    assertThat(said.toString()).endsWith(")\n").doesNotContain("\n\n");
  }

  @Test
  void theReasonIsTheFirstLineOfTheMessageOrElseTheClass() {
    assertThat(Voice.reason(new IOException("one\ntwo"))).isEqualTo("one");
    assertThat(Voice.reason(new StackOverflowError())).isEqualTo("StackOverflowError");
    assertThat(Voice.reason(new IOException(""))).isEqualTo("IOException");
  }
}
