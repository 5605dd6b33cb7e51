package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NamesTest {
  private static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  @Test
  void familiesTakeTurnsAndTheResolversFirstIsFirst() {
    assertThat(Names.byTurns(addresses("::1", "::2", "::3", "10.0.0.1", "10.0.0.2")))
        .isEqualTo(addresses("::1", "10.0.0.1", "::2", "10.0.0.2", "::3"));
    assertThat(Names.byTurns(addresses("10.0.0.1", "10.0.0.2")))
        .isEqualTo(addresses("10.0.0.1", "10.0.0.2"));
  }
}
