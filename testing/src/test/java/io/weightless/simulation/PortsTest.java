package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PortsTest {
  private final Ports ports = new Ports();

  @Test
  void allOfTheRangeAreTakenOnceAndThenThereIsNone() throws IOException {
    Set<Integer> taken = new HashSet<>();
    for (int port = Ports.FIRST; port <= Ports.LAST; port++) {
      assertThat(taken.add(ports.take())).isTrue();
    }

    assertThat(taken).allMatch(port -> port >= Ports.FIRST && port <= Ports.LAST);
    assertThatThrownBy(ports::take)
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot assign requested address");
    assertThatThrownBy(ports::pick).isInstanceOf(IOException.class);

    ports.giveBack(40_000);
    assertThat(ports.take()).isEqualTo(40_000);
  }

  @Test
  void aPortIsNotTakenAgainSoon() throws IOException {
    int first = ports.take();
    ports.giveBack(first);

    assertThat(ports.take()).isNotEqualTo(first);
  }
}
