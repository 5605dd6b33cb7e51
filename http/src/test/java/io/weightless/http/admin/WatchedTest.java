package io.weightless.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Reactor;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class WatchedTest {
  private final Watched watched = new Watched();
  @AutoClose private final Reactor one = Reactor.open();
  @AutoClose private final Reactor other = Reactor.open();

  @Test
  void theyAreInTheOrderOfTheirNumbers() {
    for (String name : List.of("worker-10", "worker-2", "worker-1")) {
      watched.add(name, one);
    }

    assertThat(watched.now()).containsOnlyKeys("worker-1", "worker-2", "worker-10");
    assertThat(watched).hasToString("Watched[worker-1, worker-2, worker-10]");
  }

  @Test
  void aNameIsTakenUntilItsEntryIsClosed() {
    Watched.Entry entry = watched.add("main", one);
    assertThatThrownBy(() -> watched.add("main", other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a reactor is watched already as 'main'");

    entry.close();
    assertThat(watched.now()).isEmpty();
    watched.add("main", other);
    entry.close();
    assertThat(watched.now()).containsEntry("main", other);
  }

  @Test
  void aNameIsNotBlank() {
    assertThatThrownBy(() -> watched.add(" ", one)).isInstanceOf(IllegalArgumentException.class);
  }
}
