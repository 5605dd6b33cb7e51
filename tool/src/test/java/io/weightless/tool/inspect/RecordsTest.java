package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.inspect.Json;
import io.weightless.inspect.SeenStream;
import io.weightless.inspect.Snapshot;
import io.weightless.inspect.Why;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordsTest {
  @Test
  void aPictureComesBackAsItWasWritten() throws IOException {
    Picture picture = Pictures.shop(3);

    assertThat(Records.read(Json.of(picture), Picture.class)).isEqualTo(picture);
  }

  @Test
  void whatAProgramTellsOfItselfComesBack() throws IOException {
    List<Record> told = new ArrayList<>();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            Task<?> sleeper =
                scope.start("sleeps \u001b[2J", () -> Task.sleep(Duration.ofHours(1)));
            Task.yield();
            Snapshot snapshot = Snapshot.take();
            told.add(snapshot);
            told.add(Why.of(reactor, snapshot.tasks().getLast().id()).orElseThrow());
            sleeper.cancel("it was seen");
          }));
    }

    for (Record one : told) {
      assertThat(Records.read(Json.of(one), one.getClass())).isEqualTo(one);
    }
  }

  @Test
  void aNameMayBeOfAnyLength() throws IOException {
    String name = "name\n".repeat(100_000);
    SeenStream stream = new SeenStream(1, name, 0, 0);

    assertThat(Records.read(Json.of(stream), SeenStream.class)).isEqualTo(stream);
    assertThat(stream.name()).hasSize(1_000);
  }

  @Test
  void numbersKeepAllOfTheirDigits() throws IOException {
    SeenStream stream = new SeenStream(1, "all", Long.MAX_VALUE, (1L << 53) + 1);

    assertThat(Records.read(Json.of(stream), SeenStream.class)).isEqualTo(stream);
  }

  @Test
  void whatAnotherVersionSaysIsLeftOutAndWhatItDoesNotSayIsNothing() throws IOException {
    assertThat(Records.read("{\"new\":[{}],\"name\":\"a\",\"sent\":1}", SeenStream.class))
        .isEqualTo(new SeenStream(0, "a", 0, 1));
    assertThat(Records.read("{}", Picture.class).reactors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "null",
        "[]",
        "7",
        "{",
        "{\"reactors\":7}",
        "{\"reactors\":[7]}",
        "{\"reactors\":[{\"name\":7}]}",
        "{\"reactors\":[{\"snapshot\":{\"tasks\":[{\"kind\":\"LION\"}]}}]}"
      })
  void whatIsNoneOfThemIsRefused(String text) {
    assertThatThrownBy(() -> Records.read(text, Picture.class))
        .isInstanceOf(MalformedRecord.class)
        .hasMessageStartingWith("it is no ");
  }
}
