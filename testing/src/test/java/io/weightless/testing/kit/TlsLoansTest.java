package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What a stream below has lent is not looked into when it was given back, for it is others' then.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#all")
record TlsLoansTest(Ground ground) implements TlsGround {
  @Test
  void whatWasReleasedIsNotLookedInto() throws IOException {
    run(_ -> {
      try (Pair secret = connect();
          Pair plain = Ground.connect()) {
        secret.far().write(Talk.bytes("one"));
        assertEquals("one", Talk.readText(secret.near(), 3));
        secret.near().release();
        assertTwoReadOn(secret, plain);
      }
    });
  }

  @Test
  void whatAWaitHasGivenBackIsNotLookedInto() throws IOException {
    run(_ -> {
      try (Pair secret = connect();
          Pair plain = Ground.connect()) {
        secret.far().write(Talk.bytes("one"));
        assertEquals("one", Talk.readText(secret.near(), 3));
        assertThrows(
            DeadlineExceeded.class,
            () -> Scope.run(Deadline.after(Duration.ofMillis(1)), _ -> secret.near().read()));
        assertTwoReadOn(secret, plain);
      }
    });
  }

  private static void assertTwoReadOn(Pair secret, Pair plain) throws IOException {
    ByteBuffer lent = other(plain.near(), plain.far());
    secret.far().write(Talk.bytes("two"));
    assertEquals("two", Talk.readText(secret.near(), 3));
    assertEquals("others' bytes, more than a head", Talk.text(lent));
  }

  private static ByteBuffer other(Stream near, Stream far) throws IOException {
    far.write(Talk.bytes("others' bytes, more than a head"));
    return near.read();
  }

  /// The end of TLS, which the reader of bytes never sees, is no reason for a reset.
  @Test
  void whatWasWrittenLastArrivesAtAPeerThatHasEndedItsSide() throws IOException {
    byte[] noise = Talk.noise(much() / 4);
    run(scope -> {
      try (Pair pair = connect()) {
        pair.near().write(Talk.bytes("all?"));
        pair.near().closeOutput();
        scope.start(
            "server",
            () -> {
              assertEquals("all?", Talk.readText(pair.far(), 4));
              pair.far().write(ByteBuffer.wrap(noise));
              pair.far().close();
            });
        Talk.untilAllWait();
        assertEquals(noise.length, Talk.readAll(pair.near()).length);
      }
    });
  }
}
