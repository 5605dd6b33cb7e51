package io.weightless.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.World;
import io.weightless.inspect.Snapshot;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// On virtual time; what is asked is the reactor that asks, or one that nobody runs.
final class SubjectTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void whoIsAskedAnswers() throws Exception {
    World.run(() -> {
      Subject self = new Subject(Reactor.current());

      Answer<String> answer = self.ask(lens -> lens.reactor().backendName());

      assertThat(answer).isEqualTo(Answer.of("none"));
    });
  }

  @Test
  void whoFailsToAnswerSaysHowAndGoesOn() throws Exception {
    World.run(() -> {
      Subject self = new Subject(Reactor.current());

      Answer<String> answer =
          self.ask(_ -> {
            throw new IllegalStateException("no");
          });

      assertThat(answer.silent())
          .isEqualTo("it failed to answer: java.lang.IllegalStateException: no");
    });
  }

  @Test
  void whoIsNotRunGetsOneQuestionAndNoMore() throws Exception {
    try (Reactor idle = idle()) {
      World.run(() -> {
        Subject subject = new Subject(idle);
        Clock clock = Reactor.current().clock();

        for (int i = 0; i < 3; i++) {
          long asked = clock.nanos();
          assertThat(subject.snapshot().silent())
              .isEqualTo(
                  "it does not answer, and nobody holds it: nobody runs it, or it is asked too"
                      + " much");
          assertThat(Duration.ofNanos(clock.nanos() - asked)).isEqualTo(SECOND);
        }
        assertThat(idle.step()).isTrue();
        assertThat(idle.step()).isFalse();
      });
    }
  }

  @Test
  void whoGoesOnAnswersAgain() throws Exception {
    try (Reactor idle = idle()) {
      World.run(() -> {
        Subject subject = new Subject(idle);
        assertThat(subject.snapshot().value()).isNull();
        idle.step();

        Answer<Snapshot> answer =
            Scope.run(scope -> {
              Task<Answer<Snapshot>> asked = scope.start("ask", subject::snapshot);
              World.settle();
              idle.step();
              return asked.await();
            });

        assertThat(answer.silent()).isNull();
        assertThat(Objects.requireNonNull(answer.value()).loop().watched()).isTrue();
      });
    }
  }

  /// One that has room for a single post.
  private static Reactor idle() {
    return Reactor.open(new VirtualClock(), new SplittableRandom(1), new Limits(10, 1));
  }

  @Test
  void whoIsClosedIsSaidToBe() throws Exception {
    Reactor closed = idle();
    closed.close();
    World.run(() ->
        assertThat(new Subject(closed).snapshot().silent()).isEqualTo("this reactor is closed"));
  }

  @Test
  void whoAskAtTheSameTimeShareASnapshotThatIsNotOlder() throws Exception {
    World.run(() -> {
      Subject self = new Subject(Reactor.current());
      Snapshot before = Objects.requireNonNull(self.snapshot().value());

      List<Answer<Snapshot>> answers = inParallel(10, self);

      // the first one has its own, the others came before the second one was taken
      assertThat(answers.stream().map(Answer::value).distinct()).hasSize(2);
      assertThat(answers).extracting(Answer::value).doesNotContain(before);
    });
  }

  private static List<Answer<Snapshot>> inParallel(int count, Subject subject) {
    return Scope.run(scope -> {
      List<Task<Answer<Snapshot>>> tasks =
          IntStream.range(0, count).mapToObj(_ -> scope.start("ask", subject::snapshot)).toList();
      return tasks.stream().map(Task::await).toList();
    });
  }

  @Test
  void anAnswerIsATenthOfTheTimeAtMost() throws Exception {
    World.run(() -> {
      Subject self = new Subject(Reactor.current());
      VirtualClock clock = (VirtualClock) Reactor.current().clock();
      Question<Long> costly =
          _ -> {
            long begun = clock.nanos();
            clock.advance(Duration.ofMillis(20));
            return begun;
          };

      long first = Objects.requireNonNull(self.ask(costly).value());
      long second = Objects.requireNonNull(self.ask(costly).value());

      assertThat(Duration.ofNanos(second - first)).hasMillis(200);
    });
  }

  @Test
  void itIsWatchedForTenSecondsBeyondTheLastLook() throws Exception {
    World.run(() -> {
      Subject self = new Subject(Reactor.current());
      look(self);
      Task.sleep(Duration.ofSeconds(9));
      look(self);
      Task.sleep(Duration.ofSeconds(9));

      assertThat(Snapshot.take().loop().watched()).isTrue();
      Task.sleep(Duration.ofSeconds(2));
      assertThat(Snapshot.take().loop().watched()).isFalse();
      look(self);
      assertThat(Snapshot.take().loop().watched()).isTrue();
    });
  }

  private static void look(Subject subject) {
    subject.prolong();
    assertThat(subject.snapshot().silent()).isNull();
  }

  @Test
  void whoGoesOnLookingKeepsItWatchedHoweverSeldomItAsks() throws Exception {
    World.run(() -> {
      Subject self = new Subject(Reactor.current());
      self.look();
      self.snapshot();
      Task.sleep(Duration.ofHours(1));
      assertThat(Snapshot.take().loop().watched()).isTrue();

      self.leave();
      Task.sleep(Duration.ofSeconds(9));
      assertThat(Snapshot.take().loop().watched()).isTrue();
      Task.sleep(Duration.ofSeconds(2));
      assertThat(Snapshot.take().loop().watched()).isFalse();
    });
  }

  @Test
  void figuresAloneAreHadUnwatched() throws Exception {
    World.run(() -> {
      Subject self = new Subject(Reactor.current());
      self.ask(lens -> Snapshot.of(lens.reactor()));

      assertThat(Snapshot.take().loop().watched()).isFalse();
    });
  }

  @Test
  void whoGivesUpLeavesTheOthersTheirTurn() throws Exception {
    World.run(() -> {
      Subject self = new Subject(Reactor.current());
      AtomicInteger answered = new AtomicInteger();
      Scope.run(scope -> {
        Task<?> first = scope.start("first", () -> self.ask(_ -> answered.incrementAndGet()));
        Task<?> second = scope.start("second", () -> self.ask(_ -> answered.incrementAndGet()));
        Task.yield();
        first.cancel("it has left");
        return second.await();
      });

      assertThat(answered).hasValue(2);
    });
  }
}
