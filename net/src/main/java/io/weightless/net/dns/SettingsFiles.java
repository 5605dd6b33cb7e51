package io.weightless.net.dns;

import io.weightless.net.Files;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The settings that the files of the system hold, read again when they have changed.
///
/// - **Cost**: they are looked at every five seconds, when there is something to look up.
final class SettingsFiles implements Settings.Source {
  static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private static final Path ETC = Path.of("/etc");

  private final WatchedText servers;
  private final WatchedText hosts;
  private final WatchedText order;
  private final Clock clock;
  private long looked;
  private @Nullable Settings settings;

  /// Whether a text has changed since [#settings] were read: who looked may have been cancelled
  /// before the last look.
  private boolean stale;

  SettingsFiles(Reactor reactor) {
    this(reactor.service(Files.class), reactor.clock(), ETC);
  }

  SettingsFiles(Files files, Clock clock, Path folder) {
    this.clock = clock;
    servers = new WatchedText(files, folder.resolve("resolv.conf"));
    hosts = new WatchedText(files, folder.resolve("hosts"));
    order = new WatchedText(files, folder.resolve("nsswitch.conf"));
  }

  @Override
  public Settings now() {
    Settings known = settings;
    if (known != null && clock.nanos() - looked < LOOK_EVERY.toNanos()) {
      return known;
    }
    looked = clock.nanos();
    look(servers);
    look(hosts);
    look(order);
    if (stale || known == null) {
      known =
          new Settings(
              ResolvConf.read(servers.text()),
              HostsFile.read(hosts.text()),
              NameSwitch.of(order.text(), System.getProperty("os.name", "")));
      settings = known;
      stale = false;
    }
    return known;
  }

  private void look(WatchedText text) {
    if (text.look()) {
      stale = true;
    }
  }
}
