package io.weightless.net.internal;

import io.weightless.reactor.Reactor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What everything that is open on one reactor shares.
public final class Shared {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");
  private static final int NAMED_AT_CLOSE = 10;

  public final Counters counters = new Counters();
  public final BufferPool pool = new BufferPool();
  public final Budget budget = new Budget();
  public final Resources resources = new Resources();
  private @Nullable Disk disk;

  /// For files; made once.
  public Disk disk(Reactor reactor) {
    disk = disk == null ? new Disk(reactor, resources, budget) : disk;
    return disk;
  }

  /// For the end of the reactor: closes what is still open, and says what that was.
  public void closeAll() {
    List<String> left = resources.closeAll();
    if (!left.isEmpty()) {
      int named = Math.min(left.size(), NAMED_AT_CLOSE);
      String others = left.size() > named ? " and " + (left.size() - named) + " more" : "";
      LOG.log(
          System.Logger.Level.WARNING,
          "a reactor was closed while this was still open, it is closed now: "
              + String.join(", ", left.subList(0, named))
              + others);
    }
    Failures.closeQuietly(disk);
    assert pool.lent() == 0 : pool.lent() + " buffers were taken and not given back";
  }
}
