package io.weightless.net.dns;

import static io.weightless.net.dns.SettingsFiles.LOOK_EVERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.World;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of the system, as they are and as they become.
final class SettingsFilesTest {
  @AutoClose private final World world = new World("nio");
  @TempDir Path folder;

  SettingsFilesTest() throws IOException {}

  private SettingsFiles files() {
    return new SettingsFiles(
        world.reactor.service(io.weightless.net.Files.class), world.reactor.clock(), folder);
  }

  private SettingsFiles hindered(HinderedFiles.Hindrance hindrance) {
    return new SettingsFiles(
        HinderedFiles.of(world.reactor.service(io.weightless.net.Files.class), hindrance),
        world.reactor.clock(),
        folder);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  @Test
  void withoutFilesEverythingIsAsUsual() {
    world.run(_ -> {
      Settings settings = files().now();

      assertThat(settings.options()).isEqualTo(ResolverOptions.DEFAULTS);
      assertThat(settings.order()).isEqualTo(NameSwitch.DNS);
      assertThat(settings.hosts().addresses("localhost")).isEmpty();
    });
  }

  @Test
  void theThreeFilesAreRead() throws IOException {
    write("resolv.conf", "nameserver 10.0.0.7");
    write("hosts", "10.0.0.8 web");
    write("nsswitch.conf", "hosts: files ldap");

    world.run(_ -> {
      Settings settings = files().now();

      assertThat(settings.options().servers().getFirst().host()).isEqualTo("10.0.0.7");
      assertThat(settings.hosts().addresses("web")).isEqualTo(addresses("10.0.0.8"));
      assertThat(settings.order()).isEqualTo(NameSwitch.SYSTEM);
    });
  }

  @Test
  void aChangeIsSeenWhenItIsLookedForTheNextTime() throws IOException {
    write("hosts", "10.0.0.8 web");
    world.run(_ -> {
      SettingsFiles files = files();
      Settings before = files.now();
      write("hosts", "10.0.0.9 web and more");
      Task.sleep(LOOK_EVERY.minus(Duration.ofMillis(1)));
      assertThat(files.now()).isSameAs(before);

      Task.sleep(Duration.ofMillis(1));

      assertThat(files.now().hosts().addresses("web")).isEqualTo(addresses("10.0.0.9"));
      Files.delete(folder.resolve("hosts"));
      Task.sleep(LOOK_EVERY);
      assertThat(files.now().hosts().addresses("web")).isEmpty();
    });
  }

  @Test
  void whatHasNotChangedIsNotReadAgain() throws IOException {
    write("hosts", "10.0.0.8 web");
    world.run(_ -> {
      SettingsFiles files = files();
      Settings before = files.now();
      Task.sleep(LOOK_EVERY);

      assertThat(files.now()).isSameAs(before);
    });
  }

  @Test
  void aChangeIsNotForgottenWhenWhoeverSawItIsCancelledBeforeTheLastLook() throws IOException {
    write("resolv.conf", "nameserver 10.0.0.7");
    world.run(scope -> {
      Event isThere = new Event();
      boolean[] isStuck = {false};
      SettingsFiles files =
          hindered(path -> {
            if (isStuck[0] && path.endsWith("hosts")) {
              isThere.set();
              Task.sleep(Duration.ofDays(1));
            }
          });
      files.now();
      write("resolv.conf", "nameserver 10.0.0.9 # another");
      Task.sleep(LOOK_EVERY);
      isStuck[0] = true;
      Task<?> look = scope.start("look", files::now);
      isThere.await();
      look.cancel("not wanted");
      isStuck[0] = false;
      Task.sleep(LOOK_EVERY);

      assertThat(look.state()).isEqualTo(Task.State.CANCELLED);
      assertThat(files.now().options().servers().getFirst().host()).isEqualTo("10.0.0.9");
    });
  }

  @Test
  void whatWasReadStaysWhenTheSystemFailsForAMoment() throws IOException {
    write("hosts", "10.0.0.8 web");
    world.run(_ -> {
      boolean[] fails = {false};
      SettingsFiles files =
          hindered(path -> {
            if (fails[0]) {
              throw new FileSystemException(path.toString(), null, "Too many open files");
            }
          });
      Settings before = files.now();
      write("hosts", "10.0.0.9 web and more");
      fails[0] = true;
      Task.sleep(LOOK_EVERY);
      assertThat(files.now()).isSameAs(before);

      fails[0] = false;
      Task.sleep(LOOK_EVERY);
      assertThat(files.now().hosts().addresses("web")).isEqualTo(addresses("10.0.0.9"));
    });
  }

  @Test
  void aDirectoryInItsPlaceIsNoFile() throws IOException {
    write("hosts", "10.0.0.8 web");
    world.run(_ -> {
      SettingsFiles files = files();
      files.now();
      Files.delete(folder.resolve("hosts"));
      Files.createDirectory(folder.resolve("hosts"));
      Task.sleep(LOOK_EVERY);

      assertThat(files.now().hosts().addresses("web")).isEmpty();
    });
  }

  /// A directory stands for whatever can't be read.
  @Test
  void whatCanNotBeReadIsAsIfItWereNotThere() throws IOException {
    Files.createDirectory(folder.resolve("hosts"));
    world.run(_ -> assertThat(files().now().hosts().addresses("web")).isEmpty());
  }
}
