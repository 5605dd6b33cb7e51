package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.NoSuspend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Whatever a coroutine does, its reactor goes on, and ends: on virtual time one that would wait
/// for ever is a failure.
class StubbornCoroutineTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose
  private final Reactor reactor =
      Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);

  private final List<Object> trail = new ArrayList<>();

  private static Coroutine<String, String, String> reader() {
    return Coroutine.of("reader", io -> io.next());
  }

  @Test
  void oneWhoseFirstStepWasRefusedIsClosedAndLeavesNothing() {
    reactor.run(() -> {
      Coroutine<String, String, String> refused = reader();
      assertThatThrownBy(() -> NoSuspend.noSuspend(() -> refused.next()))
          .isInstanceOf(IllegalStateException.class);
      refused.close();
    });
  }

  @Test
  void oneWhoseFirstStepWasRefusedEndsWithItsTask() {
    Coroutine<String, String, String> refused = reader();
    reactor.run(() ->
        assertThatThrownBy(() -> NoSuspend.noSuspend(() -> refused.next()))
            .isInstanceOf(IllegalStateException.class));

    assertThat(refused.step()).isNull();
  }

  @Test
  void aStageThatAReadWasRefusedToStartEndsWithTheOneThatRead() {
    Coroutine<String, String, String> last =
        Coroutine.of(
            "last",
            io -> {
              assertThat(catchThrowable(() -> NoSuspend.noSuspend(() -> io.read())))
                  .isInstanceOf(IllegalStateException.class);
              return "ended";
            });
    reactor.run(() ->
        assertThat(reader().into(last).next()).isEqualTo(new Step.Done<>("ended", List.of())));
  }

  @Test
  void oneThatItsOwnersEndFoundInAShieldEndsAtItsNextWrite() {
    Coroutine<String, String, @Nullable Void> shielded =
        Coroutine.of(
            "shielded",
            io -> {
              try {
                io.read();
                Scope.shield(() -> Task.sleep(SECOND.multipliedBy(2)));
                io.write("out");
              } finally {
                trail.add("finally");
              }
              return null;
            });
    reactor.run(() ->
        Scope.join(all -> {
          Scope.join(_ -> {
            shielded.next();
            all.start("driver", () -> trail.add(catchThrowable(() -> shielded.send("on"))));
            Task.sleep(SECOND);
          });
          trail.add("its owner has ended");
        }));

    assertThat(trail).hasSize(3).startsWith("its owner has ended", "finally");
    assertThat(trail.getLast()).isInstanceOf(CoroutineClosed.class);
  }

  @Test
  void oneThatCatchesItsOwnScopesCancellationForEverLetsTheOthersGoOn() {
    Coroutine<String, String, String> spinning =
        Coroutine.of(
            "spinning",
            io ->
                Scope.runOr(
                    Deadline.after(SECOND),
                    "late",
                    _ -> {
                      while (trail.size() < 3) {
                        try {
                          io.read();
                        } catch (Cancelled e) {
                          // it should let it pass
                        }
                      }
                      return "in time";
                    }));
    reactor.run(() ->
        Scope.join(scope -> {
          spinning.next();
          Task.sleep(SECOND.multipliedBy(2));
          scope.start(
              "ticker",
              () -> {
                for (int i = 0; i < 3; i++) {
                  Task.yield();
                  trail.add("tick");
                }
              });
          spinning.send("on");
        }));

    assertThat(trail).containsExactly("tick", "tick", "tick");
  }

  @Test
  void theTasksOfOneThatIgnoresItsCloseForEverEnd() {
    Coroutine<String, String, @Nullable Void> deaf =
        Coroutine.of(
            "deaf",
            io ->
                Scope.run(scope -> {
                  scope.start("child", () -> Task.sleep(SECOND));
                  ignoreClose(io);
                  return null;
                }));
    reactor.run(() -> {
      deaf.next();
      assertThatThrownBy(deaf::close).hasMessage("coroutine 'deaf' ignored its close");
    });
  }

  @Test
  void theStagesBeforeOneThatIgnoresItsCloseForEverAreClosed() {
    Coroutine<String, String, @Nullable Void> first =
        Coroutine.of(
            "first",
            io -> {
              try {
                io.write("value");
                return null;
              } finally {
                trail.add("finally");
              }
            });
    Coroutine<String, String, @Nullable Void> deaf =
        Coroutine.of(
            "deaf",
            io -> {
              io.read();
              ignoreClose(io);
              return null;
            });
    reactor.run(() -> {
      var line = first.into(deaf);
      line.next();
      assertThatThrownBy(line::close).hasMessage("coroutine 'deaf' ignored its close");
      assertThat(first.isDone()).isTrue();
    });

    assertThat(trail).containsExactly("finally");
  }

  private static void ignoreClose(Io<String, String> io) {
    while (true) {
      try {
        io.write("on and on");
      } catch (CoroutineClosed e) {
        // it should let it pass
      }
    }
  }

  @Test
  void aWriteThatThrewHandsNothingOn() {
    Coroutine<String, String, @Nullable Void> writer =
        Coroutine.of(
            "writer",
            io -> {
              io.write("first");
              assertThat(catchThrowable(() -> NoSuspend.noSuspend(() -> io.write("refused"))))
                  .isInstanceOf(IllegalStateException.class);
              return null;
            });
    Coroutine<String, String, String> collector =
        Coroutine.of(
            "collector",
            io -> {
              StringBuilder all = new StringBuilder();
              for (String input = io.read(); input != null; input = io.read()) {
                all.append(input).append(' ');
              }
              return all.toString();
            });
    reactor.run(() -> {
      writer.into(collector).next();
      assertThat(collector.result()).isEqualTo("first ");
    });
  }

  @Test
  void whatADelegateGaveBackBeforeItFailedItsCallerReads() {
    Coroutine<String, String, String> inner =
        Coroutine.of(
            "inner",
            io -> {
              io.unread("rest of " + io.next());
              throw new IllegalStateException("broken");
            });
    Coroutine<String, String, @Nullable String> outer =
        Coroutine.of(
            "outer",
            io -> {
              assertThat(catchThrowable(() -> io.delegate(inner)))
                  .isInstanceOf(IllegalStateException.class);
              return io.read();
            });
    reactor.run(() -> {
      outer.next();
      assertThat(outer.send("input")).isEqualTo(new Step.Done<>("rest of input", List.of()));
    });
  }

  @Test
  void oneFailureThatIsThrownIntoManyKeepsATraceOfSomeLength() {
    IllegalStateException shared = new IllegalStateException("shutdown");
    reactor.run(() -> {
      for (int i = 0; i < 2_000; i++) {
        Coroutine<String, String, String> each = reader();
        each.next();
        assertThat(catchThrowable(() -> each.fail(shared))).isSameAs(shared);
      }
    });

    assertThat(shared.getStackTrace()).hasSizeLessThanOrEqualTo(1_024);
  }

  @Test
  void aCheckedFailureOfALaterStageIsNotSuppressedInItself() {
    Coroutine<String, String, @Nullable Void> first =
        Coroutine.of(
            "first",
            io -> {
              io.write("value");
              return null;
            });
    Coroutine<String, String, @Nullable Void> failing =
        Coroutine.of(
            "failing",
            io -> {
              io.read();
              throw new java.io.IOException("disk");
            });
    reactor.run(() -> {
      Throwable thrown = catchThrowable(first.into(failing)::next);
      assertThat(thrown).isInstanceOf(CoroutineFailed.class).hasNoSuppressedExceptions();
      assertThat(thrown.getStackTrace())
          .noneMatch(frame -> frame.getClassName().startsWith("io.weightless.engine"));
    });
  }
}
