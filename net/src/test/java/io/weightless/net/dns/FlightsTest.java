package io.weightless.net.dns;

import static io.weightless.net.dns.Names.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who asks what another one asks already, and how many may ask at once.
final class FlightsTest {
  private static final Duration AWHILE = Duration.ofMillis(100);

  @AutoClose private final Names names = new Names();
  private final List<Runnable> answers = new ArrayList<>();

  FlightsTest() throws IOException {
    names.wires.servers.put(FIRST, this::later);
  }

  private void later(ByteBuffer query, Consumer<ByteBuffer> back) {
    answers.add(() -> back.accept(Reply.to(query).text("here").bytes()));
  }

  private void answerAll() {
    List<Runnable> now = List.copyOf(answers);
    answers.clear();
    now.forEach(Runnable::run);
  }

  @Test
  void theSameQuestionIsAskedOnceForAll() throws Exception {
    names.run(scope -> {
      Resolver resolver = names.resolver();
      List<Task<List<String>>> all = new ArrayList<>();
      for (String name : List.of("a", "A", "a.")) {
        all.add(scope.start(name, () -> resolver.txt(name)));
      }
      Task.sleep(AWHILE);
      assertThat(names.wires.asked).hasSize(1);
      answerAll();

      for (Task<List<String>> one : all) {
        assertThat(one.await()).containsExactly("here");
      }
      assertThat(names.wires.asked).hasSize(1);
    });
  }

  @Test
  void whenTheOneWhoAsksIsCancelledTheNextAsks() throws Exception {
    names.run(scope -> {
      Resolver resolver = names.resolver();
      Task<List<String>> first = scope.start("first", () -> resolver.txt("a"));
      Task<List<String>> second = scope.start("second", () -> resolver.txt("a"));
      Task<List<String>> third = scope.start("third", () -> resolver.txt("a"));
      Task.sleep(AWHILE);
      first.cancel("not wanted");
      Task.sleep(AWHILE);
      assertThat(names.wires.asked).hasSize(2);
      answerAll();

      assertThat(second.await()).containsExactly("here");
      assertThat(third.await()).containsExactly("here");
      assertThat(names.wires.asked).hasSize(2);
    });
  }

  @Test
  void oneWhoWaitsForAnothersQuestionMayBeCancelledAlone() throws Exception {
    names.run(scope -> {
      Resolver resolver = names.resolver();
      Task<List<String>> first = scope.start("first", () -> resolver.txt("a"));
      Task<List<String>> second = scope.start("second", () -> resolver.txt("a"));
      Task.sleep(AWHILE);
      second.cancel("not wanted");
      Task.sleep(AWHILE);
      assertThat(second.state()).isEqualTo(Task.State.CANCELLED);
      answerAll();

      assertThat(first.await()).containsExactly("here");
      assertThat(names.wires.asked).hasSize(1);
    });
  }

  @Test
  void aHundredQuestionsAreUnderWayAtOnceAndTheNextWaits() throws Exception {
    names.run(scope -> {
      Resolver resolver = names.resolver();
      List<Task<List<String>>> all = new ArrayList<>();
      for (int i = 0; i <= Flights.MAX_AT_ONCE; i++) {
        String name = "host" + i;
        all.add(scope.start(name, () -> resolver.txt(name)));
      }
      Task.sleep(AWHILE);
      assertThat(names.wires.asked).hasSize(Flights.MAX_AT_ONCE);
      assertThat(names.wires.open).isEqualTo(Flights.MAX_AT_ONCE);
      answerAll();
      Task.sleep(AWHILE);
      answerAll();

      for (Task<List<String>> one : all) {
        assertThat(one.await()).containsExactly("here");
      }
    });
  }
}
