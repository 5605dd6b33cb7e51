package io.weightless.testing;

import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs a test, or each test of a class, as a task of a reactor of its own, on virtual time: the
/// clock jumps to the next timer when all wait.
///
/// ```java
/// @InTask
/// final class ReminderTest {
///   @Test
///   void aReminderComesTheNextDay(Scope scope, VirtualClock clock) {
///     Task<String> reminder = scope.start("reminder", () -> {
///       Task.sleep(Duration.ofDays(1));
///       return "call home";
///     });
///
///     assertEquals("call home", reminder.await());
///     assertEquals(Duration.ofDays(1).toNanos(), clock.nanos());
///   }
/// }
/// ```
///
/// The same task runs all that belongs to one test, one after the other: the constructor, the
/// `@BeforeEach` methods, the test with what JUnit repeats of it, the `@AfterEach` methods; those
/// of superclasses and outer classes too. In between, while JUnit and other extensions work, the
/// loop stands still. What belongs to the class (`@BeforeAll`, `@AfterAll`, and a constructor when
/// there is one instance for all tests) runs outside, on JUnit's thread; JUnit's `ThreadLocal`
/// values are not the task's.
///
/// They may all have parameters of these types:
///
/// - [Reactor]: the test's own, whose random follows from a seed.
/// - [VirtualClock]: its clock; not on real time.
/// - [Scope]: in a test, one whose tasks are waited for when the method returns, as in [Scope#run];
///   in the others, one around the whole test, which is cancelled after the last `@AfterEach`: for
///   a server that all of the test talks to.
///
/// **Failing**: whatever fails first is the test's failure, as it is. A test of which all tasks
/// wait for each other fails with a [Deadlock] that says who waits for what. When JUnit's
/// `@Timeout` interrupts it, all tasks are cancelled. The seed is told in a failure's stack trace,
/// suppressed.
///
/// The ideas are those of Twisted's trial, whose tests may wait, and of pytest-trio: a test is a
/// task, its fixtures live in a scope around it, and an autojump clock makes it quick.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TaskExtension.class)
public @interface InTask {
  /// A JUnit configuration parameter, and so a system property too: the seed of tests that don't
  /// say their own, to run one again that failed.
  String SEED = "weightless.seed";

  /// What the reactor's random is made from; 0 stands for another one at each run.
  long seed() default 0;

  /// Whether on the best backend of this machine and its clock instead: for tests with real sockets
  /// and files. Nothing follows from a seed then, and nothing jumps.
  boolean real() default false;
}
