package io.weightless.net.process.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.Log;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What becomes of a process whose system refuses something.
final class GroupProcessTest {
  private final MadeUpChild child = new MadeUpChild();

  private GroupProcess start(World world) throws IOException {
    return new GroupProcess(world.reactor, world.backend.shared(), Command.of("program"), child);
  }

  @Test
  void nothingIsLeftOfOneWhoseEndCanNotBeAwaited() throws IOException {
    try (World world = new World("nio")) {
      world.run(_ -> {
        child.failure = new IOException("no more descriptors");
        assertThatThrownBy(() -> start(world)).isSameAs(child.failure);
        assertThat(child.trail).containsExactly("abandon");
        assertThat(world.backend.shared().resources.count()).isZero();
      });
    }
  }

  @Test
  void everyCloseWaitsUntilItIsBuried() throws IOException {
    try (World world = new World("nio")) {
      world.run(scope -> {
        GroupProcess process =
            new GroupProcess(
                world.reactor,
                world.backend.shared(),
                Command.of("program").grace(Duration.ofDays(1)),
                child);
        scope.start("first", process::close);
        Task.yield();
        assertThat(child.trail).containsExactly("TERM");
        child.end(Exit.of(0));
        process.close();
        assertThat(child.trail).containsExactly("TERM", "KILL", "bury");
      });
    }
  }

  @Test
  void oneThatCanNotBeKilledIsGivenUpByItsCloseWhichSaysSo() throws IOException {
    try (World world = new World("nio");
        Log log = new Log("io.weightless.net")) {
      world.run(_ -> {
        child.isWithinReach = false;
        GroupProcess process = start(world);
        process.close();
        assertThat(child.trail).containsExactly("TERM", "KILL", "KILL");
        assertThat(log.messages())
            .singleElement()
            .asString()
            .contains("program-0")
            .endsWith("is another user's: it can't be killed");
        process.close();
        assertThatThrownBy(process::await)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageEndingWith("was closed, and has not ended");
        child.end(Exit.of(0));
        Task.sleep(Duration.ofMillis(1));
      });
    }
  }

  @Test
  void oneThatIsOutOfReachIsBuriedWhenItEnds() throws IOException {
    try (World world = new World("nio");
        Log _ = new Log("io.weightless.net")) {
      world.run(scope -> {
        child.isWithinReach = false;
        GroupProcess process = start(world);
        Task<?> other = scope.start("other", process::close);
        process.close();
        other.await();
        assertThat(child.trail).doesNotContain("bury");
        assertThat(world.backend.shared().resources.count()).isOne();

        child.end(Exit.bySignal(9));
        Task.sleep(Duration.ofMillis(1));
        assertThat(child.trail).endsWith("bury");
        assertThat(process.await()).isEqualTo(Exit.bySignal(9));
        assertThat(world.backend.shared().resources.count()).isZero();
      });
    }
  }

  @Test
  void oneThatIsOutOfReachIsAbandonedByTheCloseOfTheReactor() throws IOException {
    try (World world = new World("nio");
        Log _ = new Log("io.weightless.net")) {
      child.isWithinReach = false;
      world.run(_ -> start(world).close());
      assertThat(world.backend.shared().resources.closeAll())
          .containsExactly("the process program-0 (program)");
      assertThat(child.trail).endsWith("abandon");
    }
  }
}
