package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who may drive a pipeline, and what happens to them.
class PipelineDriverTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> trail = Collections.synchronizedList(new ArrayList<>());

  enum Driver {
    PLATFORM_THREAD {
      @Override
      void drive(Callable<?> work) throws Exception {
        FutureTask<?> future = new FutureTask<>(work);
        Thread.ofPlatform().start(future).join();
        future.get();
      }
    },
    VIRTUAL_THREAD {
      @Override
      void drive(Callable<?> work) throws Exception {
        FutureTask<?> future = new FutureTask<>(work);
        Thread.ofVirtual().start(future).join();
        future.get();
      }
    },
    TASK {
      @Override
      void drive(Callable<?> work) throws Exception {
        inTask(work);
      }
    },
    COROUTINE {
      @Override
      void drive(Callable<?> work) {
        Outputs.of(Coroutine.of("driver", _ -> work.call())).result();
      }
    },
    COROUTINE_OF_A_TASK {
      @Override
      void drive(Callable<?> work) throws Exception {
        inTask(() -> Outputs.of(Coroutine.of("driver", _ -> work.call())).result());
      }
    };

    abstract void drive(Callable<?> work) throws Exception;

    private static void inTask(Callable<?> work) throws Exception {
      try (Reactor reactor = Reactor.open(new VirtualClock(), new Random(1), Limits.DEFAULT)) {
        reactor.run(work::call);
      }
    }
  }

  private Coroutine<String, String, String> stage(String name) {
    return Coroutine.of(
        name,
        io -> {
          try {
            for (String value = io.read(); value != null; value = io.read()) {
              io.write(value + name);
            }
            return name;
          } finally {
            trail.add(name + " ends");
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void anyoneDrivesIt(Driver driver) throws Exception {
    driver.drive(() -> {
      var line = stage("a").into(stage("b")).into(stage("c"));
      assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
      assertThat(line.send("1")).isEqualTo(new Step.Output<>("1abc"));
      line.next();
      assertThat(line.end()).isEqualTo(new Step.Done<>("c", List.of()));
      return null;
    });
    assertThat(trail).containsExactly("a ends", "b ends", "c ends");
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void anyoneClosesIt(Driver driver) throws Exception {
    driver.drive(() -> {
      var line = stage("a").into(stage("b"));
      line.next();
      line.close();
      return null;
    });
    assertThat(trail).containsExactly("b ends", "a ends");
  }

  @Test
  void aWaitInAStageParksTheDriverAndTheOthersGoOn() {
    inTask(() -> {
      var line = slow("a").into(stage("b"));
      Scope.join(scope -> {
        scope.start(
            "other",
            () -> {
              Task.sleep(SECOND.dividedBy(2));
              trail.add("other");
            });
        assertThat(line.next()).isEqualTo(new Step.Output<>("sleptb"));
        trail.add("driver");
      });
      line.close();
    });
    assertThat(trail).containsExactly("other", "driver", "b ends", "a finally");
  }

  private Coroutine<String, String, String> slow(String name) {
    return slow(name, SECOND);
  }

  private Coroutine<String, String, String> slow(String name, Duration time) {
    return Coroutine.of(
        name,
        io -> {
          try {
            Task.sleep(time);
            io.write("slept");
            return name;
          } catch (Cancelled e) {
            trail.add(name + " cancelled");
            throw e;
          } finally {
            trail.add(name + " finally");
          }
        });
  }

  @Test
  void whatCancelsTheDriverIsSeenAtTheWaitInsideAndAllStagesEnd() {
    inTask(() ->
        Scope.join(scope -> {
          Task<?> driver =
              scope.start(
                  "driver",
                  () -> {
                    var line = stage("a").into(slow("b")).into(stage("c"));
                    try {
                      line.next();
                    } finally {
                      trail.add("driver finally");
                    }
                  });
          Task.sleep(SECOND.dividedBy(2));
          driver.cancel("enough");
        }));
    assertThat(trail).containsExactly("b cancelled", "b finally", "c ends", "driver finally");
  }

  @Test
  void anUnfinishedOneIsClosedWithTheTaskThatBeganIt() {
    inTask(() ->
        Scope.join(scope ->
            scope.start(
                "driver",
                () -> {
                  var line = stage("a").into(stage("b"));
                  line.next();
                  trail.add("driver ends");
                })));
    assertThat(trail).containsExactly("driver ends", "b ends", "a ends");
  }

  @Test
  void anotherTaskGoesOnWhereTheFirstOneStopped() {
    inTask(() ->
        Scope.join(scope -> {
          var line = stage("a").into(stage("b"));
          line.next();
          Task<Step<String, String, String>> other = scope.start("other", () -> line.send("1"));
          assertThat(other.await()).isEqualTo(new Step.Output<>("1ab"));
          line.close();
        }));
  }

  @Test
  void ofTwoDriversOneIsRefused() {
    inTask(() ->
        Scope.join(scope -> {
          var line = slow("a").into(stage("b"));
          scope.start("first", () -> line.next());
          Task.yield();
          assertThatThrownBy(line::next)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("coroutine 'b' is running");
          assertThatThrownBy(line::close).hasMessage("coroutine 'b' can't be closed while it runs");
        }));
  }

  @Test
  void itsOwnerEndsItWhileAnotherDrivesAndAnEarlierStageWaits() {
    inTask(() -> {
      List<Coroutine<String, String, String>> lines = new ArrayList<>();
      Scope.join(outer -> {
        Task<?> owner =
            outer.start(
                "owner",
                () -> {
                  var line = twice("a").into(stage("b")).into(stage("c"));
                  lines.add(line);
                  assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
                  Task.sleep(SECOND);
                });
        Task.yield();
        Task<?> driver =
            outer.start(
                "driver",
                () ->
                    assertThatThrownBy(() -> lines.getFirst().send("1"))
                        .isInstanceOf(CoroutineClosed.class));
        owner.await();
        driver.await();
        trail.add("at " + Reactor.current().clock().nanos() / SECOND.toNanos());
      });
      assertThat(lines.getFirst().isDone()).isTrue();
    });
    assertThat(trail).containsExactly("a finally", "b ends", "c ends", "at 1");
  }

  @Test
  void theEndOfItsReactorEndsAllStagesAndTheDriver() {
    RuntimeException failure = new IllegalStateException("callback");
    assertThatThrownBy(() ->
            inTask(() -> {
              Reactor.current()
                  .after(
                      SECOND,
                      () -> {
                        throw failure;
                      });
              try {
                stage("a").into(slow("b", SECOND.multipliedBy(9))).into(stage("c")).next();
              } finally {
                trail.add("driver finally");
              }
            }))
        .isSameAs(failure);

    assertThat(trail)
        .containsExactlyInAnyOrder("b cancelled", "b finally", "c ends", "driver finally")
        .endsWith("driver finally");
  }

  private Coroutine<String, String, String> twice(String name) {
    return Coroutine.of(
        name,
        io -> {
          try {
            io.read();
            Task.sleep(SECOND.multipliedBy(9));
            return name;
          } finally {
            trail.add(name + " finally");
          }
        });
  }

  @Test
  void aStepFromAnotherReactorIsRefusedAndChangesNothing() {
    inTask(() -> {
      var line = stage("a").into(stage("b"));
      line.next();
      try (Reactor other = Reactor.open()) {
        other.run(() -> {
          assertThatThrownBy(line::end)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("belongs to a reactor");
          assertThatThrownBy(() -> line.fail(new IllegalArgumentException("no")))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(line::close).isInstanceOf(IllegalStateException.class);
        });
      }
      assertThat(line.send("1")).isEqualTo(new Step.Output<>("1ab"));
      assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
      line.close();
    });
  }

  private static void inTask(Runnable work) {
    try (Reactor reactor = Reactor.open(new VirtualClock(), new Random(1), Limits.DEFAULT)) {
      reactor.run(work::run);
    }
  }
}
